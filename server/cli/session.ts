import { join } from 'node:path';
import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { createSentences, type Sentences } from '../../src/messages/sentences.ts';
import type { Install } from '../../src/ports/installs.ts';
import type { ConnectedProduct } from '../compose.ts';
import { type Config, isInstallable } from '../config.ts';
import { CommandError } from './command-error.ts';
import type { CrmAccess, OpenedProduct, Wiring } from './product.ts';
import { sandboxFolder, type SandboxSpec, startSandbox } from './sandbox-process.ts';
import { createTerminalProgress } from './terminal-progress.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** What every command can say about the sandbox and the language. */
export interface CommonOptions {
  readonly locale: Locale;
  readonly companies: number;
  readonly seed: number;
  readonly csv: string | null;
}

/** One run of one command: its words, its screen, its product, its CRM. Everything it started is stopped by `close`. */
export interface Session {
  readonly config: Config;
  readonly locale: Locale;
  readonly sentences: Sentences;
  readonly terminal: Terminal;
  readonly product: OpenedProduct;
  /** True when neither a token nor an app to install is set: the sandbox portal stands in. */
  readonly isSandbox: boolean;
  /** Folder of the sandbox base's files. */
  readonly folder: string;
  /** Where the database is, for errors. */
  readonly database: string;
  /** The CRM of this session; starts the sandbox where that is it. */
  openCrm(): Promise<CrmAccess>;
  openConnected(): Promise<ConnectedProduct>;
  /** The connection that commands without a CRM work on: the only one, or the newest. Throws CommandError when nothing is connected. */
  connection(): Promise<Connection>;
  /** The connection of the portal that the token opens, whatever else is in the database. Throws CommandError when it is not connected. */
  connectionOf(connected: Pick<ConnectedProduct, 'identifyCrm'>): Promise<Connection>;
  endProgress(): void;
  close(): Promise<void>;
}

export function databasePlace(config: Config, spec: SandboxSpec): string {
  if (config.databaseUrl !== null) return new URL(config.databaseUrl).host;
  return join(usesSandbox(config) ? sandboxFolder(config.dataFolder, spec) : config.dataFolder, 'database');
}

const usesSandbox = (config: Config): boolean => config.hubspot === null && !isInstallable(config);

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
  // The sandbox first: its signal files are part of what the product reads.
  const portal = isSandbox && needs.crm ? await startSandbox(folder, spec) : null;
  const database = databasePlace(config, spec);
  const product = await wiring
    .openProduct(config, {
      databaseFolder: database,
      signalFolder: portal?.signalFolder ?? config.signalFolder,
      progress,
    })
    .catch(async (error: unknown) => {
      await portal?.stop();
      throw error;
    });
  const openCrm = async (): Promise<CrmAccess> => {
    if (config.hubspot !== null) return config.hubspot;
    if (portal !== null) return { accessToken: portal.accessToken, baseUrl: portal.url };
    return installedAccess(config, product, (await newestInstall(config, product)).connection);
  };
  return {
    config,
    locale: options.locale,
    sentences,
    terminal: createTerminal(process.stdout),
    product,
    isSandbox,
    folder,
    database,
    openCrm,
    openConnected: async () => product.connected(await openCrm()),
    connection: () => newestConnection(product),
    connectionOf: async ({ identifyCrm }) =>
      (await product.stored.stores.connections.get(await identifyCrm())) ?? notConnected(),
    endProgress: () => {
      progress.finish();
    },
    close: async () => {
      progress.finish();
      await product.close();
      await portal?.stop();
    },
  };
}

/** How an installed connection is opened. */
export function installedAccess({ hubspotApp }: Config, { apps }: OpenedProduct, id: ConnectionId): CrmAccess {
  const app = apps.get('hubspot');
  if (hubspotApp === null || app === undefined) throw new Error('this command was opened without a CRM');
  return { accessToken: app.tokens(id), baseUrl: hubspotApp.baseUrl };
}

/** Commands work on one connection: the one that was installed last. */
async function newestInstall(config: Config, product: OpenedProduct): Promise<Install> {
  const installs = await product.stored.stores.installs.list();
  const [newest] = [...installs].sort((a, b) => (a.installedAt < b.installedAt ? 1 : -1));
  if (newest !== undefined) return newest;
  throw new CommandError(({ cli }) => cli.sentence('installFirst', { url: installUrl(config) }));
}

export const installUrl = ({ hubspotApp }: Config): string => `${hubspotApp?.publicUrl ?? ''}/install/hubspot`;

async function newestConnection(product: OpenedProduct): Promise<Connection> {
  const connections = await product.stored.stores.connections.list();
  const [newest] = [...connections].sort((a, b) => (a.connectedAt < b.connectedAt ? 1 : -1));
  return newest ?? notConnected();
}

function notConnected(): never {
  throw new CommandError(({ cli }) => cli.sentence('notConnected', { command: 'renewal-health sync' }));
}
