import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../server/storage/database.ts';
import { createRetentionStore } from '../../server/storage/retention-store.ts';
import { retentions } from '../../server/storage/retention.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import { accountId, connectionId, type ConnectionId, renewalId } from '../../src/accounts/ids.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createForgetOld } from '../../src/sync/forget-old.ts';
import { assessAsOf } from '../../src/views/assess-as-of.ts';
import { shipped } from '../fixtures/account-case.ts';
import {
  readOf,
  sampleAccount,
  sampleConnection,
  sampleContact,
  sampleMeeting,
  sampleRenewal,
  sampleTicket,
} from '../fixtures/store-samples.ts';
import { silentLogger } from '../helpers/sync-world.ts';
import { first, live } from './battery-context.ts';

const now = Date.parse('2029-03-26T09:00:00.000Z');
const ago = (days: number): string => new Date(now - days * 86_400_000).toISOString();
const dayAgo = (days: number): string => ago(days).slice(0, 10);
const oldest = 1300;
const card = shipped('default-1.yaml');
const account = accountId('a1');

/** D5: a portal that was used for 1,300 days, with something new in every table every ten days. */
export const retentionBattery = (
  where: string,
  open: () => Promise<{ readonly database: Database; close(): Promise<void> }>,
): void => {
  describe(`D5 retention: ${where}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let stores: Stores;
    const connection = connectionId('hubspot', '1');

    beforeAll(async () => {
      opened = await open();
      stores = createStores(opened.database.db);
      await stores.connections.add({ ...sampleConnection(connection), firstRefreshAt: ago(oldest) });
      for (let days = oldest; days >= 0; days -= 10) await live10Days(stores, connection, days);
      await stores.records.remove(connection, 'contact', ['c-left'], ago(600));
    });
    afterAll(() => opened.close());

    const forget = (at = now) =>
      createForgetOld({
        retention: createRetentionStore(opened.database.db),
        clock: { now: () => new Date(at) },
        logger: silentLogger,
      })();
    const numberOf = async (question: string, values: unknown[] = []): Promise<number> => {
      const { rows } = await opened.database.pool.query<{ n: number }>(
        `select count(*)::int as n from ${question}`,
        values,
      );
      return rows[0]?.n ?? -1;
    };
    const asOf = (inputs: AccountInputs, days: number) =>
      JSON.stringify(assessAsOf({ inputs, scorecards: [card], asOf: ago(days), since: null }));
    const inputs = async () => {
      const [found] = await stores.inputs.some(connection, [account]);
      if (found === undefined) throw new Error('no inputs');
      return found;
    };

    it('D5 deletes what is older than it is kept for, and assessments of the last 400 days stay byte for byte', async () => {
      const looks = [0, 0.1, 1, 7, 30, 30.4, 37, 60, 90, 200, 300, 399.5];
      const before = await inputs();
      const shown = looks.map((days) => asOf(before, days));
      const newest = await stores.assessments.get(connection, account);
      const rowsBefore = await numberOf('record_version');

      expect(await forget()).toBeGreaterThan(500);

      const after = await inputs();
      expect(looks.map((days) => asOf(after, days))).toEqual(shown);
      expect(await stores.assessments.get(connection, account)).toEqual(newest);
      expect(await stores.ledger.revisions(connection, 'account', ['a1', 'a-quiet'])).toEqual(
        new Map([
          ['a1', 131],
          ['a-quiet', 1],
        ]),
      );

      expect(await numberOf("inbox where state = 'done' and received_at < $1", [ago(3)])).toBe(0);
      expect(await numberOf("inbox where state = 'waiting'")).toBe(1);
      expect(await numberOf('pending_login')).toBe(0);
      expect(await numberOf('rejected_row')).toBe(1);
      expect(await numberOf('unresolved_signal')).toBe(40);
      // The newest of the one kind is also the newest of all.
      expect(await numberOf('run where started_at < $1', [ago(400)])).toBe(0);
      expect(await numberOf('ledger where at < $1', [ago(400)])).toBe(1);
      expect(await numberOf('task where created_at < $1', [ago(400)])).toBe(0);
      expect(await numberOf('assessment where assessed_at < $1', [ago(400)])).toBe(0);
      expect(await numberOf('(select from assessment group by assessed_at::date having count(*) > 1) twice')).toBe(1);
      expect(await numberOf('score_point where day < $1', [dayAgo(500)])).toBe(0);
      expect(await numberOf('tier_state where day < $1', [dayAgo(802)])).toBeLessThan(20);
      expect(await numberOf('usage_day where day < $1', [dayAgo(803)])).toBe(2);
      expect(await numberOf("record_version where record_id = 'c-left' and value is not null")).toBe(0);
      expect(await numberOf("record_version where record_id = 'c1' and known_at < $1", [ago(445)])).toBe(2);
      expect(await numberOf('record_version')).toBeLessThan(rowsBefore * 0.6);
      expect(await forget()).toBe(0);
    });

    it('D5 400 days later nothing of those days is left but what is in force', async () => {
      await forget(now + 803 * 86_400_000);
      expect(await numberOf('assessment')).toBe(1);
      expect(await numberOf('usage_day')).toBe(2);
      expect(await numberOf('ledger')).toBe(2);
      expect(await numberOf('run')).toBe(1);
      for (const table of ['rejected_row', 'unresolved_signal', 'task', 'score_point'])
        expect([table, await numberOf(table)]).toEqual([table, 0]);
      expect(await numberOf('inbox')).toBe(1);
      expect((await inputs()).account.at(-1)?.value?.name).toBe('Account a1');
    });

    it('D5 every table keeps its rows for a time that is written down, or as long as its connection', async () => {
      const { rows } = await opened.database.pool.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
      const known = [...retentions.map(({ table }) => table), ...asLongAsTheConnection, ...ofNoConnection];
      expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
    });
  });
};

/** A row for each thing that exists, not for each day: the newest state, or facts that a rule reads whatever their age. */
const asLongAsTheConnection = [
  ...['connection', 'sync_cursor', 'record', 'dirty_account', 'signal_source', 'observation', 'usage_feed'],
  ...['scorecard_in_force', 'portal', 'credential', 'install', 'erased_key'],
];
/** The audit log outlives its connections. */
const ofNoConnection = ['schema_version', 'audit', 'audit_end'];

async function live10Days(stores: Stores, connection: ConnectionId, days: number): Promise<void> {
  const step = (oldest - days) / 10;
  const at = ago(days);
  const seats = step % 40 < 20 ? 20 : 12;
  const override =
    step % 30 < 12 ? { tier: 'commit' as const, reason: step < 60 ? ('merger' as const) : null, until: null } : null;
  await stores.records.save(
    connection,
    [
      readOf('account', sampleAccount('a1', { seats, domain: `d${String(step)}.example` })),
      readOf('account', sampleAccount('a-quiet')),
      readOf(
        'renewal',
        sampleRenewal('d1', 'a1', { override, renewalDate: dayAgo(days - 100), name: `Renewal ${String(step)}` }),
      ),
      readOf(
        'contact',
        sampleContact('c1', ['a1'], {
          email: step < 50 ? 'old@kunde.example' : 'present@kunde.example',
          jobTitle: `CTO ${String(step)}`,
        }),
      ),
      ...(step < 60 ? [readOf('contact', sampleContact('c-left', ['a1'], { jobTitle: `CFO ${String(step)}` }))] : []),
      readOf('ticket', sampleTicket(`t${String(step)}`, ['a1'], { createdAt: at })),
      readOf('interaction', {
        ...sampleMeeting(`m${String(step)}`, ['a1'], at),
        outcome: step % 3 === 0 ? 'no_show' : 'held',
        isReview: true,
      }),
    ],
    step === 0 ? first(at) : live(at),
  );
  await stores.signals.save(connection, 'csv', signalsOf(days, step), live(at));
  const rejected = { file: 'usage.csv', line: step, column: 'user', code: 'unknown_value' as const, value: 'x' };
  if (step === 1) await stores.signals.saveRejected(connection, 'old', [rejected], at);
  if (days === 0) await stores.signals.saveRejected(connection, 'csv', [rejected], at);
  const run = await stores.runs.start(connection, 'full', at);
  const values = { renewal_health_score: String(step) };
  const entry = { type: 'account' as const, before: values, after: values, at };
  const planned = await stores.ledger.plan(connection, run, [
    { ...entry, recordId: 'a1', revision: step + 1 },
    ...(step === 0 ? [{ ...entry, recordId: 'a-quiet', revision: 1 }] : []),
  ]);
  const settled = planned.map(({ id }) => ({ id, state: 'written' as const, reason: null }));
  await stores.ledger.mark(connection, settled, at);
  await stores.runs.end(connection, run, { endedAt: at, outcome: 'done', stats: {}, error: null });
  await stores.tasks.save(connection, `key ${String(step)}`, '1', at);
  const change = { kind: 'changed' as const, type: 'renewal' as const, id: renewalId('d1'), occurredAt: at };
  await stores.inbox.add(connection, [{ ...change, key: `k${String(step)}` }], at);
  if (days > 0) await stores.inbox.settle(connection, [`k${String(step)}`]);
  for (const moment of step % 2 === 0 ? [days, days - 0.05] : [days]) {
    const [inputs] = await stores.inputs.some(connection, [account]);
    if (inputs === undefined) throw new Error('no inputs');
    const assessment = assessAsOf({ inputs, scorecards: [card], asOf: ago(moment), since: null });
    await stores.assessments.save(connection, [assessment], ago(moment));
  }
}

function signalsOf(days: number, step: number): readonly RawSignal[] {
  const users = [step < 50 ? 'old@kunde.example' : 'present@kunde.example', 'second@kunde.example'];
  // For a year nobody uses it.
  const isSilent = days > 500 && days < 850 && step % 7 !== 0;
  const day = dayAgo(days + 1);
  const paidOn = step % 2 === 0 ? null : day;
  const [issued, due] = [dayAgo(days + 30 + (step % 2) * 10), dayAgo(days + 5)];
  return [
    ...(isSilent
      ? []
      : users.map((user): RawSignal => ({ kind: 'usage', account: 'a1', user, day, event: 'login', count: step + 1 }))),
    { kind: 'usage', account: 'nobody', user: 'x', day, event: 'login', count: 1 },
    {
      kind: 'observation',
      account: 'a1',
      name: 'nps',
      value: String(step % 11),
      on: day,
      about: 'present@kunde.example',
    },
    {
      kind: 'invoice',
      account: 'a1',
      id: `i${String(Math.floor(step / 2))}`,
      issuedOn: issued,
      dueOn: due,
      paidOn,
      amount: 100,
      currency: 'EUR',
    },
  ];
}
