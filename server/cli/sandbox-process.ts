import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CrmName } from '../../src/accounts/ids.ts';
import { announcedBy, finished, SandboxError, startProgram, stopProgram } from './sandbox-program.ts';
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

const orgAnnouncement = z.object({
  url: z.url(),
  controlUrl: z.url(),
  orgId: z.string(),
  oauth: z.object({ clientId: z.string(), clientSecret: z.string() }),
});
export type SandboxOrg = z.infer<typeof orgAnnouncement> & { readonly stop: () => Promise<void> };

const announcement = z.object({
  url: z.url(),
  controlUrl: z.url(),
  accessToken: z.string(),
  portalId: z.coerce.string(),
  /** Of the app that is installed there. */
  oauth: z.object({ clientSecret: z.string() }),
});
export type SandboxPortal = z.infer<typeof announcement> & {
  /** Signal files of the generated base; null for a CSV base, which has none. */
  readonly signalFolder: string | null;
  readonly stop: () => Promise<void>;
};

/** Folder of everything that belongs to one sandbox base: its portal's state, its signal files and the product's database on it. */
export function sandboxFolder(dataFolder: string, spec: SandboxSpec): string {
  const base = spec.csv === null ? `${spec.companies}-seed${spec.seed}` : 'csv';
  return join(dataFolder, 'sandbox', `${spec.asOf}-${base}`);
}

const marker = 'sandbox.json';

/** Starts the sandbox portal as its own process on a free loopback port; it ends with `stop`, or by itself when this process ends. */
export async function startSandbox(folder: string, spec: SandboxSpec, port = 0): Promise<SandboxPortal> {
  // the image that serves a company's CRM is made without it
  if (!existsSync(sandbox)) throw new SandboxError(JSON.stringify({ problem: 'not_here' }));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, marker), JSON.stringify(spec));
  } catch (error) {
    throw new StorageError('not_writable', { folder }, error);
  }
  const signalFolder = spec.csv === null ? await writeSignals(folder, spec) : null;
  const child = startCrm('hubspot', folder, spec, port);
  const portal = announcement.parse(JSON.parse(await announcedBy(child)));
  return { ...portal, signalFolder, stop: () => stopProgram(child) };
}

/** The sandbox org with the same customers, as a process of its own. */
export async function startSandboxOrg(folder: string, spec: SandboxSpec, port = 0): Promise<SandboxOrg> {
  const child = startCrm('salesforce', folder, spec, port);
  const org = orgAnnouncement.parse(JSON.parse(await announcedBy(child)));
  return { ...org, stop: () => stopProgram(child) };
}

function startCrm(crm: CrmName, folder: string, { companies, seed, asOf, csv }: SandboxSpec, port: number) {
  const base = csv === null ? ['--book', `seed=${seed},companies=${companies},as-of=${asOf}`] : ['--csv', csv];
  const state = ['--state', join(folder, `${crm}.jsonl`)];
  return startProgram(join(sandbox, crm, 'main.ts'), ['--port', String(port), ...base, ...state]);
}

/** Written beside and moved into place, so that a killed start leaves no half folder behind. */
async function writeSignals(folder: string, spec: SandboxSpec): Promise<string> {
  const final = join(folder, 'signals');
  if (existsSync(final)) return final;
  const part = `${final}.part`;
  await rm(part, { recursive: true, force: true });
  const child = startProgram(join(sandbox, 'book', 'main.ts'), [
    '--companies',
    String(spec.companies),
    '--seed',
    String(spec.seed),
    '--as-of',
    spec.asOf,
    '--out',
    part,
  ]);
  await finished(child);
  await rename(part, final);
  return final;
}
