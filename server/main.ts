import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../src/accounts/connection.ts';
import type { CrmName } from '../src/accounts/ids.ts';
import { createHubSpotGateway } from '../src/hubspot/gateway.ts';
import { createHubSpotInbound } from '../src/hubspot/inbound.ts';
import { createHubSpotOAuth } from '../src/hubspot/oauth.ts';
import { createSignatureVerifier } from '../src/hubspot/signature.ts';
import { createHubSpotPresenter } from '../src/hubspot/to-hubspot.ts';
import type { Turns } from '../src/common/turns.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { CrmGateway } from '../src/ports/crm.ts';
import type { CrmInbound } from '../src/ports/inbox.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { Progress } from '../src/ports/progress.ts';
import type { Stores } from '../src/ports/stores.ts';
import { parseScorecard } from '../src/scorecards/parse-scorecard.ts';
import { createSignalFolder } from '../src/signal-sources/csv/read-signal-folder.ts';
import { createSalesforceGateway } from '../src/salesforce/gateway.ts';
import { createSalesforcePresenter } from '../src/salesforce/to-salesforce.ts';
import { createReceiveChanges } from '../src/sync/receive-changes.ts';
import { createForgetOld } from '../src/sync/forget-old.ts';
import { createPurgeEnded } from '../src/sync/install/purge-ended.ts';
import { createExplainRecords } from '../src/views/record-detail.ts';
import { composeInstall, type InstalledApp } from './compose-install.ts';
import { composeConnected, composeDoor, composeStored, type Parts } from './compose.ts';
import { type Config, isInstallable, readConfig, type SalesforceConfig } from './config.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import type { CrmAccess, OpenedProduct } from './cli/product.ts';
import { createJobQueue } from './jobs/queue.ts';
import { createLogger } from './observability/log.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { createAuditStore } from './storage/audit-store.ts';
import { createConnectionTurns } from './storage/connection-turns.ts';
import { loginSecrets } from './secrets/login-secrets.ts';
import { secretsOf, secretsOfFile } from './secrets/secrets.ts';
import { createCredentialStore } from './storage/credential-store.ts';
import { type Database, openDatabase } from './storage/database.ts';
import { restoreBackup } from './storage/embedded/restore.ts';
import { createLoginStore } from './storage/login-store.ts';
import { createRetentionStore } from './storage/retention-store.ts';
import { createStores } from './storage/stores.ts';

const clock: Clock = { now: () => new Date() };

/** Opens the database and puts the product together. Throws StorageError. */
async function openProduct(
  config: Config,
  options: { readonly databaseFolder: string; readonly signalFolder: string | null; readonly progress: Progress },
): Promise<OpenedProduct> {
  const database = await openDatabase(
    config.databaseUrl === null ? { folder: options.databaseFolder } : { url: config.databaseUrl },
  );
  const logger = createLogger(config.logLevel);
  const stores = createStores(database.db);
  const turns = createConnectionTurns(database);
  const { apps, rotateKeys } = openInstalls(config, database, { ...stores, turns }, logger);
  const parts: Parts = {
    stores,
    presenter: createHubSpotPresenter(),
    sources: options.signalFolder === null ? [] : [createSignalFolder(options.signalFolder)],
    firstScorecard: await shippedScorecard(),
    clock,
    logger,
    progress: options.progress,
  };
  const queue = createJobQueue({
    database: { executeSql: (text, values) => database.pool.query(text, values) },
    logger,
  });
  const metrics = createMetrics({ stores, queue, clock });
  const salesforcePresenter = createSalesforcePresenter(createExplainRecords(stores));
  const orgs = new Map<string, CrmGateway>();
  const orgOf = (access: SalesforceConfig): CrmGateway => {
    const known =
      orgs.get(access.loginUrl) ?? createSalesforceGateway({ access: { by: 'client_credentials', ...access }, logger });
    orgs.set(access.loginUrl, known);
    return known;
  };
  return {
    stored: composeStored(parts),
    connected: ({ accessToken, baseUrl }: CrmAccess, turn) =>
      composeConnected(parts, createHubSpotGateway({ accessToken, baseUrl, clock, logger }), turn),
    connectedOrg: (access, turn) => composeConnected({ ...parts, presenter: salesforcePresenter }, orgOf(access), turn),
    turns,
    queue,
    metrics,
    webhooks: ({ clientSecret, publicUrl, appId }, wake) => ({
      verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
      inbound: countIgnored(createHubSpotInbound({ appId }), metrics),
      receive: createReceiveChanges({ stores, clock, wake }),
      ...{ clock, logger },
    }),
    door: (accessOf, { clientSecret, publicUrl, appId }, turns) => {
      const disconnect = apps.get('hubspot')?.disconnect;
      return composeDoor(parts, {
        verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
        ...{ appId, turns },
        ...(disconnect === undefined ? {} : { disconnect }),
        gatewayOf: (connection) => createHubSpotGateway({ ...accessOf(connection), clock, logger }),
      });
    },
    apps,
    rotateKeys,
    purgeEnded: createPurgeEnded({ installs: stores.installs, turns, clock, logger }),
    audit: createAuditStore(database.db),
    forgetOld: createForgetOld({ retention: createRetentionStore(database.db), clock, logger }),
    signalSource: createSignalFolder,
    logger,
    checkDatabase: async () => {
      await database.pool.query('select 1');
    },
    maintain: () => database.maintain(),
    backup: (file) => database.backup(file),
    close: () => database.close(),
  };
}

/** Apps that customers install, and the keys that their tokens are sealed with. */
function openInstalls(
  config: Config,
  { db }: Database,
  { installs, turns }: Pick<Stores, 'installs'> & { readonly turns: Turns },
  logger: Logger,
) {
  const { tokenKeys } = config;
  const keyFile = secretsOfFile(join(config.dataFolder, 'secret.key'));
  const secrets = tokenKeys === null ? keyFile : secretsOf(tokenKeys);
  const credentials = createCredentialStore({ db, secrets });
  const logins = createLoginStore(db, secrets);
  const common = { logins, installs, turns, credentials, secrets: loginSecrets, clock, logger };
  const apps = new Map<CrmName, InstalledApp>();
  const { hubspotApp } = config;
  if (isInstallable(config) && hubspotApp !== null && hubspotApp.clientId !== null) {
    const { clientId, clientSecret, publicUrl, baseUrl } = hubspotApp;
    const redirectUri = `${publicUrl}/install/hubspot/callback`;
    const oauth = createHubSpotOAuth({ clientId, clientSecret, redirectUri, baseUrl, clock });
    apps.set('hubspot', composeInstall({ ...common, oauth }));
  }
  const reseal = () => credentials.reseal();
  return { apps, rotateKeys: () => (tokenKeys === null ? keyFile.rotate(reseal) : reseal()) };
}

const countIgnored =
  (inbound: CrmInbound, metrics: Metrics): CrmInbound =>
  (body) => {
    const delivery = inbound(body);
    if (delivery.state === 'read')
      for (const [reason, count] of Object.entries(delivery.ignored)) metrics.ignored(reason, count);
    return delivery;
  };

async function shippedScorecard() {
  const name = 'default-1.yaml';
  const parsed = parseScorecard(await readFile(join(import.meta.dirname, '../src/scorecards', name), 'utf8'), name);
  if (!parsed.ok) throw new Error(`the shipped scorecard ${name} does not parse`);
  return parsed;
}

/** German for German systems, English elsewhere; `--locale` says otherwise. */
const systemLocale: Locale = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('de') ? 'de' : 'en';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  readConfig,
  openProduct,
  restoreDatabase: restoreBackup,
  systemLocale,
  clock,
});
