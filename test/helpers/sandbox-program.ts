import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

export interface Program<T> {
  /** The JSON line it printed when it was ready. */
  readonly said: T;
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** Runs one of the repository's programs as its own process, as the launcher does, and waits for its first line. Throws with its complaint when it ends first. */
export async function startProgram<T>(path: string, args: readonly string[]): Promise<Program<T>> {
  const child = spawn(process.execPath, [join(root, path), ...args], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    once(child, 'exit').then(() => {
      throw new Error(`${path} did not start: ${complaints.join('')}`);
    }),
  ]);
  return {
    said: JSON.parse(line) as T,
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export interface SandboxHubSpot {
  readonly url: string;
  readonly controlUrl: string;
  readonly accessToken: string;
  readonly portalId: number;
}

export interface GeneratedBase {
  readonly companies: number;
  readonly seed: number;
  /** YYYY-MM-DD. */
  readonly asOf: string;
}

export const startHubSpotOf = ({ companies, seed, asOf }: GeneratedBase): Promise<Program<SandboxHubSpot>> =>
  startProgram('sandbox/hubspot/main.ts', ['--book', `seed=${seed},companies=${companies},as-of=${asOf}`]);

export interface RecordPageSpec {
  readonly bundles: string;
  readonly project: string;
  readonly hubspot: SandboxHubSpot;
  readonly backend: string;
  readonly clientSecret: string;
}

export const startPage = (spec: RecordPageSpec): Promise<Program<{ readonly url: string }>> =>
  startProgram('sandbox/record-page/main.ts', [
    ...['--bundles', spec.bundles, '--project', spec.project],
    ...['--hubspot', spec.hubspot.url, '--token', spec.hubspot.accessToken],
    ...['--backend', spec.backend, '--client-secret', spec.clientSecret, '--app-id', '3401122'],
  ]);
