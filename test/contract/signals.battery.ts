import { describe, expect, it } from '@jest/globals';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { snapshotAt } from '../../src/scoring/snapshot.ts';
import { usersByDay } from '../../src/scoring/usage-days.ts';
import { live, first, t1, t2, t3, type BatteryContext } from './battery-context.ts';
import { readOf, sampleAccount } from '../fixtures/store-samples.ts';

/** Signals: states of things, placed on accounts, dated by what was known when. */
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

    it('adds what differs from what is known of the same thing, and nothing else', async () => {
      await at.saveAccounts('a1');
      const signals = [usage('a1'), invoice('a1', null), seats('a1'), usage('a1', { event: 'export' })];
      expect(await save(signals)).toEqual({ added: 4, unresolved: 0 });
      expect(await save(signals, live(t2))).toEqual({ added: 0, unresolved: 0 });
      expect(await save([invoice('a1', '2026-02-01'), seats('a1', '25')], live(t2))).toEqual({
        added: 2,
        unresolved: 0,
      });
      expect(await save([invoice('a1', '2026-02-01'), seats('a1', '25')], live(t3))).toEqual({
        added: 0,
        unresolved: 0,
      });
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
      // the last row of a thing in one delivery counts, and what is learnt at one instant replaces itself: one more is known, the export
      expect(
        await save([usage('a1'), usage('a1', { count: 7 }), usage('a1', { event: 'export', count: 2 })], live(t2)),
      ).toEqual({ added: 1, unresolved: 0 });
      const rows = (await at.inputsOf('a1')).usage.flatMap(({ day, user, knownAt, events }) =>
        Object.entries(events).map(([event, count]) => `${day} ${user} ${knownAt} ${event} ${count}`),
      );
      expect(rows.toSorted()).toEqual([
        `2026-01-10 ada@example.com ${t1} export 1`,
        `2026-01-10 ada@example.com ${t1} login 3`,
        `2026-01-10 ada@example.com ${t2} export 2`,
        `2026-01-10 ada@example.com ${t2} login 7`,
      ]);
    });

    /** Of each instant what was known then, as scoring sees it. */
    const told = async (asOf: string) => {
      const inputs = await at.inputsOf('a1');
      const { invoices, usage: days, observations, todayNumber } = snapshotAt(inputs, { asOf });
      const count = usersByDay(days, todayNumber, 90)[0]?.days.find((each) => each !== undefined)?.login;
      return [invoices.map(({ paid }) => paid !== null), count, observations.get('seats')?.at(-1)?.value];
    };
    const states = {
      open: [invoice('a1', null), usage('a1', { count: 10 }), seats('a1', '10')],
      paid: [invoice('a1', '2026-02-01'), usage('a1', { count: 12 }), seats('a1', '12')],
    };

    it('follows what returns to an earlier state, costs nothing while it stays, and keeps the past as it was known', async () => {
      await at.saveAccounts('a1');
      const [t4, t5] = ['2026-02-04T08:00:00.000Z', '2026-02-05T08:00:00.000Z'];
      expect(await save(states.open, live(t1))).toEqual({ added: 3, unresolved: 0 });
      expect(await save(states.paid, live(t2))).toEqual({ added: 3, unresolved: 0 });
      expect(await save(states.open, live(t3))).toEqual({ added: 3, unresolved: 0 });
      await at.clean();
      expect(await save(states.open, live(t4))).toEqual({ added: 0, unresolved: 0 });
      expect(await at.dirty()).toEqual([]);
      expect(await save(states.paid, live(t5))).toEqual({ added: 3, unresolved: 0 });
      expect(await at.dirty()).toEqual(['a1']);
      expect(await Promise.all([t1, t2, t3, t4, t5].map(told))).toEqual([
        [[false], 10, '10'],
        [[true], 12, '12'],
        [[false], 10, '10'],
        [[false], 10, '10'],
        [[true], 12, '12'],
      ]);
    });

    it('lets the last state of one delivery and of one instant count', async () => {
      await at.saveAccounts('a1');
      expect(await save([...states.open, ...states.paid, ...states.open], live(t1))).toEqual({
        added: 3,
        unresolved: 0,
      });
      expect(await told(t1)).toEqual([[false], 10, '10']);
      await save(states.paid, live(t1));
      await save(states.open, live(t1));
      expect(await told(t1)).toEqual([[false], 10, '10']);
      expect(await save([...states.paid, ...states.open], live(t2))).toEqual({ added: 0, unresolved: 0 });
    });

    it('takes back what an earlier batch of a reading said where a later one says what was known before', async () => {
      await at.saveAccounts('a1');
      const more = usage('a1', { event: 'export', count: 1 });
      await save(states.paid, live(t1));
      const before = await at.inputsOf('a1');
      for (const instant of [t2, t3]) {
        expect(await save(states.open, live(instant))).toEqual({ added: 3, unresolved: 0 });
        expect(await save(states.paid, live(instant))).toEqual({ added: -3, unresolved: 0 });
        expect(await at.inputsOf('a1')).toEqual(before);
      }
      // another event of the same user, day and instant stays
      expect(await save([...states.open, more], live(t2))).toEqual({ added: 4, unresolved: 0 });
      expect(await save([...states.paid, more], live(t2))).toEqual({ added: -3, unresolved: 0 });
      const counts = (await at.inputsOf('a1')).usage.map(({ knownAt, events }) => [knownAt, events]);
      expect(counts.toSorted()).toEqual([
        [t1, { login: 12 }],
        [t2, { export: 1 }],
      ]);
      expect(await told(t2)).toEqual([[true], 12, '12']);
    });

    it('takes a correction of a first import that its own date would put behind as known from now on', async () => {
      await at.saveAccounts('a1');
      const dated = { ...invoice('a1', null), issuedOn: '2026-01-20' } as RawSignal;
      await save([dated], first(t1));
      await save([invoice('a1', '2026-01-25')], first(t2));
      const { invoices } = await at.inputsOf('a1');
      expect(invoices.map(({ paidOn, knownAt }) => `${paidOn} ${knownAt}`).toSorted()).toEqual([
        `2026-01-25 ${t2}`,
        'null 2026-01-20T22:59:59.999Z',
      ]);
    });

    it('counts every event, and every answer of nobody in particular, once; of one subject the newest answer', async () => {
      await at.saveAccounts('a1');
      const fact = (name: 'response_hours' | 'nps', value: string, about: string | null): RawSignal => ({
        ...{ kind: 'observation', account: 'a1', on: '2026-01-10', name, value, about },
      });
      const log = [
        ...[fact('response_hours', '4', null), fact('response_hours', '9', null)],
        ...[
          fact('nps', '7', null),
          fact('nps', '3', null),
          fact('nps', '9', 'Ada@x.example'),
          fact('nps', '2', 'ada@x.example'),
        ],
      ];
      expect(await save(log, live(t1))).toEqual({ added: 5, unresolved: 0 });
      expect(await save(log, live(t2))).toEqual({ added: 0, unresolved: 0 });
      expect(await save([fact('nps', '9', 'Ada@x.example')], live(t2))).toEqual({ added: 1, unresolved: 0 });
      expect(await save([fact('response_hours', '4', null)], live(t3))).toEqual({ added: 0, unresolved: 0 });
    });

    it('hands on the state that stood last when accounts are merged', async () => {
      await at.saveAccounts('a1', 'a2');
      const of = (signals: readonly RawSignal[]) => signals.map((signal) => ({ ...signal, account: 'a2' }));
      for (const [known, signals] of [
        [t1, states.open],
        [t2, states.paid],
        [t3, states.open],
      ] as const)
        await save(of(signals), live(known));
      const merge = '2026-02-04T08:00:00.000Z';
      await at.clean();
      const survivor = readOf('account', sampleAccount('a1'), { mergedIds: ['a2'] });
      await at.stores.records.save(at.connection, [survivor], live(merge));
      expect(await told(merge)).toEqual([[false], 10, '10']);
      expect(await told(t3)).toEqual([[], undefined, undefined]);
      expect(await at.dirty()).toContain('a1');
      expect(await save(of(states.open), live('2026-02-05T08:00:00.000Z'))).toEqual({ added: 0, unresolved: 0 });
    });

    it('knows on which days each source told of usage of any account, and since when that is known', async () => {
      await at.saveAccounts('a1', 'a2');
      await save([usage('a1'), usage('a2', { day: '2026-01-08' })], live(t2));
      await save([usage('a2'), usage('a2', { day: '2026-01-12' })], live(t3));
      await save([usage('a1', { day: '2026-01-12', user: 'bob' })], live(t1));
      await save([usage('nobody', { day: '2026-01-20' })], live(t1));
      await at.stores.signals.save(at.connection, 'other', [usage('a2', { day: '2026-01-12' })], live(t3));
      const days = async (account: string) =>
        (await at.inputsOf(account)).usageDays.map(({ source, day, knownAt }) => [source, day, knownAt]).toSorted();
      expect(await days('a1')).toEqual([
        ['csv', '2026-01-08', t2],
        ['csv', '2026-01-10', t2],
        ['csv', '2026-01-12', t1],
        ['other', '2026-01-12', t3],
      ]);
      expect(await days('a2')).toEqual(await days('a1'));
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
      const result = await save(keys.map((key, i) => usage(key, { user: `user ${i}` })));
      expect(result).toEqual({ added: 4, unresolved: 3 });
      expect((await at.inputsOf('a1')).usage).toHaveLength(3);
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

    it('keeps signals of unknown accounts, each in its last state, until the account comes in', async () => {
      const unknown = (signals: readonly RawSignal[]) => signals.map((signal) => ({ ...signal, account: 'C-9' }));
      await save(unknown([...states.open, usage('C-9', { event: 'export', count: 1 })]), first(t1));
      await save(unknown(states.paid), live(t1));
      expect(await save(unknown(states.open), live(t2))).toEqual({ added: 0, unresolved: 3 });
      expect(await at.stores.signals.resolve(at.connection, t2)).toEqual({ resolved: 0 });
      expect(await at.stores.signals.unresolvedKeys(at.connection)).toEqual([{ account: 'C-9', signals: 4 }]);
      await at.stores.records.save(
        at.connection,
        [readOf('account', sampleAccount('a1', { externalKey: 'C-9' }))],
        live(t2),
      );
      await at.clean();
      expect(await at.stores.signals.resolve(at.connection, t3)).toEqual({ resolved: 4 });
      expect(await at.stores.signals.resolve(at.connection, t3)).toEqual({ resolved: 0 });
      expect(await at.stores.signals.unresolvedKeys(at.connection)).toEqual([]);
      expect(await at.dirty()).toEqual(['a1']);
      expect(await told(t3)).toEqual([[false], 10, '10']);
      const { usage: days } = await at.inputsOf('a1');
      const known = days.flatMap(({ events, knownAt }) => Object.keys(events).map((event) => `${event} ${knownAt}`));
      expect(known.toSorted()).toEqual(['export 2026-01-10T22:59:59.999Z', `login ${t3}`]);
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
