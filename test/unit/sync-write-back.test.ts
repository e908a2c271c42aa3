import { accountId } from '../../src/accounts/ids.ts';
import type { LedgerEntry } from '../../src/ports/stores.ts';
import { CrmError, type WrittenType } from '../../src/ports/crm.ts';
import { createWriteBackHealth } from '../../src/sync/write-back-health.ts';
import { companyOf, renewalOf, signalsOf } from '../helpers/sync-book.ts';
import {
  connection,
  createSyncWorld,
  previewed,
  silentLogger,
  type SyncWorld,
  written,
  rowsOf,
} from '../helpers/sync-world.ts';

const revision = 'renewal_health_revision';
const synced = async (size: number): Promise<SyncWorld> => {
  const world = createSyncWorld(size, signalsOf(size, 'quiet'));
  await world.sync({ kind: 'full' });
  world.clock.advance(60);
  return world;
};
const entries = async (world: SyncWorld, run: number): Promise<readonly LedgerEntry[]> =>
  await rowsOf(world.stores.ledger.entries(connection, run));
const shown = (world: SyncWorld, type: WrittenType, id: string) => world.crm.ours(type, id);

describe('a sync writes', () => {
  test('every account and renewal on the first run, nothing on the second', async () => {
    const world = createSyncWorld(6);
    expect((await world.sync({ kind: 'full' })).writes).toBe(12);
    const first = world.shown();
    expect((await world.sync({ kind: 'full' })).writes).toBe(0);
    world.clock.advance(30);
    expect((await world.sync()).writes).toBe(0);
    expect(world.shown()).toEqual(first);
  });

  test('only the records that differ, and of those only the properties that differ', async () => {
    const world = await synced(40);
    world.crm.put('account', companyOf(7, { ownerId: 'o2' }));
    world.crm.put('renewal', renewalOf(8, { arr: { amount: 5, currency: 'EUR' } }));
    world.crm.put('renewal', renewalOf(9, { renewalDate: '2027-12-24' }));
    world.clock.advance(1);
    const summary = await world.sync();
    const touched = (await entries(world, summary.run)).map(({ type, recordId }) => `${type}:${recordId}`);
    expect(new Set(touched)).toEqual(new Set(['account:a8', 'account:a9', 'renewal:d9']));
    const sums = (await entries(world, summary.run)).find(({ recordId }) => recordId === 'a8');
    expect(sums?.after).toEqual({
      renewal_arr_at_risk: '5',
      renewal_health_scored_at: '2026-11-22T09:01:00.000Z',
      [revision]: '2',
    });
    expect(sums?.before).toMatchObject({ renewal_arr_at_risk: '96000', [revision]: '1' });
  });

  test('when somebody overwrites our values by hand: they are put right', async () => {
    const world = await synced(3);
    world.crm.edit('account', 'a1', { renewal_health_band: 'critical' });
    world.clock.advance(1);
    expect((await world.sync()).writes).toBe(1);
    expect(shown(world, 'account', 'a1')).toMatchObject({ renewal_health_band: 'at_risk', [revision]: '2' });
  });

  test("people's own tier as the final one, with the machine's beside it", async () => {
    const world = createSyncWorld(3);
    await world.sync({ kind: 'full' });
    expect(shown(world, 'renewal', 'd1')).toMatchObject({ renewal_tier: 'commit', renewal_tier_machine: 'commit' });
    world.clock.advance(30);
    const override = { tier: 'at_risk', reason: 'competitor', until: '2026-12-20' } as const;
    world.crm.put('renewal', renewalOf(1, { override }));
    world.clock.advance(1);
    await world.sync();
    expect(shown(world, 'renewal', 'd1')).toMatchObject({
      renewal_tier: 'at_risk',
      renewal_tier_machine: 'commit',
      renewal_tier_changed_at: '2026-11-21T23:00:00.000Z',
    });
    expect(shown(world, 'account', 'a1')).toMatchObject({ renewal_tier: 'at_risk', renewal_arr_at_risk: '12000' });
  });

  test('both accounts of a deal that moved', async () => {
    const world = createSyncWorld(4);
    await world.sync({ kind: 'full' });
    world.clock.advance(30);
    world.crm.relink('renewal', 'd1', ['a3']);
    const summary = await world.sync();
    const touched = (await entries(world, summary.run)).map(({ recordId }) => recordId);
    expect(touched).toEqual(expect.arrayContaining(['a1']));
    expect(shown(world, 'account', 'a1').renewal_next_date).toBe('');
    expect(shown(world, 'account', 'a3').renewal_next_date).toBe('2027-01-01');
  });

  test('empty values on a deal that is no renewal any more', async () => {
    const world = await synced(2);
    world.crm.putForeign('renewal', 'd1');
    world.clock.advance(1);
    expect(written(await world.sync()).written.renewal).toBe(1);
    const { [revision]: number, ...rest } = shown(world, 'renewal', 'd1');
    expect(number).toBe('2');
    expect(new Set(Object.values(rest))).toEqual(new Set(['']));
    world.clock.advance(1);
    expect((await world.sync()).writes).toBe(0);
  });

  test('no sentence again because a day went by', async () => {
    const world = createSyncWorld(2);
    await world.sync({ kind: 'full' });
    expect(shown(world, 'renewal', 'd2').renewal_tier_reason).toContain('50 days away');
    world.clock.advance(24 * 60);
    const { run } = await world.sync();
    const renewals = (await entries(world, run)).filter(({ recordId }) => recordId === 'd2');
    expect(renewals).toEqual([]);
  });

  test('a hundred records a call, companies and deals apart, whatever the pages', async () => {
    const world = createSyncWorld(230, signalsOf(0));
    const sizes: string[] = [];
    const gateway: typeof world.crm = {
      ...world.crm,
      write: (writes) => {
        sizes.push(`${new Set(writes.map(({ type }) => type)).size} type, ${writes.length}`);
        return world.crm.write(writes);
      },
    };
    await world.sync({ kind: 'full' }, { gateway, stores: world.stores });
    expect(sizes.toSorted()).toEqual([...Array.from({ length: 4 }, () => '1 type, 100'), '1 type, 30', '1 type, 30']);
  });

  test('a revision above the one the CRM shows, also with an empty ledger', async () => {
    const world = createSyncWorld(1);
    world.crm.edit('account', 'a1', { [revision]: '41' });
    await world.sync({ kind: 'full' });
    expect(shown(world, 'account', 'a1')[revision]).toBe('42');
    expect(shown(world, 'renewal', 'd1')[revision]).toBe('1');
  });
});

describe('a dry run', () => {
  test('shows record, property, before and after, and writes nothing: no value, no ledger, no property', async () => {
    const world = createSyncWorld(2);
    const differences = previewed(await world.sync({ kind: 'full', dryRun: true }));
    expect(differences).toContainEqual({
      type: 'renewal',
      id: 'd2',
      name: 'Renewal 2',
      property: 'renewal_tier',
      before: '',
      after: 'at_risk',
    });
    expect(differences.some(({ property }) => property === revision)).toBe(false);
    expect(world.crm.applied).toEqual([]);
    expect(world.crm.calls().writes).toBe(0);
    expect(await world.stores.ledger.open(connection)).toEqual([]);
    expect((await world.crm.provision({ dryRun: true })).created).not.toEqual([]);
  });

  test('promises what the next run then does', async () => {
    const world = await synced(4);
    world.crm.put('renewal', renewalOf(2, { renewalDate: '2027-04-01' }));
    world.clock.advance(1);
    const promised = previewed(await world.sync({ dryRun: true }));
    const { run } = await world.sync();
    const done = (await entries(world, run)).flatMap(({ recordId, after }) =>
      Object.keys(after).map((property) => `${recordId} ${property}`),
    );
    const followers = new Set(world.presenter.followers);
    expect(promised.map(({ id, property }) => `${id} ${property}`).toSorted()).toEqual(
      done.filter((line) => !followers.has(line.split(' ')[1] ?? '')).toSorted(),
    );
  });

  test('on a quiet book shows nothing', async () => {
    expect(previewed(await (await synced(3)).sync({ dryRun: true }))).toEqual([]);
  });
});

describe('undo', () => {
  test('puts every value back, pauses write-back, and says so until somebody resumes', async () => {
    const world = await synced(3);
    const before = world.shown();
    world.crm.put('renewal', renewalOf(1, { renewalDate: '2026-12-01' }));
    world.crm.put('account', companyOf(2, { seats: 500 }));
    world.clock.advance(1);
    const { run, writes } = await world.sync();
    const report = await world.undo(run);
    expect(report.conflicts).toEqual([]);
    expect(report.totals.written.account + report.totals.written.renewal).toBe(writes);
    expect(withoutRevision(world.shown())).toEqual(withoutRevision(before));
    expect((await world.saved()).writeBack).toBe('paused');
    expect((await world.sync()).outcome).toEqual({ state: 'wrote', report: { state: 'paused' } });
    await world.resume();
    expect((await world.sync()).writes).toBe(writes);
  });

  test('of a first run empties what it filled', async () => {
    const world = await synced(2);
    await world.undo(1);
    const values = Object.values(withoutRevision(world.shown())).flatMap((record) => Object.values(record));
    expect(new Set(values)).toEqual(new Set(['']));
  });

  test('leaves alone what somebody changed since, and lists it', async () => {
    const world = await synced(2);
    world.crm.edit('renewal', 'd2', { renewal_tier: 'commit' });
    const report = await world.undo(1);
    expect(report.conflicts).toEqual([
      { type: 'renewal', id: 'd2', name: 'Renewal 2', property: 'renewal_tier', written: 'at_risk', found: 'commit' },
    ]);
    expect(shown(world, 'renewal', 'd2')).toMatchObject({ renewal_tier: 'commit', renewal_tier_machine: '' });
  });

  test('can be repeated and undone itself', async () => {
    const world = await synced(2);
    const before = world.shown();
    const undone = await world.undo(1);
    const again = await world.undo(1);
    expect(again.totals.planned).toEqual({ account: 0, renewal: 0 });
    expect(again.conflicts).toEqual([]);
    await world.undo(undone.run);
    expect(withoutRevision(world.shown())).toEqual(withoutRevision(before));
    expect(shown(world, 'account', 'a1')[revision]).toBe('3');
  });

  test('passes over records that are gone', async () => {
    const world = await synced(2);
    world.crm.remove('renewal', 'd1');
    const report = await world.undo(1);
    expect(report.totals.written).toEqual({ account: 2, renewal: 1 });
  });
});

describe('a large book', () => {
  test('of 20,000 accounts is written with four batches under way and no page held', async () => {
    const world = createSyncWorld(1, signalsOf(1, 'quiet'));
    await world.sync({ kind: 'full' });
    const [sample] = await world.stores.assessments.some(connection, [accountId('a1')]);
    if (sample === undefined) throw new Error('no sample');
    let sent = 0;
    let underWay = 0;
    let most = 0;
    let made = 0;
    let ahead = 0;
    const assessments: typeof world.stores.assessments = {
      ...world.stores.assessments,
      all: async function* () {
        for (; made < 20_000;) {
          const page = Array.from({ length: 200 }, () => ({
            ...sample,
            accountId: accountId(`b${made++}`),
            renewals: [],
          }));
          ahead = Math.max(ahead, made - sent);
          yield await Promise.resolve(page);
        }
      },
    };
    const records: typeof world.stores.records = {
      ...world.stores.records,
      ours: (_, __, ids) => Promise.resolve(new Map(ids.map((id) => [id, {}]))),
      saveOurs: () => Promise.resolve(),
    };
    let next = 1;
    const ledger: typeof world.stores.ledger = {
      ...world.stores.ledger,
      plan: (_, run, planned) =>
        Promise.resolve(planned.map((entry) => ({ ...entry, id: next++, run, state: 'planned', reason: null }))),
      mark: () => Promise.resolve(),
      revisions: () => Promise.resolve(new Map()),
    };
    const gateway: typeof world.crm = {
      ...world.crm,
      write: async (writes) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        sent += writes.length;
        return writes.map(({ type, id }) => ({ type, id, state: 'written', newId: null }));
      },
    };
    const { presenter, clock } = world;
    const stores = { ...world.stores, assessments, records, ledger };
    const writeBack = createWriteBackHealth({
      ...{ gateway, presenter, stores, clock },
      logger: silentLogger,
      progress: { step: () => undefined },
    });
    const report = await writeBack(await world.saved(), { run: 2, retryRefused: true, onAssessments: () => undefined });
    expect(report).toMatchObject({ written: { account: 20_000, renewal: 0 } });
    expect(most).toBe(4);
    expect(ahead).toBeLessThanOrEqual(1000);
  });
});

test('a failing call ends the run with its reason, and the next run finishes the work', async () => {
  const world = createSyncWorld(2);
  world.crm.breakNext('write', new CrmError('auth', 'token_revoked'));
  await expect(world.sync({ kind: 'full' })).rejects.toMatchObject({ code: 'token_revoked' });
  expect((await world.stores.runs.latest(connection, 1))[0]?.error).toBe('auth/token_revoked');
  expect(written(await world.sync()).written.account).toBe(2);
  expect(Object.values(world.shown()).map((values) => values[revision])).toEqual(['1', '1', '1', '1']);
});

test('a CRM that refuses before the run begins is named among the runs of a known connection', async () => {
  const world = createSyncWorld(2);
  const missing = new CrmError('invalid', 'package_missing');
  world.crm.breakNext('provision', missing);
  await expect(world.sync({ kind: 'full' })).rejects.toBe(missing);
  expect(await world.stores.runs.latest(connection, 5)).toMatchObject([
    { kind: 'full', outcome: 'failed', error: 'invalid/package_missing' },
  ]);
  expect((await world.sync({ kind: 'full' })).run).toBe(2);
});

function withoutRevision(records: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  return Object.fromEntries(
    Object.entries(records).map(([key, { [revision]: _, ...values }]) => [
      key,
      Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'renewal_health_scored_at')),
    ]),
  );
}
