import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { Connection } from '../../src/accounts/connection.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { CrmGateway, HealthPresenter } from '../../src/ports/crm.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createSalesforcePresenter } from '../../src/salesforce/to-salesforce.ts';
import { createRunSync, type SyncSummary } from '../../src/sync/run-sync.ts';
import { createExplainRecords } from '../../src/views/record-detail.ts';
import { generateBook } from '../../sandbox/book/generate-book.ts';
import { startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import type { SignalSource } from '../../src/ports/signal-source.ts';
import { bookSignals } from '../bench/book-signals.ts';
import { createStores } from '../../server/storage/stores.ts';
import { openEmbeddedForTest } from './embedded.ts';
import { firstScorecard, silentLogger } from './sync-world.ts';

/** One CRM after a full sync of a book. */
export interface ScoredBook {
  readonly summary: SyncSummary;
  readonly connection: Connection;
  readonly stores: Stores;
  readonly gateway: CrmGateway;
  readonly presenter: HealthPresenter;
  readonly assessments: readonly HealthAssessment[];
  /** Customer number by account id. */
  readonly keys: ReadonlyMap<string, string>;
  /** A run like the first one; an incremental one unless said otherwise. */
  readonly sync: (kind?: 'full' | 'incremental') => Promise<SyncSummary>;
}

/** Whatever the machine's day: both CRMs and the product look at the book on the same one. */
const now = '2026-11-22T06:00:00.000Z';

/** The last 75 days of usage: what today's score and people's activity are made of. */
const usageSince = '2026-09-08';

const usageOf = (options: Parameters<typeof generateBook>[0]): SignalSource => ({
  name: 'usage',
  async *read() {
    for (const { key: account, usage } of generateBook({ ...options, usage: true }).companies()) {
      const recent = usage.filter(({ day }) => day >= usageSince);
      const signals = recent.flatMap(({ day, user, events }) =>
        Object.entries(events).map(([event, count]) => ({ kind: 'usage' as const, account, day, user, event, count })),
      );
      yield await Promise.resolve({ signals, rejected: [] });
    }
  },
});

/** The same customers, German fields and German time in a HubSpot portal and a Salesforce org, synced one after the other into one database. */
export async function scoreInBoth(companies: number) {
  const options = { seed: 7, companies, asOf: now.slice(0, 10) };
  const book = generateBook({ ...options, usage: false });
  const portal = await startHubSpotSandbox({ book, portal: 'german', limits: false, clock: now });
  const org = await startSalesforceSandbox({ book, org: 'german', clock: now });
  const clock: Clock = { now: () => new Date(Date.parse(now) + 60_000) };
  const sources = () => Promise.resolve([bookSignals(options), usageOf(options)]);
  const embedded = await openEmbeddedForTest();
  const stores = createStores(embedded.database.db);
  const hubspot = await scored(
    { stores, presenter: createHubSpotPresenter(), clock, sources },
    createHubSpotGateway({ accessToken: portal.accessToken, baseUrl: portal.url, clock, logger: silentLogger }),
  );
  const salesforce = await scored(
    { stores, presenter: createSalesforcePresenter(createExplainRecords(stores)), clock, sources },
    createSalesforceGateway({
      access: { by: 'client_credentials', loginUrl: org.url, ...org.oauth },
      logger: silentLogger,
    }),
  );
  const close = async () => {
    await portal.close();
    await org.close();
    await embedded.remove();
  };
  return { hubspot, salesforce, org, close };
}

type Parts = Pick<Parameters<typeof createRunSync>[0], 'stores' | 'presenter' | 'clock' | 'sources'>;

async function scored(parts: Parts, gateway: CrmGateway): Promise<ScoredBook> {
  const { stores, presenter } = parts;
  const progress = { step: () => undefined };
  const run = createRunSync({ ...parts, gateway, firstScorecard, logger: silentLogger, progress });
  const sync = (kind: 'full' | 'incremental' = 'incremental') =>
    run({ kind, dryRun: false, connection: null, locale: 'en' });
  const summary = await sync('full');
  const { connection } = summary;
  const assessments: HealthAssessment[] = [];
  for await (const page of stores.assessments.all(connection.id, 500)) assessments.push(...page);
  const keys = new Map<string, string>();
  for await (const page of gateway.readAll('account', connection.mapping)) {
    for (const { id, value } of page) keys.set(id, value?.externalKey ?? id);
  }
  return { summary, connection, stores, gateway, presenter, assessments, keys, sync };
}
