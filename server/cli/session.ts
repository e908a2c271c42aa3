import { join } from 'node:path';
import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { CrmName } from '../../src/accounts/ids.ts';
import { createSentences, type Sentences } from '../../src/messages/sentences.ts';
import { type Config, installableCrms } from '../config.ts';
import { chooseConnection } from './choose-connection.ts';
import type { OpenedProduct, Wiring } from './product.ts';
import {
  sandboxFolder,
  type SandboxOrg,
  type SandboxPortal,
  type SandboxSpec,
  startSandbox,
  startSandboxOrg,
} from './sandbox-process.ts';
import { createTargets, type Targets } from './targets.ts';
import { createTerminalProgress } from './terminal-progress.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What every command can say about the sandbox and the language. */
export interface CommonOptions {
  readonly locale: Locale;
  readonly companies: number;
  readonly seed: number;
  readonly csv: string | null;
  /** Which CRM a command is about, where both are connected. */
  readonly crm: CrmName | null;
  /** Which connection, where several are, as it was typed. */
  readonly connection: string | null;
}

/** One run of one command: its words, its screen, its product, its CRM. Everything it started is stopped by `close`. */
export interface Session extends Targets {
  readonly config: Config;
  readonly locale: Locale;
  readonly sentences: Sentences;
  readonly terminal: Terminal;
  readonly product: OpenedProduct;
  /** True when neither a token nor an app to install is set: the sandbox portal stands in. */
  readonly isSandbox: boolean;
  /** The sandbox portal, where that is the CRM. */
  readonly portal: SandboxPortal | null;
  /** Folder of the sandbox base's files. */
  readonly folder: string;
  /** Where the database is, for errors. */
  readonly database: string;
  /** The CRMs that this session can open, HubSpot first; only the one asked for where one is. */
  readonly crms: readonly CrmName[];
  /** The sandbox org, started by the first command that needs it: most need one CRM only. */
  startOrg(): Promise<SandboxOrg>;
  /** The stored connection that a command without a CRM works on. Throws CommandError when nothing is connected, or when it has to be named. */
  connection(): Promise<Connection>;
  endProgress(): void;
  close(): Promise<void>;
}

export function databasePlace(config: Config, spec: SandboxSpec): string {
  if (config.databaseUrl !== null) return new URL(config.databaseUrl).host;
  return join(usesSandbox(config) ? sandboxFolder(config.dataFolder, spec) : config.dataFolder, 'database');
}

const usesSandbox = (config: Config): boolean =>
  config.hubspot === null && config.salesforce === null && installableCrms(config).length === 0;

function crmsOf(config: Config, asked: CrmName | null): readonly CrmName[] {
  const installable = installableCrms(config);
  const isThere = (crm: CrmName) => usesSandbox(config) || config[crm] !== null || installable.includes(crm);
  return (['hubspot', 'salesforce'] as const).filter((crm) => isThere(crm) && (asked === null || asked === crm));
}

export const sandboxSpec = ({ companies, seed, csv }: CommonOptions, now: Date): SandboxSpec => ({
  companies,
  seed,
  csv,
  asOf: now.toISOString().slice(0, 10),
});

export async function openSession(
  wiring: Wiring,
  options: CommonOptions,
  needs: { readonly crm: boolean; readonly quiet: boolean },
): Promise<Session> {
  const config = wiring.readConfig();
  const spec = sandboxSpec(options, wiring.clock.now());
  const isSandbox = usesSandbox(config);
  const sentences = createSentences(options.locale);
  const folder = sandboxFolder(config.dataFolder, spec);
  const screen = needs.quiet ? { write: () => true } : process.stderr;
  const progress = createTerminalProgress(screen, sentences.cli.step, () => performance.now());
  const crms = crmsOf(config, options.crm);
  // The sandbox first: its signal files are part of what the product reads.
  const portal = isSandbox && needs.crm ? await startSandbox(folder, spec) : null;
  let org: Promise<SandboxOrg> | null = null;
  const startOrg = () => (org ??= startSandboxOrg(folder, spec));
  const stopSandboxes = async () => {
    await Promise.all([portal?.stop(), org?.then(({ stop }) => stop())]);
  };
  const database = databasePlace(config, spec);
  const product = await wiring
    .openProduct(config, {
      databaseFolder: database,
      signalFolder: portal?.signalFolder ?? config.signalFolder,
      progress,
    })
    .catch(async (error: unknown) => {
      await stopSandboxes();
      throw error;
    });
  const { stores } = product.stored;
  const choice = async () => ({
    ...{ asked: options.connection, crms },
    connections: await stores.connections.list(),
    installs: await stores.installs.list(),
  });
  return {
    ...createTargets({ config, product, crms, portal, startOrg, choice }),
    ...{ config, locale: options.locale, sentences, product, isSandbox, portal, crms, folder, database, startOrg },
    terminal: createTerminal(process.stdout),
    connection: async () => chooseConnection(await choice()),
    endProgress: () => {
      progress.finish();
    },
    close: async () => {
      progress.finish();
      await product.close();
      await stopSandboxes();
    },
  };
}
