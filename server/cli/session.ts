import { join } from 'node:path';
import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId, CrmName } from '../../src/accounts/ids.ts';
import { createSentences, type Sentences } from '../../src/messages/sentences.ts';
import type { Install } from '../../src/ports/installs.ts';
import type { Turn } from '../../src/common/turns.ts';
import type { ConnectedProduct } from '../compose.ts';
import { type Config, isInstallable, type SalesforceConfig } from '../config.ts';
import { CommandError } from './command-error.ts';
import type { CrmAccess, OpenedProduct, Wiring } from './product.ts';
import {
  sandboxFolder,
  type SandboxOrg,
  type SandboxSpec,
  startSandbox,
  startSandboxOrg,
  type SandboxPortal,
} from './sandbox-process.ts';
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
  /** The sandbox portal, where that is the CRM. */
  readonly portal: SandboxPortal | null;
  /** Folder of the sandbox base's files. */
  readonly folder: string;
  /** Where the database is, for errors. */
  readonly database: string;
  /** The CRMs that this session can open, HubSpot first; only the one asked for where one is. */
  readonly crms: readonly CrmName[];
  /** The HubSpot portal of this session. */
  openCrm(): Promise<CrmAccess>;
  /** The Salesforce org of this session; the sandbox's where there is no other. */
  openOrg(): Promise<SalesforceConfig>;
  /** The product over one CRM; the first of `crms` unless said otherwise. */
  openConnected(crm?: CrmName, turn?: Turn): Promise<ConnectedProduct>;
  /** The connection that commands without a CRM work on: of the CRM asked for, else HubSpot's where both are; the newest of several. Throws CommandError when nothing is connected. */
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

const usesSandbox = (config: Config): boolean =>
  config.hubspot === null && config.salesforce === null && !isInstallable(config);

function crmsOf(config: Config, asked: CrmName | null): readonly CrmName[] {
  const sandbox = usesSandbox(config);
  const all: readonly (readonly [CrmName, boolean])[] = [
    ['hubspot', sandbox || config.hubspot !== null || isInstallable(config)],
    ['salesforce', sandbox || config.salesforce !== null],
  ];
  return all.flatMap(([crm, isThere]) => (isThere && (asked === null || asked === crm) ? [crm] : []));
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
  const openCrm = async (): Promise<CrmAccess> => {
    if (config.hubspot !== null) return config.hubspot;
    if (portal !== null) return { accessToken: portal.accessToken, baseUrl: portal.url };
    return installedAccess(config, product, (await newestInstall(config, product)).connection);
  };
  const openOrg = async (): Promise<SalesforceConfig> => {
    if (config.salesforce !== null) return config.salesforce;
    // started by the first command that needs it: most need one CRM only
    org ??= startSandboxOrg(folder, spec);
    const { url: loginUrl, oauth } = await org;
    return { loginUrl, ...oauth };
  };
  return {
    config,
    locale: options.locale,
    sentences,
    terminal: createTerminal(process.stdout),
    product,
    isSandbox,
    portal,
    crms,
    folder,
    database,
    openCrm,
    openOrg,
    openConnected: async (crm = crms[0], turn) =>
      crm === 'salesforce' ? product.connectedOrg(await openOrg(), turn) : product.connected(await openCrm(), turn),
    connection: () => newestConnection(product, crms),
    connectionOf: async ({ identifyCrm }) =>
      (await product.stored.stores.connections.get(await identifyCrm())) ?? notConnected(),
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

async function newestConnection(product: OpenedProduct, crms: readonly CrmName[]): Promise<Connection> {
  const connections = await product.stored.stores.connections.list();
  const rank = ({ crm }: Connection): number => crms.indexOf(crm);
  const [newest] = connections
    .filter((connection) => rank(connection) >= 0)
    .sort((a, b) => rank(a) - rank(b) || (a.connectedAt < b.connectedAt ? 1 : -1));
  return newest ?? notConnected();
}

function notConnected(): never {
  throw new CommandError(({ cli }) => cli.sentence('notConnected', { command: 'renewal-health sync' }));
}
