import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of the sandbox ended before it could serve. `output` is what it said. */
export class SandboxError extends Error {
  readonly output: string;
  constructor(output: string) {
    super('the sandbox did not start');
    this.name = 'SandboxError';
    this.output = output;
  }
}

/** Starts a program of its own process. The open stdin pipe is its life line: it ends when the pipe closes, so that a killed parent leaves no process behind. */
export function startProgram(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Waits for the one line in which a serving program says where it is. Throws SandboxError when it ends before. */
export function announcedBy(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said = errorsOf(child);
    child.once('exit', () => {
      reject(new SandboxError(said.join('')));
    });
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
}

/** Waits for a program that does its work and ends. Throws SandboxError when it fails. */
export async function finished(child: ChildProcess): Promise<void> {
  const said = errorsOf(child);
  child.stdout?.resume();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new SandboxError(said.join(''));
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function errorsOf(child: ChildProcess): readonly string[] {
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  return said;
}
