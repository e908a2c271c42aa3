import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { StorageError } from '../storage/storage-error.ts';

const sandbox = join(import.meta.dirname, '..', '..', 'sandbox');

/** Which customer base the sandbox portal holds. `csv` names a folder with the CSV export of a real CRM. */
export interface SandboxSpec {
  readonly companies: number;
  readonly seed: number;
  /** Today, YYYY-MM-DD: nothing in the base is younger. */
  readonly asOf: string;
  readonly csv: string | null;
}

const announcement = z.object({
  url: z.url(),
  controlUrl: z.url(),
  accessToken: z.string(),
  portalId: z.coerce.string(),
});
export type SandboxPortal = z.infer<typeof announcement> & {
  /** Signal files of the generated base; null for a CSV base, which has none. */
  readonly signalFolder: string | null;
  readonly stop: () => Promise<void>;
};

/** The sandbox process ended before it could serve. `output` is what it said. */
export class SandboxError extends Error {
  readonly output: string;
  constructor(output: string) {
    super('the sandbox did not start');
    this.name = 'SandboxError';
    this.output = output;
  }
}

/** Folder of everything that belongs to one sandbox base: its portal's state, its signal files and the product's database on it. */
export function sandboxFolder(dataFolder: string, spec: SandboxSpec): string {
  const base = spec.csv === null ? `${spec.companies}-seed${spec.seed}` : 'csv';
  return join(dataFolder, 'sandbox', `${spec.asOf}-${base}`);
}

const marker = 'sandbox.json';

/** Starts the sandbox portal as its own process on a free loopback port; it ends with `stop`, or by itself when this process ends. */
export async function startSandbox(folder: string, spec: SandboxSpec, port = 0): Promise<SandboxPortal> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, marker), JSON.stringify(spec));
  } catch (error) {
    throw new StorageError('not_writable', { folder }, error);
  }
  const signalFolder = spec.csv === null ? await writeSignals(folder, spec) : null;
  const base =
    spec.csv === null
      ? ['--book', `seed=${spec.seed},companies=${spec.companies},as-of=${spec.asOf}`]
      : ['--csv', spec.csv];
  const child = start('hubspot', ['--port', String(port), ...base, '--state', join(folder, 'hubspot.jsonl')]);
  const portal = announcement.parse(JSON.parse(await firstLine(child)));
  return { ...portal, signalFolder, stop: () => stop(child) };
}

/** Written beside and moved into place, so that a killed start leaves no half folder behind. */
async function writeSignals(folder: string, spec: SandboxSpec): Promise<string> {
  const final = join(folder, 'signals');
  if (existsSync(final)) return final;
  const part = `${final}.part`;
  await rm(part, { recursive: true, force: true });
  const child = start('book', [
    '--companies',
    String(spec.companies),
    '--seed',
    String(spec.seed),
    '--as-of',
    spec.asOf,
    '--out',
    part,
  ]);
  const output: string[] = [];
  child.stderr?.on('data', (text: Buffer) => output.push(text.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new SandboxError(output.join(''));
  await rename(part, final);
  return final;
}

function start(program: 'hubspot' | 'book', args: readonly string[]): ChildProcess {
  // The open stdin pipe is the life line: the sandbox ends when it closes, so that a killed parent leaves no process behind.
  return spawn(process.execPath, [join(sandbox, program, 'main.ts'), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const errors: string[] = [];
    child.stderr?.on('data', (text: Buffer) => errors.push(text.toString()));
    child.once('exit', () => {
      reject(new SandboxError(errors.join('')));
    });
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
