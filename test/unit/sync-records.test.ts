import { accountId } from '../../src/accounts/ids.ts';
import { CrmError, type CrmRead, type RecordType } from '../../src/ports/crm.ts';
import { createCollectSignals } from '../../src/sync/collect-signals.ts';
import { createRefreshRecords } from '../../src/sync/refresh-records.ts';
import type { RawSignal, SignalSource } from '../../src/ports/signal-source.ts';
import { companyOf, meetingOf, renewalOf, signalsOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, rowsOf, silentLogger, type SyncWorld } from '../helpers/sync-world.ts';

const progress = { step: () => undefined };
const connected = async (size: number): Promise<SyncWorld> => {
  const world = createSyncWorld(size, signalsOf(size, 'quiet'));
  await world.sync({ kind: 'full' });
  return world;
};
const parts = ({ crm, stores, clock }: SyncWorld) => ({ gateway: crm, stores, clock, progress });
const refresh = async (world: SyncWorld, kind: 'full' | 'incremental' = 'incremental') =>
  createRefreshRecords(parts(world))(await world.saved(), kind);
const dirty = (world: SyncWorld) => world.stores.inputs.dirty(connection, 100);
/** Half an hour and a sync later: our own writes are behind the cursor, and what is dirty afterwards was made so afterwards. */
const later = async (world: SyncWorld) => {
  world.clock.advance(30);
  await world.sync();
  world.clock.advance(30);
};
async function* noPages() {
  yield* await Promise.resolve([]);
}
const ids = rowsOf<string>;
const newestRenewal = async (world: SyncWorld, account: string) => {
  const [inputs] = await world.stores.inputs.some(connection, [accountId(account)]);
  return inputs?.renewals.toSorted((a, b) => (a.knownAt < b.knownAt ? -1 : 1)).at(-1)?.value ?? null;
};

describe('a full refresh', () => {
  test('stores every record once and changes nothing when repeated', async () => {
    const world = await connected(3);
    const again = await refresh(world, 'full');
    expect(again).toMatchObject({
      read: { account: 3, renewal: 3, contact: 3, ticket: 3, interaction: 3 },
      changed: 0,
      removed: 0,
    });
  });

  test('knows the past by its own dates: a ticket of three weeks ago counts from then on', async () => {
    const world = await connected(1);
    const [inputs] = await world.stores.inputs.some(connection, [accountId('a1')]);
    expect(inputs?.tickets[0]?.knownAt).toBe('2026-11-02T09:00:00.000Z');
    expect((await world.saved()).firstRefreshAt).toBe('2026-11-22T08:00:00.000Z');
  });

  test('removes what is no longer there without a further call', async () => {
    const world = await connected(4);
    world.crm.remove('renewal', 'd2');
    world.crm.remove('account', 'a3');
    const before = world.crm.calls().reads;
    const report = await refresh(world, 'full');
    expect(report.removed).toBe(2);
    expect(world.crm.calls().reads - before).toBe(5);
    expect(await ids(world.stores.records.liveIds(connection, 'account'))).toEqual(['a1', 'a2', 'a4']);
  });

  test('does not believe that most of a portal is gone: it asks record by record first', async () => {
    const world = await connected(30);
    const hidden: typeof world.crm.readAll = async function* (type, mapping) {
      if (type !== 'contact') yield* world.crm.readAll(type, mapping);
    };
    const gateway = { ...world.crm, readAll: hidden };
    const report = await createRefreshRecords({ ...parts(world), gateway })(await world.saved(), 'full');
    expect(report.removed).toBe(0);
    expect((await world.stores.records.counts(connection)).contact).toBe(30);
  });

  test('starts again from where it was when one type fails', async () => {
    const world = createSyncWorld(3);
    world.crm.breakNext('readAll', new CrmError('unavailable', 'timeout'));
    await expect(world.sync({ kind: 'full' })).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await world.stores.connections.cursor(connection, 'account')).toBeNull();
    const [run] = await world.stores.runs.latest(connection, 1);
    expect(run).toMatchObject({ outcome: 'failed', error: 'unavailable/timeout' });
    expect((await world.sync()).refresh.kind).toBe('full');
  });
});

describe('an incremental refresh', () => {
  test('is a full one while there has been none', async () => {
    expect((await createSyncWorld(2).sync()).refresh.kind).toBe('full');
  });

  test('reads what changed and nothing else, and asks nothing twice as new', async () => {
    const world = await connected(5);
    await later(world);
    world.crm.put('account', companyOf(2, { name: 'Renamed' }));
    world.clock.advance(1);
    expect(await refresh(world)).toMatchObject({ read: { account: 1, renewal: 0 }, changed: 1 });
    expect(await dirty(world)).toEqual(['a2']);
    world.clock.advance(1);
    expect(await refresh(world)).toMatchObject({ read: { account: 1 }, changed: 0 });
  });

  test('finds a change that the index showed five minutes late', async () => {
    const world = await connected(2);
    world.clock.advance(60);
    world.crm.put('renewal', renewalOf(1, { renewalDate: '2027-03-01' }));
    const late = { ...world.crm, readChanged: noPages };
    world.clock.advance(1);
    await createRefreshRecords({ ...parts(world), gateway: late })(await world.saved(), 'incremental');
    world.clock.advance(4);
    expect((await refresh(world)).changed).toBe(1);
  });

  test('takes its own writes for no change', async () => {
    const world = await connected(4);
    world.clock.advance(1);
    await world.sync();
    world.clock.advance(1);
    const report = await refresh(world);
    expect(report.read).toMatchObject({ account: 4, renewal: 4 });
    expect(report.changed).toBe(0);
    expect(await dirty(world)).toEqual([]);
  });

  test('finds a deal that was only moved to another company: both are assessed again', async () => {
    const world = await connected(4);
    await later(world);
    world.crm.relink('renewal', 'd1', ['a3']);
    const report = await refresh(world);
    expect(report.read.renewal).toBe(0);
    expect(report.changed).toBe(1);
    expect(await dirty(world)).toEqual(['a1', 'a3']);
    expect((await newestRenewal(world, 'a3'))?.id).toBeDefined();
  });

  test('finds a deal that was created first and linked later', async () => {
    const world = await connected(2);
    world.crm.put('renewal', renewalOf(9, { accountId: null }));
    await later(world);
    world.crm.relink('renewal', 'd9', ['a2']);
    await refresh(world);
    expect(await dirty(world)).toEqual(['a2']);
  });

  test('finds contacts and tickets whose links alone changed, and keeps their other accounts', async () => {
    const world = await connected(3);
    await later(world);
    world.crm.relink('contact', 'c1', ['a1', 'a2']);
    world.crm.relink('ticket', 't3', []);
    await refresh(world);
    expect(await dirty(world)).toEqual(['a1', 'a2', 'a3']);
    const linked = await world.stores.records.linkedTo(connection, 'contact', ['a1', 'a2']);
    expect(linked.get('a1')).toEqual(['c1']);
    expect(linked.get('a2')).toEqual(['c1', 'c2']);
  });

  test('finds a meeting that was only moved to another company at the next full reading, not before', async () => {
    const world = await connected(3);
    await later(world);
    world.crm.relink('interaction', meetingOf(1, 6).id, ['a3']);
    await refresh(world);
    expect(await dirty(world)).toEqual([]);
    expect((await refresh(world, 'full')).changed).toBe(1);
    expect(await dirty(world)).toEqual(['a1', 'a3']);
  });

  test('reads a linked record that it has never seen', async () => {
    const world = await connected(2);
    await later(world);
    world.crm.put('ticket', {
      id: 't9',
      accountIds: [accountId('a1')],
      createdAt: '2026-11-22T08:01:00.000Z',
      closedAt: null,
      priority: 'top',
    });
    const blind = { ...world.crm, readChanged: noPages };
    const report = await createRefreshRecords({ ...parts(world), gateway: blind })(await world.saved(), 'incremental');
    expect(report.readById).toBe(1);
    expect(await dirty(world)).toEqual(['a1']);
  });

  test('asks for links a thousand accounts at a time', async () => {
    const world = await connected(3);
    const before = world.crm.calls();
    await refresh(world);
    expect(world.crm.calls().searches - before.searches).toBe(5);
    expect(world.crm.calls().reads - before.reads).toBe(3);
  });
});

describe('a large portal', () => {
  const companies = 20_000;
  /** A portal that exists only while a page of it is read. */
  async function* pagesOf<T extends RecordType>(
    type: T,
    made: { pages: number },
  ): AsyncGenerator<readonly CrmRead<T>[]> {
    if (type !== 'account') return;
    for (let first = 0; first < companies; first += 100) {
      made.pages += 1;
      yield await Promise.resolve(
        Array.from({ length: 100 }, (_, i) => ({
          type,
          id: `a${first + i}`,
          changedAt: '2026-11-01T00:00:00.000Z',
          value: companyOf(first + i) as CrmRead<T>['value'],
          ours: {},
          mergedIds: [],
        })),
      );
    }
  }

  test('of 20,000 companies is read with at most two pages on their way', async () => {
    const world = await connected(1);
    const made = { pages: 0 };
    let saved = 0;
    let waiting = 0;
    const records: typeof world.stores.records = {
      ...world.stores.records,
      async save(_, reads) {
        waiting = Math.max(waiting, made.pages - saved);
        await Promise.resolve();
        saved += 1;
        return { changed: reads.length };
      },
    };
    const gateway: typeof world.crm = { ...world.crm, readAll: (type) => pagesOf(type, made) };
    const stores = { ...world.stores, records };
    const report = await createRefreshRecords({ ...parts(world), gateway, stores })(await world.saved(), 'full');
    expect(report.read.account).toBe(companies);
    expect(saved).toBe(200);
    expect(waiting).toBeLessThanOrEqual(2);
  });
});

describe('collecting signals', () => {
  const nps = (account: string, value: string): RawSignal => ({
    kind: 'observation',
    account,
    name: 'nps',
    value,
    on: '2026-10-01',
    about: null,
  });
  const bad = { file: 'observations.csv', line: 3, column: 'on', code: 'not_a_day', value: '31.31.' } as const;
  const source = (signals: readonly RawSignal[], rejected: readonly (typeof bad)[] = []): SignalSource => ({
    name: 'surveys',
    async *read() {
      yield await Promise.resolve({ signals, rejected });
    },
  });
  const collect = ({ stores, clock }: SyncWorld, given: SignalSource) =>
    createCollectSignals({ stores, clock, progress, logger: silentLogger })(connection, given);

  test('keeps the good rows, the bad ones with their place, and the ones without an account', async () => {
    const world = await connected(2);
    const report = await collect(world, source([nps('C-1', '9'), nps('C-77', '3')], [bad]));
    expect(report).toEqual({ read: 2, added: 1, unresolved: 1, rejected: 1 });
    expect(await world.stores.signals.rejected(connection)).toEqual([bad]);
    expect(await world.stores.signals.unresolvedKeys(connection)).toEqual([{ account: 'C-77', signals: 1 }]);
    expect(await dirty(world)).toContain('a1');
  });

  test('adds nothing the second time and forgets bad rows that were mended', async () => {
    const world = await connected(1);
    await collect(world, source([nps('C-1', '9')], [bad]));
    world.clock.advance(1);
    expect(await collect(world, source([nps('C-1', '9')]))).toMatchObject({ added: 0, rejected: 0 });
    expect(await world.stores.signals.rejected(connection)).toEqual([]);
  });

  test('finds the account of an early signal once the company comes in', async () => {
    const world = await connected(1);
    await collect(world, source([nps('C-5', '9')]));
    world.clock.advance(10);
    world.crm.put('account', companyOf(5));
    world.clock.advance(1);
    await world.sync();
    expect(await world.stores.signals.unresolvedKeys(connection)).toEqual([]);
    const [inputs] = await world.stores.inputs.some(connection, [accountId('a5')]);
    expect(inputs?.observations.map(({ value }) => value)).toEqual(['9']);
  });

  test('goes on as a backfill when the first import broke off', async () => {
    const world = await connected(1);
    const broken: SignalSource = {
      name: 'surveys',
      async *read() {
        yield await Promise.resolve({ signals: [nps('C-1', '9')], rejected: [] });
        throw new Error('disk gone');
      },
    };
    await expect(collect(world, broken)).rejects.toThrow('disk gone');
    await collect(world, source([nps('C-1', '9'), nps('C-1', '8')]));
    const [inputs] = await world.stores.inputs.some(connection, [accountId('a1')]);
    expect(inputs?.observations.map(({ knownAt }) => knownAt.slice(0, 10))).toEqual(['2026-10-01', '2026-10-01']);
  });
});
