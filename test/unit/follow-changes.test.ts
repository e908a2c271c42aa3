import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accountId, type ConnectionId } from '../../src/accounts/ids.ts';
import { CrmError, type RecordType } from '../../src/ports/crm.ts';
import type { AnnouncedChange } from '../../src/ports/inbox.ts';
import { createFollowChanges } from '../../src/sync/follow-changes.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { companyOf, meetingOf, renewalOf, signalsOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, rowsOf, silentLogger, type SyncWorld } from '../helpers/sync-world.ts';

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

let world: SyncWorld;
const follow = async (of = world) => {
  const { crm: gateway, stores, presenter } = of;
  // Time passes while work is done: what is marked is not marked at the instant at which it is assessed.
  let passed = 0;
  const clock = { now: () => new Date(of.clock.now().getTime() + ++passed) };
  const report = await createFollowChanges({ gateway, stores, presenter, clock, logger: silentLogger })(
    await of.saved(),
  );
  of.clock.advance(1);
  return report;
};
let eventId = 0;
const changed = (type: RecordType, id: string, kind: AnnouncedChange['kind'] = 'changed'): AnnouncedChange => ({
  key: `${type}|${id}|${String(++eventId)}`,
  ...{ kind, type, id, occurredAt: '2026-11-22T08:00:00.000Z' },
});
const announce = (...changes: readonly AnnouncedChange[]) =>
  world.stores.inbox.add(connection, changes, world.clock.now().toISOString());
const inbox = () => world.stores.inbox.counts(connection);

beforeEach(async () => {
  world = createSyncWorld(6, signalsOf(6), await storage.fresh());
  await world.sync({ kind: 'full' });
  world.clock.advance(10);
  await world.sync();
  world.clock.advance(10);
});

describe('announced changes', () => {
  it('are read, assessed and written back, without a search of what else changed', async () => {
    const before = world.shown()['renewal:d2']?.renewal_tier;
    world.crm.put(
      'renewal',
      renewalOf(2, { override: { tier: 'commit', reason: 'verbal_commitment', until: '2026-12-20' } }),
    );
    await announce(changed('renewal', 'd2'));
    const calls = world.crm.calls();
    expect(await follow()).toEqual({ followed: 1, failed: 0, accounts: 1 });
    expect(before).toBe('at_risk');
    expect(world.shown()['renewal:d2']?.renewal_tier).toBe('commit');
    expect(world.crm.calls().searches - calls.searches).toBe(0);
    expect(await inbox()).toMatchObject({ waiting: 0, parked: 0 });
  });

  it('of a link alone read the record again: a meeting that was moved counts for the other company', async () => {
    const meeting = meetingOf(1, 6).id;
    world.crm.relink('interaction', meeting, ['a3']);
    await announce(changed('interaction', meeting));
    expect(await follow()).toEqual({ followed: 1, failed: 0, accounts: 2 });
    const linked = await world.stores.records.linkedTo(connection, 'interaction', ['a1', 'a3']);
    expect([linked.get('a1') ?? [], linked.get('a3')?.includes(meeting)]).toEqual([[], true]);
  });

  it('of what the CRM does not let us read keep nothing else waiting', async () => {
    const gateway: typeof world.crm = {
      ...world.crm,
      readByIds: (type, mapping, ids) => {
        if (type === 'ticket') throw new CrmError('auth', 'missing_scope', { details: { scope: 'tickets' } });
        return world.crm.readByIds(type, mapping, ids);
      },
    };
    world.crm.put('account', companyOf(1, { seats: 7 }));
    await announce(changed('ticket', 't1'), changed('account', 'a1'));
    expect(await follow({ ...world, crm: gateway })).toEqual({ followed: 1, failed: 1, accounts: 1 });
  });

  it('of one record cost one reading, however many there are', async () => {
    await announce(...Array.from({ length: 40 }, () => changed('account', 'a1')));
    const before = world.crm.calls().reads;
    expect((await follow()).followed).toBe(40);
    expect(world.crm.calls().reads - before).toBe(1);
  });

  it('assess every account they touch, however many pages of them there are', async () => {
    const { inputs } = world.stores;
    const short = { ...inputs, dirty: (id: ConnectionId) => inputs.dirty(id, 4) };
    for (let n = 1; n <= 6; n++) world.crm.put('account', companyOf(n, { seats: 7 }));
    await announce(...[1, 2, 3, 4, 5, 6].map((n) => changed('account', `a${String(n)}`)));
    const report = await follow({ ...world, stores: { ...world.stores, inputs: short } });
    expect(report).toEqual({ followed: 6, failed: 0, accounts: 6 });
    expect(await inputs.dirty(connection, 10)).toEqual([]);
  });

  it('of nothing new assess nothing and write nothing', async () => {
    await announce(changed('account', 'a1'), changed('renewal', 'd1'));
    const applied = world.crm.applied.length;
    expect(await follow()).toEqual({ followed: 2, failed: 0, accounts: 0 });
    expect(world.crm.applied).toHaveLength(applied);
  });

  it('S13 that echo our own writes cause no further write, however often they come back', async () => {
    world.crm.put('account', companyOf(1, { seats: 3 }));
    await announce(changed('account', 'a1'));
    await follow();
    const applied = world.crm.applied.length;
    for (let round = 0; round < 5; round++) {
      await announce(changed('account', 'a1'), changed('renewal', 'd1'));
      expect((await follow()).accounts).toBe(0);
    }
    expect(world.crm.applied).toHaveLength(applied);
  });

  it('W11 of a deletion end the record, of a restoration bring it back', async () => {
    world.crm.remove('renewal', 'd3');
    await announce(changed('renewal', 'd3'));
    await follow();
    const live = () => rowsOf(world.stores.records.liveIds(connection, 'renewal'));
    expect(await live()).not.toContain('d3');
    world.crm.put('renewal', renewalOf(3));
    await announce(changed('renewal', 'd3'));
    await follow();
    expect(await live()).toContain('d3');
  });

  it('W11 of a merge leave the survivor with the children of both', async () => {
    world.crm.merge('account', 'a4', 'a5');
    await announce(changed('account', 'a5'), changed('account', 'a4'), changed('renewal', 'd4'));
    await follow();
    expect(await rowsOf(world.stores.records.liveIds(connection, 'account'))).not.toContain('a4');
    const assessed = await world.stores.assessments.get(connection, accountId('a5'));
    expect(assessed?.renewals.map(({ renewalId }) => String(renewalId)).sort()).toEqual(['d4', 'd5']);
  });

  it('W11 of a link move the renewal to its new company', async () => {
    world.crm.relink('renewal', 'd1', ['a2']);
    await announce(changed('renewal', 'd1'));
    await follow();
    const assessed = await world.stores.assessments.get(connection, accountId('a2'));
    expect(assessed?.renewals.map(({ renewalId }) => String(renewalId)).sort()).toEqual(['d1', 'd2']);
  });

  it('W11 of a privacy deletion are obeyed although the CRM still answers, and late news changes nothing', async () => {
    await announce(changed('contact', 'c1', 'erased'), changed('contact', 'c1'));
    await follow();
    const contacts = () => rowsOf(world.stores.records.liveIds(connection, 'contact'));
    expect(await contacts()).not.toContain('c1');
    await announce(changed('contact', 'c1'));
    await follow();
    await world.sync({ kind: 'full' });
    expect(await contacts()).not.toContain('c1');
    const [inputs] = await world.stores.inputs.some(connection, [accountId('a1')]);
    expect(inputs?.contacts).toEqual([]);
  });

  it('S18 park one poisoned record after five rounds and follow the others at once', async () => {
    const { records } = world.stores;
    const poisoned: SyncWorld = {
      ...world,
      stores: {
        ...world.stores,
        records: {
          ...records,
          save: (id, reads, options) =>
            reads.some((read) => read.id === 'd2')
              ? Promise.reject(new Error('cannot be stored'))
              : records.save(id, reads, options),
        },
      },
    };
    world.crm.put('account', companyOf(1, { seats: 2 }));
    await announce(
      changed('account', 'a1'),
      changed('renewal', 'd1'),
      changed('renewal', 'd2'),
      changed('renewal', 'd3'),
    );
    expect(await follow(poisoned)).toMatchObject({ followed: 3, failed: 1 });
    for (let round = 2; round <= 5; round++) expect((await follow(poisoned)).failed).toBe(1);
    expect(await inbox()).toMatchObject({ waiting: 0, parked: 1 });
    expect((await follow(poisoned)).failed).toBe(0);
  });

  it.each(['unavailable', 'rate_limited', 'auth'] as const)('wait, uncounted, while the CRM is %s', async (kind) => {
    await announce(changed('account', 'a1'));
    for (let round = 0; round < 7; round++) {
      world.crm.breakNext('readByIds', new CrmError(kind, 'timeout'));
      await expect(follow()).rejects.toMatchObject({ kind });
    }
    expect(await inbox()).toMatchObject({ waiting: 1, parked: 0 });
    expect((await follow()).followed).toBe(1);
  });

  it('W9 of a day, shuffled and a third of them twice, end where a clean run ends', async () => {
    const edits = [
      (of: SyncWorld) => of.crm.put('account', companyOf(1, { seats: 9 })),
      (of: SyncWorld) => of.crm.put('renewal', renewalOf(2, { renewalDate: '2027-01-15' })),
      (of: SyncWorld) => of.crm.remove('renewal', 'd3'),
      (of: SyncWorld) => of.crm.relink('renewal', 'd5', ['a6']),
      (of: SyncWorld) => of.crm.put('account', companyOf(4, { name: 'Überholt GmbH' })),
    ];
    const announced = [
      ['account', 'a1'],
      ['renewal', 'd2'],
      ['renewal', 'd3'],
      ['renewal', 'd5'],
      ['account', 'a4'],
    ] as const;
    const made = async () => {
      const fresh = createSyncWorld(6, signalsOf(6), await storage.fresh());
      await fresh.sync({ kind: 'full' });
      fresh.clock.advance(10);
      await fresh.sync();
      fresh.clock.advance(10);
      for (const edit of edits) edit(fresh);
      return fresh;
    };
    const clean = await made();
    clean.clock.advance(1);
    await clean.sync();
    const expected = clean.shown();
    const order = fc.shuffledSubarray([...announced, announced[0], announced[3]], { minLength: 7 });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 6 }), async (events, cut) => {
        world = await made();
        for (const part of [events.slice(0, cut), events.slice(cut)]) {
          await announce(...part.map(([type, id]) => changed(type, id)));
          await follow();
        }
        expect(withoutTimes(world.shown())).toEqual(withoutTimes(expected));
      }),
      { numRuns: 10 },
    );
  });
});

/** When and how often something was written depends on the order of the news; what it says does not. */
const withoutTimes = (shown: ReturnType<SyncWorld['shown']>) =>
  Object.fromEntries(
    Object.entries(shown).map(([record, values]) => [
      record,
      Object.fromEntries(Object.entries(values).filter(([name]) => !/_(revision|scored_at|changed_at)$/.test(name))),
    ]),
  );
