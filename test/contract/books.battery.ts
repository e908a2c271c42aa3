import { describe, expect, it } from '@jest/globals';
import { connectionId } from '../../src/accounts/ids.ts';
import { fromTheBeginning } from '../../src/ports/connections.ts';
import type { LedgerEntry } from '../../src/ports/stores.ts';
import { sampleConnection, sampleScorecard } from '../fixtures/store-samples.ts';
import { all, t1, t2, t3, type BatteryContext } from './battery-context.ts';

/** Connections, the ledger of writes, scorecards and runs. */
export const booksBattery = (at: BatteryContext): void => {
  describe('connections', () => {
    it('gives back what was added and changed', async () => {
      const { connections } = at.stores;
      const saved = { ...sampleConnection(at.connection), writeBack: 'paused' as const, firstRefreshAt: t1 };
      const changed = await connections.change(at.connection, () => ({ writeBack: 'paused', firstRefreshAt: t1 }));
      expect(changed).toEqual(saved);
      // somebody who connects once more replaces nothing
      await connections.add({ ...sampleConnection(at.connection), name: 'Another' });
      expect(await at.stores.connections.get(at.connection)).toEqual(saved);
      expect((await at.stores.connections.list()).filter(({ id }) => id === at.connection)).toEqual([saved]);
      const unknown = connectionId('salesforce', 'unknown');
      expect(await at.stores.connections.get(unknown)).toBeNull();
      expect(await at.stores.connections.change(unknown, () => ({ name: 'Nobody' }))).toBeNull();
    });

    it('loses none of the changes that are made at once, each from what the others left', async () => {
      const { connections } = at.stores;
      const word = (added: string) =>
        connections.change(at.connection, ({ mapping }) => ({
          mapping: { ...mapping, review: { ...mapping.review, titleWords: [...mapping.review.titleWords, added] } },
        }));
      await Promise.all([
        connections.saveCursor(at.connection, 'account', t1),
        word('one'),
        connections.change(at.connection, () => ({ name: 'Renamed', timeZone: 'Europe/Paris' })),
        connections.change(at.connection, () => ({ firstRefreshAt: t1 })),
        word('two'),
        connections.change(at.connection, () => ({ writeBack: 'paused' })),
        connections.change(at.connection, () => ({ showNames: true, locale: 'en' })),
      ]);
      const { mapping, ...rest } = (await connections.get(at.connection)) ?? sampleConnection();
      expect(rest).toMatchObject({
        ...{ name: 'Renamed', timeZone: 'Europe/Paris', firstRefreshAt: t1 },
        ...{ writeBack: 'paused', showNames: true, locale: 'en' },
      });
      expect(mapping.review.titleWords.toSorted()).toEqual(['QBR', 'one', 'two']);
      expect(await connections.cursor(at.connection, 'account')).not.toBeNull();
    });

    it('goes back to the beginning with another mapping, and with nothing else', async () => {
      const { connections } = at.stores;
      for (const type of ['account', 'ticket'] as const) await connections.saveCursor(at.connection, type, t1);
      await connections.change(at.connection, ({ mapping }) => ({ name: 'Renamed', mapping: { ...mapping } }));
      expect(await connections.cursor(at.connection, 'account')).toBe(t1);
      await connections.change(at.connection, ({ mapping }) => ({ mapping: { ...mapping, topPriority: 'HIGH' } }));
      for (const type of ['account', 'ticket'] as const)
        expect(await connections.cursor(at.connection, type)).toBe(fromTheBeginning);
      expect(await connections.cursor(at.connection, 'contact')).toBeNull();
    });

    it('keeps a cursor for each type', async () => {
      expect(await at.stores.connections.cursor(at.connection, 'renewal')).toBeNull();
      await at.stores.connections.saveCursor(at.connection, 'renewal', t1);
      await at.stores.connections.saveCursor(at.connection, 'renewal', t2);
      expect(await at.stores.connections.cursor(at.connection, 'renewal')).toBe(t2);
      expect(await at.stores.connections.cursor(at.connection, 'contact')).toBeNull();
    });
  });
  describe('ledger', () => {
    const entry = (recordId: string, revision: number): Omit<LedgerEntry, 'id' | 'run' | 'state' | 'reason'> => ({
      type: 'account',
      recordId,
      before: { score: '' },
      after: { score: '70' },
      revision,
      at: t1,
    });

    it('plans in order and settles by id', async () => {
      const planned = await at.stores.ledger.plan(
        at.connection,
        1,
        ['z', 'a', 'm'].map((id) => entry(id, 1)),
      );
      expect(planned.map(({ recordId, state, run }) => [recordId, state, run])).toEqual([
        ['z', 'planned', 1],
        ['a', 'planned', 1],
        ['m', 'planned', 1],
      ]);
      const ids = planned.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      await at.stores.ledger.mark(
        at.connection,
        ids.map((id, i) => ({ id, state: i === 0 ? 'written' : 'in_flight', reason: i === 0 ? null : 'why' })),
        t2,
      );
      expect(
        (await at.stores.ledger.open(at.connection)).map(({ recordId, state, at }) => [recordId, state, at]),
      ).toEqual([
        ['a', 'in_flight', t2],
        ['m', 'in_flight', t2],
      ]);
      expect((await all(at.stores.ledger.entries(at.connection, 1)))[0]).toEqual({
        ...entry('z', 1),
        id: ids[0],
        run: 1,
        state: 'written',
        reason: null,
        at: t2,
      });
      expect(await all(at.stores.ledger.entries(at.connection, 2))).toEqual([]);
    });

    it('parks a record while its newest entry is refused', async () => {
      const [one, two] = await at.stores.ledger.plan(at.connection, 1, [entry('a', 1), entry('b', 1)]);
      const refuse = (id = 0) =>
        at.stores.ledger.mark(at.connection, [{ id, state: 'refused', reason: 'read only' }], t2);
      await refuse(one?.id);
      await refuse(two?.id);
      await at.stores.ledger.plan(at.connection, 2, [entry('b', 2)]);
      const parked = await at.stores.ledger.parked(at.connection, 'account', ['a', 'b', 'c']);
      expect([...parked].map(([id, { reason }]) => [id, reason])).toEqual([['a', 'read only']]);
      expect((await at.stores.ledger.parked(at.connection, 'renewal', ['a'])).size).toBe(0);
    });

    it('knows the highest revision of each record', async () => {
      await at.stores.ledger.plan(at.connection, 1, [entry('a', 2), entry('a', 5), entry('b', 1)]);
      expect(await at.stores.ledger.revisions(at.connection, 'account', ['a', 'b', 'c'])).toEqual(
        new Map([
          ['a', 5],
          ['b', 1],
        ]),
      );
    });

    it('streams more entries than a page, in order', async () => {
      await at.stores.ledger.plan(
        at.connection,
        7,
        Array.from({ length: 2100 }, (_, i) => entry(`r${i}`, 1)),
      );
      const entries = await all(at.stores.ledger.entries(at.connection, 7));
      expect(entries.map(({ recordId }) => recordId)).toEqual(Array.from({ length: 2100 }, (_, i) => `r${i}`));
    });
  });
  describe('scorecards and runs', () => {
    it('keeps scorecards in force, and no card twice in a row', async () => {
      const card = (version: string) => ({ ...sampleScorecard, version });
      const put = (since: string, hash: string, version: string) =>
        at.stores.scorecards.publish(at.connection, { since, hash, card: card(version) });
      await put(t1, 'h1', 'one');
      await put(t2, 'h1', 'one');
      await put(t2, 'h2', 'two');
      await put(t3, 'h1', 'one');
      expect(await at.stores.scorecards.inForce(at.connection)).toEqual([
        { since: t1, hash: 'h1', card: card('one') },
        { since: t2, hash: 'h2', card: card('two') },
        { since: t3, hash: 'h1', card: card('one') },
      ]);
    });

    it('lists runs, newest first', async () => {
      const run = await at.stores.runs.start(at.connection, 'full', t1);
      const next = await at.stores.runs.start(at.connection, 'recompute', t2);
      await at.stores.runs.end(at.connection, run, {
        endedAt: t2,
        outcome: 'failed',
        stats: { read: 7 },
        error: 'rate_limited',
      });
      expect(await at.stores.runs.latest(at.connection, 5)).toEqual([
        { id: next, kind: 'recompute', startedAt: t2, endedAt: null, outcome: 'running', stats: {}, error: null },
        {
          id: run,
          kind: 'full',
          startedAt: t1,
          endedAt: t2,
          outcome: 'failed',
          stats: { read: 7 },
          error: 'rate_limited',
        },
      ]);
      expect(await at.stores.runs.latest(at.connection, 1)).toHaveLength(1);
    });
  });
};
