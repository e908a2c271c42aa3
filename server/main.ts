import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../src/accounts/connection.ts';
import { type ConnectionId, crmOf } from '../src/accounts/ids.ts';
import { createHubSpotInbound } from '../src/hubspot/inbound.ts';
import { createSignatureVerifier } from '../src/hubspot/signature.ts';
import { createHubSpotPresenter } from '../src/hubspot/to-hubspot.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { CrmInbound } from '../src/ports/inbox.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { Progress } from '../src/ports/progress.ts';
import type { SignalSources } from '../src/ports/signal-source.ts';
import { parseScorecard } from '../src/scorecards/parse-scorecard.ts';
import { createConnectionFolders } from '../src/signal-sources/csv/connection-folders.ts';
import { listSignalSources } from '../src/signal-sources/csv/read-signal-folder.ts';
import { createSalesforcePresenter } from '../src/salesforce/to-salesforce.ts';
import { createReceiveChanges } from '../src/sync/receive-changes.ts';
import { createForgetOld } from '../src/sync/forget-old.ts';
import { createPurgeEnded } from '../src/sync/install/purge-ended.ts';
import { createExplainRecords } from '../src/views/record-detail.ts';
import { composeConnected, composeDoor, composeStored, type Parts } from './compose.ts';
import { type Config, installableCrms, readConfig } from './config.ts';
import { createGateways } from './gateways.ts';
import { openInstalledApps } from './installed-apps.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import type { OpenedProduct } from './cli/product.ts';
import { createJobQueue } from './jobs/queue.ts';
import { createLogger } from './observability/log.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { tracedQueue } from './observability/traced-work.ts';
import { startTracing } from './observability/tracing.ts';
import { createConnectionTurns } from './storage/connection-turns.ts';
import { openDatabase } from './storage/database.ts';
import { restoreBackup } from './storage/embedded/restore.ts';
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
  const endTracing = await startTracing(config.traces, logger);
  const stores = createStores(database.db);
  const { installs } = stores;
  const turns = createConnectionTurns(database);
  const { apps, rotateKeys } = openInstalledApps({ config, database, installs, turns, clock, logger });
  const gateways = createGateways({ config, apps, installs, clock, logger });
  const parts: Parts = {
    stores,
    presenter: createHubSpotPresenter(),
    sources: signalSources(config, options.signalFolder, logger),
    firstScorecard: await shippedScorecard(),
    clock,
    logger,
    progress: options.progress,
  };
  const queue = tracedQueue(
    createJobQueue({ database: { executeSql: (text, values) => database.pool.query(text, values) }, logger }),
  );
  const metrics = createMetrics({ stores, queue, clock });
  const salesforce: Parts = { ...parts, presenter: createSalesforcePresenter(createExplainRecords(stores)) };
  return {
    stored: composeStored(parts),
    connected: (access, turn) => composeConnected(parts, gateways.portal(access), turn),
    connectedOrg: (access, turn) => composeConnected(salesforce, gateways.org(access), turn),
    connectedInstall: async (id, turn) => {
      const gateway = await gateways.installed(id);
      return gateway && composeConnected(crmOf(id) === 'salesforce' ? salesforce : parts, gateway, turn);
    },
    turns,
    queue,
    metrics,
    webhooks: ({ clientSecret, publicUrl, appId }, wake) => ({
      verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
      inbound: countIgnored(createHubSpotInbound({ appId }), metrics),
      receive: createReceiveChanges({ stores, clock, wake }),
      ...{ clock, logger },
    }),
    door: (access, { clientSecret, publicUrl, appId }, turns) => {
      const app = apps.get('hubspot');
      const disconnect = async (id: ConnectionId) => {
        const install = (await app?.disconnect(id)) ?? null;
        await queue.unschedule(id);
        return install;
      };
      return composeDoor(parts, {
        verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
        ...{ appId, turns },
        ...(app === undefined ? {} : { disconnect }),
        gatewayOf: (connection) => (access === null ? gateways.installedPortal(connection) : gateways.portal(access)),
      });
    },
    apps,
    rotateKeys,
    purgeEnded: createPurgeEnded({ installs, turns, clock, logger }),
    forgetOld: createForgetOld({ retention: createRetentionStore(database.db), clock, logger }),
    signalSources: listSignalSources,
    logger,
    checkDatabase: () => database.check(),
    maintain: () => database.maintain(),
    backup: (file) => database.backup(file),
    close: async () => {
      await Promise.all([endTracing(), database.close()]);
    },
  };
}

/** Whoever may install the app is another customer: their files lie apart. */
const signalSources = (config: Config, folder: string | null, logger: Logger): SignalSources =>
  folder === null
    ? () => Promise.resolve([])
    : createConnectionFolders({ folder, apart: installableCrms(config).length > 0, logger });

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
