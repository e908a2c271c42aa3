import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { readOf, sampleAccount, sampleAssessment, sampleConnection, sampleContact } from '../fixtures/store-samples.ts';
import { first, live, t1, t2, t3 } from './battery-context.ts';

const email = 'carla.canary@muster.example';
const name = 'Carla Canary-Müller';
const account = accountId('a1');

const signals = (day: string, nps: string): readonly RawSignal[] => [
  { kind: 'usage', account: 'a1', user: email.toUpperCase(), day, event: 'login', count: 3 },
  { kind: 'observation', account: 'a1', name: 'nps', value: nps, on: day, about: email },
  { kind: 'usage', account: 'nobody-knows', user: email, day, event: 'login', count: 1 },
  { kind: 'usage', account: 'a1', user: 'somebody.else@muster.example', day, event: 'login', count: 1 },
];

/** D4: the right to be forgotten, over everything that a database of ours holds. */
export const erasureBattery = (
  where: string,
  open: () => Promise<{ readonly database: Database; close(): Promise<void> }>,
): void => {
  describe(`D4 erasing a contact: ${where}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    /** Every table as text. */
    const everything = async (): Promise<string> => {
      const { pool } = opened.database;
      const tables = await pool.query<{ name: string }>(
        "select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1",
      );
      const texts = tables.rows.map(({ name: table }) => pool.query(`select t::text as row from ${table} t`));
      return JSON.stringify((await Promise.all(texts)).map(({ rows }) => rows as unknown)).toLowerCase();
    };
    const has = async (text: string) => (await everything()).includes(text.toLowerCase());

    it('leaves no trace of the person in any table, keeps the counts, and withstands fifty late events', async () => {
      const stores = createStores(opened.database.db);
      const [mine, other] = [connectionId('hubspot', '1'), connectionId('hubspot', '2')];
      const contact = sampleContact('c1', ['a1'], { email, name });
      for (const connection of [mine, other]) {
        await stores.connections.add({ ...sampleConnection(connection), showNames: true });
        await stores.records.save(connection, [readOf('account', sampleAccount('a1'))], first(t1));
        await stores.records.save(connection, [readOf('contact', contact)], first(t1));
        await stores.signals.save(connection, 'csv', signals('2026-01-10', '9'), live(t1));
        const person = { contactId: 'c1', user: email, role: null, powerUser: true, score: 80, lastActive: null };
        const assessment = sampleAssessment(connection, 'a1', { people: [{ ...person, daysSinceActive: null }] });
        await stores.assessments.save(connection, [assessment], t1);
        const values = { renewal_health_change_reason: `Health fell: ${name} is silent.` };
        const entry = { type: 'account' as const, recordId: 'a1', before: values, after: values, revision: 1, at: t1 };
        await stores.ledger.plan(connection, 1, [entry]);
        await stores.records.saveOurs(connection, [{ type: 'account', id: 'a1', values }]);
      }
      const rejected = {
        file: 'usage.csv',
        line: 3,
        column: 'user',
        code: 'unknown_value' as const,
        value: `<${email}>`,
      };
      await stores.signals.saveRejected(mine, 'csv', [rejected], t1);
      expect([await has(email), await has(name)]).toEqual([true, true]);

      for (const connection of [mine, other]) await stores.records.erase(connection, 'contact', ['c1'], t2);
      expect([await has(email), await has(name)]).toEqual([false, false]);
      const [before] = await stores.inputs.some(mine, [account]);
      expect(before?.usage.map(({ events }) => events)).toEqual([{ login: 3 }, { login: 1 }]);
      expect(before?.observations).toHaveLength(1);
      expect(await has('somebody.else@muster.example')).toBe(true);

      for (let late = 0; late < 25; late++) {
        await stores.records.save(mine, [readOf('contact', { ...contact, jobTitle: `CTO ${String(late)}` })], live(t3));
        await stores.signals.save(mine, 'csv', signals('2026-01-10', '9').slice(0, 2), live(t3));
      }
      expect([await has(email), await has(name), await has('CTO')]).toEqual([false, false, false]);
      const [after] = await stores.inputs.some(mine, [account]);
      expect(after?.usage).toEqual(before?.usage);
      expect(after?.observations).toEqual(before?.observations);
    });
  });
};
