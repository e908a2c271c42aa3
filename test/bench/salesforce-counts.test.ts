import { createStores } from '../../server/storage/stores.ts';
import type { HealthWrite } from '../../src/ports/crm.ts';
import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createSalesforcePresenter } from '../../src/salesforce/to-salesforce.ts';
import { createRunSync, type SyncSummary } from '../../src/sync/run-sync.ts';
import { createExplainRecords } from '../../src/views/record-detail.ts';
import { generateBook } from '../../sandbox/book/generate-book.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { createControl, hurriedTimers } from '../contract/hubspot-world.ts';
import { createMany } from '../contract/salesforce-world.ts';
import { openEmbeddedForTest } from '../helpers/embedded.ts';
import { firstScorecard, silentLogger } from '../helpers/sync-world.ts';
import { bookSignals } from './book-signals.ts';

const options = {
  seed: 7,
  companies: 1000,
  asOf: '2026-11-22',
  deals: 1500,
  contacts: 2500,
  tickets: 1000,
  activityShare: 0.02,
};
const startsAt = '2026-11-22T06:00:00.000Z';

const gatewayOf = (org: SalesforceSandbox) =>
  createSalesforceGateway({
    access: { by: 'client_credentials', loginUrl: org.url, ...org.oauth },
    ...{ logger: silentLogger, timers: hurriedTimers },
  });
const pages = (rows: number): number => Math.max(1, Math.ceil(rows / 2000));
/** Calls by kind, as the org counted them. */
interface Calls {
  readonly api: number;
  readonly byRoute: Readonly<Record<string, number>>;
  readonly rowsWritten: Readonly<Record<string, number>>;
}
const countOf = ({ byRoute }: Calls, ...parts: readonly string[]): number =>
  Object.entries(byRoute).reduce((sum, [route, n]) => sum + (parts.some((part) => route.includes(part)) ? n : 0), 0);

describe('a sync of 1,000 accounts and 1,500 opportunities', () => {
  let org: SalesforceSandbox;
  let control: ReturnType<typeof createControl>;
  let embedded: Awaited<ReturnType<typeof openEmbeddedForTest>>;
  let sync: (kind: 'full' | 'incremental') => Promise<{ readonly summary: SyncSummary; readonly calls: Calls }>;
  let first: Awaited<ReturnType<typeof sync>>;

  beforeAll(async () => {
    org = await startSalesforceSandbox({ book: generateBook({ ...options, usage: false }), clock: startsAt });
    control = createControl(org.controlUrl);
    embedded = await openEmbeddedForTest();
    const stores = createStores(embedded.database.db);
    const clock = { now: () => new Date(Date.parse(startsAt) + performance.now() - begun + shift) };
    const begun = performance.now();
    let shift = 60_000;
    const run = createRunSync({
      ...{
        stores,
        clock,
        gateway: gatewayOf(org),
        firstScorecard,
        logger: silentLogger,
        progress: { step: () => undefined },
      },
      presenter: createSalesforcePresenter(createExplainRecords(stores)),
      sources: () => Promise.resolve([bookSignals(options)]),
    });
    sync = async (kind) => {
      await control.post('reset-calls');
      const summary = await run({ kind, dryRun: false, connection: null, locale: 'en' });
      const calls = await control.get<Calls>('calls');
      shift += 1_800_000;
      await control.post('clock', { advanceMs: 1_800_000 });
      return { summary, calls };
    };
    first = await sync('full');
  });
  afterAll(async () => {
    await org.close();
    await embedded.remove();
  });

  it('reads as many pages as the objects fill', async () => {
    const rows = await control.get<Readonly<Record<string, number>>>('counts');
    expect(rows).toMatchObject({ Account: 1000, Opportunity: 1500, Contact: 2500 });
    const { read } = first.summary.refresh;
    const objects = ['Account', 'Opportunity', 'Contact', 'Case', 'Event', 'Task', 'EmailMessage'];
    const formula = objects.reduce((sum, object) => sum + pages(rows[object] ?? 0), 0);
    // organization, currencies, the dates of their rates, users
    const setup = 4;
    expect(countOf(first.calls, '/query')).toBeLessThanOrEqual(formula + setup);
    expect(countOf(first.calls, '/describe')).toBe(7);
    expect(read.account + read.renewal).toBe(2500);
  });

  it('writes 200 records a call', () => {
    const { report } = first.summary.outcome as { report: { written: { account: number; renewal: number } } };
    const { account, renewal } = report.written;
    expect(account).toBe(1000);
    expect(renewal).toBeGreaterThan(300);
    expect(countOf(first.calls, 'composite/sobjects')).toBe(Math.ceil(account / 200) + Math.ceil(renewal / 200));
    expect(first.summary.calls.total).toBe(first.calls.api);
    expect(first.summary.calls.total).toBeLessThanOrEqual(Math.ceil(1.1 * first.summary.callsFloor));
  });

  it('writes an explanation of both languages that fits the field', async () => {
    const { journal, longest } = await explanations();
    expect(journal).toBeGreaterThan(1000);
    expect(longest).toBeGreaterThan(2_000);
    expect(longest).toBeLessThanOrEqual(32_000);
  });

  it('writes nothing when nothing changed, and an idle run asks once for each object', async () => {
    const full = await sync('full');
    const incremental = await sync('incremental');
    const idle = await sync('incremental');
    for (const { summary, calls } of [full, incremental, idle]) {
      expect(summary.writes).toBe(0);
      expect(countOf(calls, 'composite/sobjects', 'jobs/ingest')).toBe(0);
    }
    // the first one after a write finds its own rows again, and nothing new in them
    expect(incremental.summary.refresh.changed).toBe(0);
    expect(idle.calls.api).toBe(7);
  });

  async function explanations() {
    const entries =
      await control.get<readonly { readonly values?: Readonly<Record<string, unknown>> }[]>('journal?by=api');
    const texts = entries.flatMap(({ values }) => {
      const text = values?.Renewal_Health_Detail__c;
      return typeof text === 'string' ? [text] : [];
    });
    for (const text of texts)
      expect(JSON.parse(text)).toMatchObject({ v: 1, en: { locale: 'en' }, de: { locale: 'de' } });
    return { journal: texts.length, longest: Math.max(...texts.map((text) => text.length)) };
  }
});

describe('10,000 changed accounts', () => {
  it('go by Bulk jobs of 5,000', async () => {
    const org = await startSalesforceSandbox({});
    const control = createControl(org.controlUrl);
    const gateway = gatewayOf(org);
    const ids = await createMany(org, 'Account', 10_000);
    await gateway.provision({ dryRun: false });
    await control.post('reset-calls');
    const { writeBatch } = gateway.traits;
    let written = 0;
    for (let from = 0; from < ids.length; from += writeBatch) {
      const writes = ids.slice(from, from + writeBatch).map((id): HealthWrite => ({
        ...{ type: 'account', id },
        values: { renewal_health_score: '50', renewal_health_drivers: 'Usage, “up”\nNPS' },
      }));
      written += (await gateway.write(writes)).filter(({ state }) => state === 'written').length;
    }
    const calls = await control.get<Calls>('calls');
    process.stderr.write(`10,000 accounts by Bulk 2.0: ${JSON.stringify(calls.byRoute)}\n`);
    expect(written).toBe(10_000);
    const jobs = Math.ceil(ids.length / writeBatch);
    const polls = calls.byRoute['GET /jobs/ingest/{job}'] ?? 0;
    // create, upload, complete, two lists of results, and the polls: fifty calls by collections
    expect(calls.api).toBe(5 * jobs + polls);
    expect(calls.api).toBeLessThan(10_000 / 200 / 2);
    await org.close();
  });
});
