import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../src/accounts/connection.ts';
import { createHubSpotGateway } from '../src/hubspot/gateway.ts';
import { createSignatureVerifier } from '../src/hubspot/signature.ts';
import { createHubSpotPresenter } from '../src/hubspot/to-hubspot.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { Progress } from '../src/ports/progress.ts';
import { parseScorecard } from '../src/scorecards/parse-scorecard.ts';
import { createSignalFolder } from '../src/signal-sources/csv/read-signal-folder.ts';
import { composeConnected, composeDoor, composeStored, type Parts } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import type { CrmAccess, OpenedProduct } from './cli/product.ts';
import { createLogger } from './observability/log.ts';
import { openDatabase } from './storage/database.ts';
import { restoreBackup } from './storage/embedded/restore.ts';
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
  const parts: Parts = {
    stores: createStores(database.db),
    presenter: createHubSpotPresenter(),
    sources: options.signalFolder === null ? [] : [createSignalFolder(options.signalFolder)],
    firstScorecard: await shippedScorecard(),
    clock,
    logger,
    progress: options.progress,
  };
  return {
    stored: composeStored(parts),
    connected: ({ accessToken, baseUrl }: CrmAccess) =>
      composeConnected(parts, createHubSpotGateway({ accessToken, baseUrl, clock, logger })),
    door: ({ accessToken, baseUrl }, { clientSecret, publicUrl, appId }, turns) =>
      composeDoor(parts, {
        verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
        ...{ appId, turns },
        gatewayOf: () => createHubSpotGateway({ accessToken, baseUrl, clock, logger }),
      }),
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
