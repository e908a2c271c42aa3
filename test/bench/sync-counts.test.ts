import type { Connection } from '../../src/accounts/connection.ts';
import type { SyncOptions, SyncSummary } from '../../src/sync/run-sync.ts';
import {
  differences,
  followers,
  scoresAndTiers,
  type ValuesByRecord,
  valuesInCrm,
  valuesOfAssessments,
} from './crm-values.ts';
import { fullFloor, incrementalFloor, type Listed } from './floor.ts';
import { type Counted, openSyncBase, type SyncBase } from './sync-base.ts';

/** The workload all calls are counted on. Activities are thinned out: at their natural number e-mails would be three quarters of it. */
const workload = { companies: 1000, deals: 1500, contacts: 5000, tickets: 4000, activityPercent: 10 } as const;
/** Accounts assessed at a time. */
const chunkSize = 100;

interface JournalEntry {
  readonly op: string;
  readonly objectType: string | null;
  readonly id: string | null;
  readonly properties: Readonly<Record<string, string>>;
}

describe('a sync of 1,000 companies, 1,500 deals, 5,000 contacts and 4,000 tickets', () => {
  let base: SyncBase;
  let connection: Connection;
  let first: Counted<SyncSummary>;
  let journalLength = 0;

  const sync = (options: Partial<SyncOptions> = {}): Promise<Counted<SyncSummary>> =>
    base.counting(() =>
      base.product.runSync({ kind: 'incremental', dryRun: false, connection: connection.id, locale: 'en', ...options }),
    );
  /** Record writes of the API since this was last asked. */
  const writes = async (): Promise<readonly JournalEntry[]> => {
    const entries = await base.control<readonly JournalEntry[]>(`journal?by=api&from=${journalLength}`);
    journalLength += entries.length;
    return entries.filter(({ op }) => op === 'update');
  };
  const written = (entries: readonly JournalEntry[]) => {
    const ids = (type: string) => new Set(entries.flatMap(({ objectType, id }) => (objectType === type ? [id] : [])));
    return { companies: ids('companies').size, deals: ids('deals').size };
  };
  const expectCrmShowsAssessments = async () => {
    const shown = await valuesInCrm(base.portal);
    const { stores } = base.product;
    const [all, main] = [await valuesOfAssessments(stores, connection), await scoresAndTiers(stores, connection)];
    expect(differences(all, shown)).toEqual([]);
    expect(differences(main, shown)).toEqual([]);
    return { shown, main };
  };

  beforeAll(async () => {
    base = await openSyncBase(workload, 'unbounded');
    first = await base.counting(() =>
      base.product.runSync({ kind: 'full', dryRun: false, connection: null, locale: 'en' }),
    );
    ({ connection } = first.result);
  });
  afterAll(() => base.close());

  it('makes at most a tenth more calls than its floor', async () => {
    const records = await base.control<Readonly<Record<Listed, number>>>('counts');
    expect(records).toMatchObject({ companies: 1000, deals: 1500, contacts: 5000, tickets: 4000 });
    const floor = fullFloor(records, written(await writes()));
    expect(first.calls.total).toBeLessThanOrEqual(Math.floor(1.1 * floor));
    expect(first.calls.total).toBe(first.result.calls.total);
    expect(first.calls.searches).toBe(0);
  });

  it('writes every score and tier as it is stored', async () => {
    const { shown, main } = await expectCrmShowsAssessments();
    expect([...main.keys()].filter((record) => record.startsWith('companies:'))).toHaveLength(1000);
    const filled = (name: string) => [...shown.values()].filter((values) => values[name] !== '').length;
    expect(filled('renewal_health_score')).toBeGreaterThan(500);
    expect(filled('renewal_tier')).toBeGreaterThan(500);
    expect(filled('renewal_health_band')).toBeGreaterThanOrEqual(1000);
  });

  it('asks the database the same number of times for every hundred accounts', async () => {
    const { statements } = await base.counting(() => base.product.recomputeHealth(connection, 'all'));
    const chunks = workload.companies / chunkSize;
    expect(statements.length).toBeLessThanOrEqual(16 * chunks + 5);
    const byText = Map.groupBy(statements, (text) => text);
    // a page is read to find that it is the last one
    for (const same of byText.values()) expect(same.length).toBeLessThanOrEqual(chunks + 1);
  });

  it('stores a page of records in a handful of statements', () => {
    expect(first.statements.length).toBeLessThan(8 * first.calls.total);
  });

  it('writes nothing when nothing changed', async () => {
    const full = await sync({ kind: 'full' });
    expect(full.calls.total).toBeLessThanOrEqual(first.calls.total);
    await base.advance(30);
    // the first one after a full sync finds what that one wrote
    const incremental = await sync();
    expect([full.result.writes, incremental.result.writes]).toEqual([0, 0]);
    expect(await writes()).toEqual([]);
  });

  it('reads nothing but links when nothing changed', async () => {
    await base.advance(30);
    const { calls, result } = await sync();
    expect(result.refresh.read).toEqual({ account: 0, renewal: 0, contact: 0, ticket: 0, interaction: 0 });
    expect(result.writes).toBe(0);
    expect(calls.total).toBeLessThanOrEqual(incrementalFloor({}, openOf(result), { companies: 0, deals: 0 }));
  });

  it('reads what changed, and writes the values that differ, all of them and no other', async () => {
    await base.advance(30);
    const before = await valuesInCrm(base.portal);
    await patch(base, before);
    const { calls, result, statements } = await sync();
    const entries = await writes();

    expect(result.refresh.read).toEqual({ account: 50, renewal: 75, contact: 0, ticket: 0, interaction: 0 });
    expect(pointless(entries, before)).toEqual([]);
    const { shown } = await expectCrmShowsAssessments();
    const changed = [...shown].filter(([record, values]) => causes(values, before.get(record) ?? {}).length > 0);
    expect(new Set(entries.map(recordOf))).toEqual(new Set(changed.map(([record]) => record)));
    expect(entries).toHaveLength(changed.length);
    expect(changed.length).toBeGreaterThan(20);
    expect(changed.length).toBeLessThanOrEqual(250);

    const floor = incrementalFloor({ companies: 50, deals: 75 }, openOf(result), written(entries));
    expect(calls.total).toBeLessThanOrEqual(floor + 1); // one for the links of the changed deals, which a search does not show
    expect(statements.length).toBeLessThan(first.statements.length / 4);
  });
});

/** How many links an incremental run asked for: open renewals, and the companies that have one. */
const openOf = ({ refresh: { linksAsked } }: SyncSummary) => ({
  renewals: linksAsked.renewal,
  companies: Math.max(linksAsked.contact, linksAsked.ticket),
});

const recordOf = ({ objectType, id }: JournalEntry): string => `${String(objectType)}:${String(id)}`;
const causes = (after: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(after).filter((name) => !followers.includes(name) && after[name] !== (before[name] ?? ''));

/** Writes that change nothing anybody looks for, or carry a value that was there before. */
const pointless = (entries: readonly JournalEntry[], before: ValuesByRecord): readonly JournalEntry[] =>
  entries.filter((entry) => {
    const names = Object.keys(entry.properties).filter((name) => !followers.includes(name));
    return names.length === 0 || causes(entry.properties, before.get(recordOf(entry)) ?? {}).length < names.length;
  });

/** People change one company and one deal in twenty: some of it moves a value of ours, some of it (names) none. */
async function patch(base: SyncBase, records: ValuesByRecord): Promise<void> {
  for (const [object, changes] of Object.entries(patches)) {
    const ids = [...records.keys()].flatMap((record) => {
      const [type, id = ''] = record.split(':');
      return type === object ? [id] : [];
    });
    const chosen = ids.filter((_, at) => at % 20 === 0);
    for (const [at, id] of chosen.entries()) {
      await base.control('records/patch', { objectType: object, id, properties: changes[at % changes.length] });
    }
  }
}
const patches: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  companies: [{ name: 'Renamed' }, { annual_contract_value: '90000' }],
  deals: [{ dealname: 'Renamed' }, { arr: '123456' }, { renewal_date: '2027-01-15' }],
};

describe('the limits of an account', () => {
  /** A full and an incremental sync in real time, with limits that are enforced. */
  const syncUnder = async (plan: 'professional' | 'marketplace', activityPercent: number) => {
    const base = await openSyncBase({ ...workload, activityPercent }, plan);
    const options = { dryRun: false, locale: 'en' } as const;
    const full = await base.counting(() => base.product.runSync({ ...options, kind: 'full', connection: null }));
    await base.control('records/patch', await anyCompany(base, full.result.connection));
    const { id } = full.result.connection;
    const changes = await base.counting(() =>
      base.product.runSync({ ...options, kind: 'incremental', connection: id }),
    );
    await base.close();
    return { runs: [full, changes], full: full.calls };
  };
  const anyCompany = async ({ product }: SyncBase, { id }: Connection) => {
    for await (const [company = ''] of product.stores.records.liveIds(id, 'account'))
      return { objectType: 'companies', id: company, properties: { name: 'Renamed' } };
    throw new Error('no company');
  };

  it('are used and never exceeded, on a professional plan and as a marketplace app', async () => {
    // More activities where more calls are allowed: with fewer calls than a window holds there would be no limit to meet.
    const [professional, marketplace] = await Promise.all([syncUnder('professional', 20), syncUnder('marketplace', 5)]);
    for (const { calls, result } of [...professional.runs, ...marketplace.runs]) {
      expect(calls.rateLimited).toEqual({ TEN_SECONDLY_ROLLING: 0, SECONDLY: 0, DAILY: 0 });
      expect(result.calls.rateLimited).toBe(0);
      expect(calls.maxSearchesIn1s).toBeLessThanOrEqual(5);
    }
    expect(professional.full.total).toBeGreaterThan(190);
    expect(professional.full.maxCallsIn10s).toBeLessThanOrEqual(190);
    expect(marketplace.full.total).toBeGreaterThan(110);
    expect(marketplace.full.maxCallsIn10s).toBeLessThanOrEqual(110);
  });
});
