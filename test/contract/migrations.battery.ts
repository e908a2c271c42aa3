import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../server/storage/database.ts';
import { createInboxStore } from '../../server/storage/inbox-store.ts';
import { migrate } from '../../server/storage/migrate.ts';
import { migrations } from '../../server/storage/migrations/all.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { t1 } from './battery-context.ts';

export interface OpenForMigrations {
  readonly database: Database;
  /** Closes it and opens it again, as the next version of the program does. */
  reopen(): Promise<Database>;
  close(): Promise<void>;
}

/** D1: databases as released versions left them, one row and more in every table, opened by this version. */
export const migrationsBattery = (
  where: string,
  versions: readonly number[],
  open: () => Promise<OpenForMigrations>,
): void => {
  describe(`older schemas: ${where}`, () => {
    it.each(versions)('D1 schema %d is brought up to date and keeps every row', async (version) => {
      const opened = await open();
      const { db } = opened.database;
      await sql.raw('drop schema public cascade; create schema public').execute(db);
      await migrate(db, migrations.slice(0, version));
      for (const statement of rowsOf(version)) await sql.raw(statement).execute(db);
      const columns = await columnsOf(opened.database);
      const before = await dump(opened.database, columns);
      expect(before.filter(({ rows }) => rows.length === 0)).toEqual([]);

      const newer = await opened.reopen();
      const kept = await columnsOf(newer);
      const after = await dump(newer, columns, kept);
      expect(after).toEqual(withoutColumns(before, kept));
      const { rows } = await newer.pool.query<{ number: number }>('select max(number) as number from schema_version');
      expect(rows[0]?.number).toBe(migrations.at(-1)?.number);
      const feed = await newer.pool.query('select connection_id, source, day from usage_feed');
      expect(feed.rows).toEqual([{ connection_id: 'hubspot:1', source: 'csv', day: '2026-01-02' }]);
      await opened.close();
    });

    it('has a purge that takes every row of a connection from every table, and counts them', async () => {
      const opened = await open();
      const { database } = opened;
      for (const text of rowsOf(migrations.length))
        for (const connection of ['hubspot:1', 'hubspot:2'])
          await database.pool.query(`${text.replaceAll('hubspot:1', connection)} on conflict do nothing`);
      const tenants = await dump(database, new Map([...(await columnsOf(database))].filter(ofTenants)));
      expect(tenants.filter(({ rows }) => rows.length < 2)).toEqual([]);

      const receipt = await createStores(database.db).installs.purge(connectionId('hubspot', '1'));

      const before = tenants.map(({ table, rows }) => [table, rows.filter(isMine).length] as const);
      expect([...receipt]).toEqual(before);
      for (const { table, rows } of await dump(database, new Map([...(await columnsOf(database))].filter(ofTenants))))
        expect([table, rows.filter(isMine).length, rows.length > 0]).toEqual([table, 0, true]);
      const { rows } = await database.pool.query(
        "select action from audit where subject = 'hubspot:1' order by position",
      );
      expect(rows).toEqual([{ action: 'installed' }, { action: 'purged' }]);
      await opened.close();
    });

    it('has a purge that waits for announcements that are just coming in, and refuses later ones', async () => {
      const opened = await open();
      const { db, pool } = opened.database;
      const connection = connectionId('hubspot', '1');
      await createStores(db).connections.add(sampleConnection(connection));
      const change = { kind: 'changed', type: 'account', id: 'a1', occurredAt: t1 } as const;
      let purge: Promise<unknown> = Promise.resolve();
      await db.transaction().execute(async (tx) => {
        expect(await createInboxStore(tx).add(connection, [{ ...change, key: 'early' }], t1)).toEqual({ added: 1 });
        purge = createStores(db).installs.purge(connection);
        await sleep(300);
      });
      await purge;
      expect(await createInboxStore(db).add(connection, [{ ...change, key: 'late' }], t1)).toEqual({ added: 0 });
      expect((await pool.query('select key from inbox')).rows).toEqual([]);
      await opened.close();
    });
  });
};

const ofTenants = ([, columns]: readonly [string, readonly string[]]): boolean => columns.includes('connection_id');
const isMine = (row: TableDump['rows'][number]): boolean => row.connection_id === 'hubspot:1';

type Columns = ReadonlyMap<string, readonly string[]>;
interface TableDump {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

async function columnsOf({ pool }: Database): Promise<Columns> {
  const { rows } = await pool.query<{ table: string; columns: readonly string[] }>(`
    select c.table_name as table, array_agg(c.column_name::text order by c.column_name) as columns
    from information_schema.columns c join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
    where c.table_schema = 'public' and c.table_name <> 'schema_version' group by 1 order by 1`);
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** The rows of the tables of `wanted`, in the columns that are there. */
async function dump({ pool }: Database, wanted: Columns, there = wanted): Promise<readonly TableDump[]> {
  const tables: TableDump[] = [];
  for (const [table, columns] of wanted) {
    const common = columns.filter((column) => there.get(table)?.includes(column));
    const { rows } = await pool.query<Record<string, unknown>>(
      `select ${common.map((column) => `"${column}"`).join(', ')} from "${table}" t order by t::text`,
    );
    tables.push({ table, rows });
  }
  return tables;
}

/** A step may drop a column on purpose; a table never. */
const withoutColumns = (tables: readonly TableDump[], kept: Columns): readonly TableDump[] =>
  tables.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => kept.get(table)?.includes(name))),
    ),
  }));

const at = "'2026-02-01T08:00:00.123Z'";
const odd = "'Müller ''& Söhne'' 😀'";
/** Rows by the version of the schema that they can be written from, and the last one that takes them. */
const rows: readonly (readonly [since: number, statement: string, until?: number])[] = [
  [
    1,
    `insert into connection values ('hubspot:1', 'hubspot', ${odd}, 'Europe/Berlin', 'EUR', 'de', '{"a":1}', true, 'paused', ${at}, null)`,
  ],
  [1, `insert into sync_cursor values ('hubspot:1', 'account', ${at})`],
  [
    1,
    `insert into record (connection_id, type, id, value, account_ids, known_at, ours, name_key)
       values ('hubspot:1', 'account', 'a1', '{"name": "x"}', '{a1}', ${at}, '{"p": "v"}', 'x'),
         ('hubspot:1', 'contact', 'gone', null, '{}', ${at}, null, null)`,
  ],
  [
    1,
    `insert into record_version values ('hubspot:1', 'a1', 'account', 'a1', ${at}, '{"name": "x"}'), ('hubspot:1', 'a1', 'contact', 'gone', ${at}, null)`,
  ],
  [1, `insert into dirty_account values ('hubspot:1', 'a1', ${at})`],
  [1, `insert into tier_state values ('hubspot:1', 'a1', 'd1', '2026-02-01', ${at}, 'commit', 'best_case', true)`, 5],
  [
    6,
    `insert into tier_state values ('hubspot:1', 'a1', 'd1', '2026-02-01', ${at}, 'commit', 'best_case', 'commit', 'at_risk')`,
  ],
  [1, `insert into signal_source values ('hubspot:1', 'csv', ${at})`],
  [1, `insert into observation values ('hubspot:1', 'a1', 'csv', 'nps', '2026-01-02', 'hash', ${odd}, '9', ${at})`],
  [
    1,
    `insert into invoice values ('hubspot:1', 'a1', 'csv', 'i1', 'hash', '2026-01-02', '2026-01-20', null, 99.99, 'EUR', ${at})`,
  ],
  [
    1,
    `insert into usage_day values ('hubspot:1', 'a1', 'csv', 'u1', '2026-01-02', ${at}, 0, '{"login": 3}'), ('hubspot:1', 'a1', 'csv', 'u2', '2026-01-02', ${at}, 1, '{}')`,
  ],
  [1, `insert into unresolved_signal values ('hubspot:1', 'nobody', 'csv', 'hash', null, '{"kind": "usage"}')`, 11],
  [12, `insert into unresolved_signal values ('hubspot:1', 'nobody', 'csv', 'hash', null, '{"kind": "usage"}', ${at})`],
  [1, `insert into rejected_row values ('hubspot:1', 'csv', ${at}, 1, 'usage.csv', 3, null, 'unknown_value', ${odd})`],
  [1, `insert into assessment values ('hubspot:1', 'a1', ${at}, 'hash', '{"today": "2026-02-01"}')`],
  [1, `insert into score_point values ('hubspot:1', 'a1', '2026-02-01', ${at}, 71.25, 71, 'watch', 0.9, 'default-1')`],
  [
    1,
    `insert into ledger (connection_id, run, type, record_id, before, after, revision, state, at)
       values ('hubspot:1', 1, 'account', 'a1', '{}', '{"p": "v"}', 1, 'in_flight', ${at})`,
  ],
  [1, `insert into scorecard_in_force values ('hubspot:1', ${at}, 'hash', '{"version": "default-1"}')`],
  [
    1,
    `insert into run (connection_id, kind, started_at, outcome, stats) values ('hubspot:1', 'full', ${at}, 'running', '{"read": 1}')`,
  ],
  [2, `insert into portal values ('hubspot:1', ${at}, '{"owners": []}')`],
  [2, `insert into task values ('hubspot:1', 'key', '77', ${at})`],
  [3, `insert into inbox values ('hubspot:1', 'key', 'changed', 'renewal', 'd1', ${at}, ${at}, 'waiting', 0, null)`],
  [4, `insert into credential values ('hubspot:1', 'sealed', null, ${at}, null, '["oauth"]', 7, null)`],
  [7, `insert into install values ('hubspot:1', ${at}, null, '[]')`],
  [7, `insert into pending_login values ('state', 'hubspot', 'digest', 'sealed', 'en', ${at})`],
  [8, `insert into usage_feed values ('hubspot:1', '2026-01-02', ${at})`, 12],
  [13, `insert into usage_feed values ('hubspot:1', '2026-01-02', ${at}, 'csv')`],
  [9, `insert into erased_key values ('hubspot:1', 'hash')`],
  [
    10,
    `insert into audit values ('hubspot:1', 1, ${at}, 'service', 'installed', 'installation', null, 'state', '', 'hash')`,
  ],
  [10, `insert into audit_end values ('hubspot:1', 1, 'hash')`],
];
const rowsOf = (version: number): readonly string[] =>
  rows.flatMap(([since, statement, until = Infinity]) => (since <= version && version <= until ? [statement] : []));
