import { describe, expect, it } from '@jest/globals';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { live, first, t1, t2, t3, type BatteryContext } from './battery-context.ts';
import { readOf, sampleAccount } from '../fixtures/store-samples.ts';

/** Signals: known by content, placed on accounts, dated by what was known when. */
export const signalsBattery = (at: BatteryContext): void => {
  describe('signals', () => {
    const usage = (account: string, fields: Partial<Extract<RawSignal, { kind: 'usage' }>> = {}): RawSignal => ({
      kind: 'usage',
      account,
      day: '2026-01-10',
      user: 'ada@example.com',
      event: 'login',
      count: 3,
      ...fields,
    });
    const invoice = (account: string, paidOn: string | null): RawSignal => ({
      kind: 'invoice',
      account,
      id: 'i1',
      issuedOn: '2026-01-01',
      dueOn: '2026-01-31',
      paidOn,
      amount: 99.95,
      currency: 'EUR',
    });
    const seats = (account: string, value = '20'): RawSignal => ({
      kind: 'observation',
      account,
      name: 'seats',
      value,
      on: '2026-01-10',
      about: null,
    });
    const save = (signals: readonly RawSignal[], options = live(t1)) =>
      at.stores.signals.save(at.connection, 'csv', signals, options);

    it('knows a signal by its content', async () => {
      await at.saveAccounts('a1');
      const signals = [usage('a1'), invoice('a1', null), seats('a1'), usage('a1', { event: 'export' })];
      expect(await save(signals)).toEqual({ added: 4, unresolved: 0 });
      expect(await save(signals, live(t2))).toEqual({ added: 0, unresolved: 0 });
      expect(await save([invoice('a1', '2026-02-01'), seats('a1', '25')], live(t2))).toEqual({
        added: 2,
        unresolved: 0,
      });
      expect(await save([invoice('a1', null)], live(t3))).toEqual({ added: 0, unresolved: 0 });
      const { invoices, observations } = await at.inputsOf('a1');
      expect(invoices.map(({ paidOn, knownAt }) => [paidOn, knownAt]).toSorted()).toEqual(
        [
          ['2026-02-01', t2],
          [null, t1],
        ].toSorted(),
      );
      expect(invoices[0]).toMatchObject({
        kind: 'invoice',
        accountId: 'a1',
        amount: 99.95,
        currency: 'EUR',
        source: 'csv',
        dueOn: '2026-01-31',
      });
      expect(observations.find(({ value }) => value === '25')).toEqual({
        kind: 'observation',
        accountId: 'a1',
        name: 'seats',
        value: '25',
        on: '2026-01-10',
        about: null,
        source: 'csv',
        knownAt: t2,
      });
    });

    it('keeps every count of a user and day with the instant it was learnt', async () => {
      await at.saveAccounts('a1');
      expect(
        await save([usage('a1'), usage('a1', { event: 'export', count: 1 }), usage('a1', { user: 'ADA@example.com' })]),
      ).toEqual({ added: 2, unresolved: 0 });
      expect(await save([usage('a1'), usage('a1', { count: 5 })], live(t2))).toEqual({ added: 1, unresolved: 0 });
      expect(
        await save(
          [usage('a1'), usage('a1', { count: 5 }), usage('a1', { count: 6 }), usage('a1', { count: 7.5 })],
          live(t2),
        ),
      ).toEqual({ added: 2, unresolved: 0 });
      const rows = (await at.inputsOf('a1')).usage.flatMap(({ day, user, knownAt, events }) =>
        Object.entries(events).map(([event, count]) => `${day} ${user} ${knownAt} ${event} ${count}`),
      );
      expect(rows.toSorted()).toEqual([
        `2026-01-10 ada@example.com ${t1} export 1`,
        `2026-01-10 ada@example.com ${t1} login 3`,
        `2026-01-10 ada@example.com ${t2} login 5`,
        `2026-01-10 ada@example.com ${t2} login 6`,
        `2026-01-10 ada@example.com ${t2} login 7.5`,
      ]);
    });

    it('knows on which days usage of any account came in, and since when that is known', async () => {
      await at.saveAccounts('a1', 'a2');
      await save([usage('a1'), usage('a2', { day: '2026-01-08' })], live(t2));
      await save([usage('a2'), usage('a2', { day: '2026-01-12' })], live(t3));
      await save([usage('a1', { day: '2026-01-12', user: 'bob' })], live(t1));
      await save([usage('nobody', { day: '2026-01-20' })], live(t1));
      const days = (await at.inputsOf('a1')).usageDays.map(({ day, knownAt }) => [day, knownAt]);
      expect(days.toSorted()).toEqual([
        ['2026-01-08', t2],
        ['2026-01-10', t2],
        ['2026-01-12', t1],
      ]);
      expect((await at.inputsOf('a2')).usageDays.map(({ day }) => day).toSorted()).toEqual(
        days.map(([day]) => day).toSorted(),
      );
    });

    it('finds the account by id, customer number or domain, and leaves ambiguous keys alone', async () => {
      await at.stores.records.save(
        at.connection,
        [
          readOf('account', sampleAccount('a1', { externalKey: 'C-1', domain: 'One.example' })),
          readOf('account', sampleAccount('a2', { externalKey: 'C-2', domain: 'shared.example' })),
          readOf('account', sampleAccount('a3', { domain: 'shared.example' })),
        ],
        live(t1),
      );
      const keys = ['a1', 'C-1', 'ONE.example', 'C-2', 'shared.example', 'shared.example', 'nobody'];
      const result = await save(keys.map((key, i) => seats(key, String(i))));
      expect(result).toEqual({ added: 4, unresolved: 3 });
      expect((await at.inputsOf('a1')).observations).toHaveLength(3);
      expect(await at.stores.signals.unresolvedKeys(at.connection)).toEqual([
        { account: 'shared.example', signals: 2 },
        { account: 'nobody', signals: 1 },
      ]);
    });

    it('dates a backfill by the end of the day in the time zone of the at.connection', async () => {
      await at.saveAccounts('a1');
      const days = ['2026-01-10', '2025-07-10', '2025-10-26', '2026-02-01'];
      await save(
        days.map((on, i) => ({ ...seats('a1', String(i)), on }) as RawSignal),
        first(t1),
      );
      const known = (await at.inputsOf('a1')).observations.map(({ on, knownAt }) => [on, knownAt]);
      expect(Object.fromEntries(known)).toEqual({
        '2026-01-10': '2026-01-10T22:59:59.999Z',
        '2025-07-10': '2025-07-10T21:59:59.999Z',
        '2025-10-26': '2025-10-26T22:59:59.999Z',
        '2026-02-01': t1,
      });
    });

    it('keeps signals of unknown accounts until the account comes in', async () => {
      await save([seats('C-9'), usage('C-9')], first(t1));
      await save([seats('C-9', '30')], live(t1));
      expect(await save([seats('C-9')], first(t1))).toEqual({ added: 0, unresolved: 1 });
      expect(await at.stores.signals.resolve(at.connection, t2)).toEqual({ resolved: 0 });
      await at.stores.records.save(
        at.connection,
        [readOf('account', sampleAccount('a9', { externalKey: 'C-9' }))],
        live(t2),
      );
      await at.clean();
      expect(await at.stores.signals.resolve(at.connection, t3)).toEqual({ resolved: 3 });
      expect(await at.stores.signals.resolve(at.connection, t3)).toEqual({ resolved: 0 });
      expect(await at.stores.signals.unresolvedKeys(at.connection)).toEqual([]);
      expect(await at.dirty()).toEqual(['a9']);
      const { observations, usage: days } = await at.inputsOf('a9');
      expect(observations.map(({ value, knownAt }) => [value, knownAt]).toSorted()).toEqual([
        ['20', '2026-01-10T22:59:59.999Z'],
        ['30', t3],
      ]);
      expect(days).toHaveLength(1);
    });

    it('marks only accounts that learnt something', async () => {
      await at.saveAccounts('a1', 'a2');
      await save([seats('a1')]);
      await at.clean();
      await save([seats('a1'), seats('a2')], live(t2));
      expect(await at.dirty()).toEqual(['a2']);
    });

    it('shows the rejected rows of the newest import of each source', async () => {
      const row = (line: number) => ({
        file: 'usage.csv',
        line,
        column: line === 1 ? null : 'day',
        code: 'not_a_day' as const,
        value: 'x',
      });
      await at.stores.signals.saveRejected(at.connection, 'csv', [row(1), row(2)], t1);
      await at.stores.signals.saveRejected(at.connection, 'csv', [row(3)], t1);
      await at.stores.signals.saveRejected(at.connection, 'other', [row(9)], t1);
      expect(await at.stores.signals.rejected(at.connection)).toEqual([row(1), row(2), row(3), row(9)]);
      await at.stores.signals.saveRejected(at.connection, 'csv', [row(4)], t2);
      expect(await at.stores.signals.rejected(at.connection)).toEqual([row(4), row(9)]);
    });

    it('knows which sources were read to their end', async () => {
      await at.saveAccounts('a1');
      await save([seats('a1')]);
      expect(await at.stores.signals.hasSource(at.connection, 'csv')).toBe(false);
      await at.stores.signals.completeSource(at.connection, 'csv', t1);
      await at.stores.signals.completeSource(at.connection, 'csv', t2);
      expect(await at.stores.signals.hasSource(at.connection, 'csv')).toBe(true);
      expect(await at.stores.signals.hasSource(at.connection, 'other')).toBe(false);
    });
  });
};
