import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Program, type SandboxHubSpot, startHubSpotOf } from './sandbox-program.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** A HubSpot sandbox whose records carry what the real product computed and wrote, and the built cards beside it. */
export interface ScoredPortal {
  readonly hubspot: Program<SandboxHubSpot>;
  /** Folder of the app's production bundles. */
  readonly bundles: string;
  /** Folder of the product's database. */
  readonly dataFolder: string;
  readonly stop: () => Promise<void>;
}

/** Starts the sandbox with a generated base, runs one full sync of the product as its own process against it, and builds the cards. */
export async function startScoredPortal(companies: number): Promise<ScoredPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'scored-portal-'));
  const today = new Date().toISOString().slice(0, 10);
  const base = { companies, seed: 7, asOf: today };
  const hubspot = await startHubSpotOf(base);
  try {
    const [signals, bundles, dataFolder] = ['signals', 'bundles', 'data'].map((name) => join(folder, name));
    if (signals === undefined || bundles === undefined || dataFolder === undefined) throw new Error('three folders');
    const { seed, asOf } = base;
    const book = ['--companies', String(companies), '--seed', String(seed), '--as-of', asOf, '--out', signals];
    await Promise.all([node('sandbox/book/main.ts', book), node('hubspot-app/build.ts', [bundles])]);
    await node('server/cli/renewal-health.js', ['serve', '--once', '--json'], {
      HUBSPOT_ACCESS_TOKEN: hubspot.said.accessToken,
      HUBSPOT_BASE_URL: hubspot.said.url,
      SIGNAL_FOLDER: signals,
      DATA_FOLDER: dataFolder,
    });
    const stop = async (): Promise<void> => {
      await hubspot.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { hubspot, bundles, dataFolder, stop };
  } catch (error) {
    await hubspot.stop();
    throw error;
  }
}

const node = (path: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, [join(root, path), ...args], { cwd: root, env: { ...process.env, ...env }, maxBuffer: 1e8 });
