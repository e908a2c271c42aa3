import type { LostWrite } from '../fakes/fake-crm.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { createRefreshRecords } from '../../src/sync/refresh-records.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { companyOf, renewalOf, signalsOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, rowsOf, type SyncWorld, written } from '../helpers/sync-world.ts';

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

const revision = 'renewal_health_revision';
const newWorld = async (size: number) => createSyncWorld(size, signalsOf(size, 'quiet'), await storage.fresh());
const applied = (world: SyncWorld, id: string) =>
  world.crm.applied.filter((write) => write.id === id).map(({ values }) => values[revision]);
const states = async (world: SyncWorld, run: number, id: string) =>
  (await rowsOf(world.stores.ledger.entries(connection, run)))
    .filter(({ recordId }) => recordId === id)
    .map(({ state }) => state);

describe('S4 a write whose answer is lost', () => {
  test.each<[LostWrite, string, readonly string[]]>([
    ['applied', 'is found by its revision and not sent again', ['1']],
    ['not_applied', 'is sent again with the same revision', ['1']],
    ['late', 'is sent again, and its late arrival changes nothing', ['1', '1']],
  ])('%s: %s', async (fate, _, revisions) => {
    const world = await newWorld(3);
    world.crm.loseAnswer('account', 'a2', fate);
    const summary = await world.sync({ kind: 'full' });
    const { unsettled, written: done } = written(summary);
    expect({ unsettled, done }).toEqual({ unsettled: 0, done: { account: 3, renewal: 3 } });
    const before = world.crm.ours('account', 'a2');
    world.crm.deliverLate();
    expect(applied(world, 'a2')).toEqual(revisions);
    expect(world.crm.ours('account', 'a2')).toEqual(before);
    expect(await states(world, summary.run, 'a2')).toEqual(['written']);
    world.clock.advance(1);
    expect((await world.sync()).writes).toBe(0);
  });

  test('S5 that arrives over a newer one is put right by the next sync', async () => {
    const world = await newWorld(2);
    await world.sync({ kind: 'full' });
    world.clock.advance(30);
    world.crm.loseAnswer('renewal', 'd1', 'late');
    world.crm.put('renewal', renewalOf(1, { renewalDate: '2026-12-01' }));
    world.clock.advance(1);
    await world.sync();
    world.clock.advance(30);
    world.crm.put('renewal', renewalOf(1, { renewalDate: '2027-11-01' }));
    world.clock.advance(1);
    await world.sync();
    const right = world.crm.ours('renewal', 'd1');
    world.crm.deliverLate();
    world.clock.advance(1);
    await world.sync();
    const { [revision]: number, ...values } = world.crm.ours('renewal', 'd1');
    expect(values).toEqual(Object.fromEntries(Object.entries(right).filter(([name]) => name !== revision)));
    expect(Number(number)).toBeGreaterThanOrEqual(Number(right[revision]));
  });

  test('stays in flight when it cannot be read back, and the next run reads it back first', async () => {
    const world = await newWorld(2);
    world.crm.loseAnswer('account', 'a1', 'applied');
    world.crm.breakNext('readByIds', new CrmError('rate_limited', 'daily_limit'));
    await expect(world.sync({ kind: 'full' })).rejects.toMatchObject({ code: 'daily_limit' });
    expect((await world.stores.ledger.open(connection)).map(({ recordId, state }) => [recordId, state])).toEqual([
      ['a1', 'in_flight'],
    ]);
    world.clock.advance(1);
    await world.sync();
    expect(applied(world, 'a1')).toEqual(['1']);
    expect(await world.stores.ledger.open(connection)).toEqual([]);
  });

  test('again and again is given up for this run and reported', async () => {
    const world = await newWorld(1);
    const gateway: typeof world.crm = {
      ...world.crm,
      write: (writes) =>
        Promise.resolve(writes.map(({ type, id }) => ({ type, id, state: 'unknown', reason: 'timeout' }))),
    };
    const report = written(await world.sync({ kind: 'full' }, { gateway, stores: world.stores }));
    expect(report).toMatchObject({ unsettled: 2, written: { account: 0, renewal: 0 } });
    world.clock.advance(1);
    expect(written(await world.sync()).written).toEqual({ account: 1, renewal: 1 });
    expect(world.crm.ours('account', 'a1')[revision]).toBe('1');
  });

  test('and whose values are out of date by the next run gets a higher revision', async () => {
    const world = await newWorld(1);
    world.crm.loseAnswer('renewal', 'd1', 'late');
    world.crm.breakNext('readByIds', new CrmError('unavailable', 'timeout'));
    await expect(world.sync({ kind: 'full' })).rejects.toThrow();
    world.clock.advance(30);
    world.crm.put('renewal', renewalOf(1, { renewalDate: '2027-12-24' }));
    world.clock.advance(1);
    await world.sync();
    expect(applied(world, 'd1')).toEqual(['2']);
    expect(await states(world, 1, 'd1')).toEqual(['superseded']);
  });
});

describe('a record that the CRM refuses', () => {
  test('does not hold up the other 99, is named with its reason, and is tried again when its values change', async () => {
    const world = await newWorld(100);
    world.crm.refuse('account', 'a50', 'validation rule: industry required');
    const report = written(await world.sync({ kind: 'full' }));
    expect(report.written).toEqual({ account: 99, renewal: 100 });
    expect(report.refused).toEqual([
      { type: 'account', id: 'a50', name: 'Company 50', reason: 'validation rule: industry required' },
    ]);
    world.clock.advance(30);
    const parked = written(await world.sync());
    expect(parked).toMatchObject({ parked: 1, planned: { account: 0 }, refused: [] });

    world.crm.put('renewal', renewalOf(50, { renewalDate: '2026-12-03' }));
    world.clock.advance(1);
    expect(written(await world.sync()).refused).toHaveLength(1);
  });

  test('is tried again by every full run, and written once the CRM accepts it', async () => {
    const world = await newWorld(2);
    world.crm.refuse('renewal', 'd1', 'locked');
    await world.sync({ kind: 'full' });
    expect(written(await world.sync({ kind: 'full' })).refused).toHaveLength(1);
    world.crm.accept('renewal', 'd1');
    expect(written(await world.sync({ kind: 'full' })).written.renewal).toBe(1);
  });
});

describe('a record that is no longer what it was', () => {
  test('S8 deleted after it was read: it is dropped, not created again', async () => {
    const world = await newWorld(3);
    const gateway: typeof world.crm = {
      ...world.crm,
      write: (writes) => {
        world.crm.remove('account', 'a2');
        return world.crm.write(writes);
      },
    };
    const report = written(await world.sync({ kind: 'full' }, { gateway, stores: world.stores }));
    expect(report).toMatchObject({ gone: 1, written: { account: 2 } });
    expect((await world.stores.records.counts(connection)).account).toBe(2);
    world.clock.advance(1);
    expect(written(await world.sync()).gone).toBe(0);
  });

  test('merged after it was read: its children move, and the survivor shows its own health', async () => {
    const world = await newWorld(4);
    await world.sync({ kind: 'full' });
    world.clock.advance(30);
    world.crm.put('renewal', renewalOf(2, { renewalDate: '2026-12-03' }));
    world.clock.advance(1);
    let merged = false;
    const gateway: typeof world.crm = {
      ...world.crm,
      write: (writes) => {
        if (!merged) world.crm.merge('account', 'a2', 'a3');
        merged = true;
        return world.crm.write(writes);
      },
    };
    const report = written(await world.sync({}, { gateway, stores: world.stores }));
    expect(report.merged).toBe(1);
    world.clock.advance(30);
    await world.sync();
    world.clock.advance(30);
    expect((await world.sync()).writes).toBe(0);
    const survivor = world.crm.ours('account', 'a3');
    expect(survivor).toMatchObject({ renewal_next_date: '2026-12-03' });
    expect((await world.stores.records.counts(connection)).account).toBe(3);
  });

  test('merged before the sync: the loser is gone, its renewals belong to the survivor', async () => {
    const world = await newWorld(3);
    await world.sync({ kind: 'full' });
    world.clock.advance(30);
    world.crm.merge('account', 'a1', 'a2');
    world.clock.advance(1);
    await world.sync();
    expect(world.crm.ours('account', 'a2')).toMatchObject({
      renewal_next_date: '2027-01-01',
      renewal_arr_at_risk: '36000',
    });
  });
});

describe('the portal changes under us', () => {
  test.each([
    ['a revoked token', new CrmError('auth', 'token_revoked')],
    ['a scope taken away', new CrmError('auth', 'missing_scope', { details: { scope: 'crm.objects.deals.read' } })],
    ['a used-up quota', new CrmError('rate_limited', 'daily_limit', { retryAfterMs: 3_600_000 })],
  ])('%s fails the run with its code; the next run picks up where it was', async (_, error) => {
    const world = await newWorld(2);
    await world.sync({ kind: 'full' });
    const cursor = await world.stores.connections.cursor(connection, 'renewal');
    world.clock.advance(30);
    world.crm.put('account', companyOf(1, { name: 'Renamed' }));
    world.crm.breakNext('readChanged', error);
    world.clock.advance(1);
    await expect(world.sync()).rejects.toBe(error);
    expect(await world.stores.connections.cursor(connection, 'renewal')).toBe(cursor);
    expect((await world.stores.runs.latest(connection, 1))[0]).toMatchObject({
      outcome: 'failed',
      error: `${error.kind}/${error.code}`,
    });
    expect((await world.sync()).refresh.read.account).toBeGreaterThan(0);
    expect(await world.stores.records.findAccounts(connection, 'Renamed')).toHaveLength(1);
  });

  test.each([-10, 10])('F20 a clock of ours that is %d minutes off loses no change', async (minutes) => {
    const world = await newWorld(2);
    await world.sync({ kind: 'full' });
    const clock = { now: () => new Date(world.clock.now().getTime() + minutes * 60_000) };
    const { crm: gateway, stores } = world;
    const refresh = createRefreshRecords({ gateway, stores, clock, progress: { step: () => undefined } });
    world.clock.advance(30);
    await refresh(await world.saved(), 'incremental');
    world.clock.advance(1);
    world.crm.put('account', companyOf(1, { name: 'Renamed' }));
    world.clock.advance(15);
    expect((await refresh(await world.saved(), 'incremental')).changed).toBe(1);
    expect(await stores.records.findAccounts(connection, 'Renamed')).toHaveLength(1);
  });

  test('F12 a pipeline that an admin deleted ends no run and clears no deal', async () => {
    const world = await newWorld(2);
    await world.sync({ kind: 'full' });
    const before = world.shown();
    const describe = async () => ({ ...(await world.crm.describe()), pipelines: [] });
    world.clock.advance(1);
    const summary = await world.sync({ kind: 'full' }, { gateway: { ...world.crm, describe }, stores: world.stores });
    expect([summary.writes, world.shown()]).toEqual([0, before]);
    expect((await world.stores.portals.get(connection))?.pipelines).toEqual([]);
  });

  test('a mapped field that was deleted is named', async () => {
    const world = await newWorld(1);
    await world.sync({ kind: 'full' });
    const { mapping, ...saved } = await world.saved();
    const account = { ...mapping.account, seats: 'seats' };
    await world.stores.connections.change(saved.id, () => ({ mapping: { ...mapping, account } }));
    world.crm.removeField('seats');
    await expect(world.sync()).rejects.toMatchObject({ code: 'mapped_field_missing', details: { field: 'seats' } });
  });

  test('a name of ours taken by another type stops the run before anything is written', async () => {
    const world = await newWorld(1);
    world.crm.takeProperty({
      object: 'companies',
      property: 'renewal_health_score',
      found: 'string',
      expected: 'number',
    });
    await expect(world.sync({ kind: 'full' })).rejects.toMatchObject({ code: 'property_type_clash' });
    expect(world.crm.applied).toEqual([]);
  });

  test('a run that never ended is closed by the next one', async () => {
    const world = await newWorld(1);
    await world.sync({ kind: 'full' });
    const dead = await world.stores.runs.start(connection, 'incremental', world.clock.now().toISOString());
    await world.sync();
    const run = (await world.stores.runs.latest(connection, 5)).find(({ id }) => id === dead);
    expect(run).toMatchObject({ outcome: 'failed', error: 'interrupted' });
  });
});
