import { setTimeout as sleep } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type pg from 'pg';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { Tables } from '../../server/storage/tables.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import { readOf, sampleAccount, sampleConnection } from '../fixtures/store-samples.ts';

export interface OpenForBattery {
  readonly database: Database;
  /** Statements sent so far. */
  statements(): number;
  /** A client of its own, outside the pool. */
  client(): pg.Client;
  close(): Promise<void>;
}

/** What the rest of the program relies on, whichever database is behind it. */
export const databaseBattery = (name: string, open: () => Promise<OpenForBattery>): void => {
  describe(`database: ${name}`, () => {
    let opened: OpenForBattery;
    let database: Database;

    beforeAll(async () => {
      opened = await open();
      ({ database } = opened);
      await database.pool.query('create table scratch (id integer primary key, word text)');
    });
    afterAll(() => opened.close());

    const query = (text: string, values: unknown[] = []) => database.pool.query<Record<string, unknown>>(text, values);
    const words = async (from: number, to: number) => {
      const { rows } = await query('select word from scratch where id between $1 and $2 order by id', [from, to]);
      return rows.map(({ word }) => word);
    };

    it('maps types the same way', async () => {
      const { rows } =
        await query(`select 9007199254740991::int8 as big, date '2026-03-29' as day, 12.50::numeric as exact,
        12345678901234567890.12::numeric as long, timestamptz '2026-03-29 03:30:00.5+02' as instant, '{"a":[1,"x"]}'::jsonb as json,
        array['a','b'] as texts, null::date as nothing, timestamptz '2026-01-01 00:00:00+00' as whole, 0.1::float8 as real`);
      expect(rows[0]).toEqual({
        big: 9007199254740991,
        day: '2026-03-29',
        exact: 12.5,
        long: '12345678901234567890.12',
        instant: '2026-03-29T01:30:00.500Z',
        json: { a: [1, 'x'] },
        texts: ['a', 'b'],
        nothing: null,
        whole: '2026-01-01T00:00:00.000Z',
        real: 0.1,
      });
      await expect(query('select 9007199254740993::int8')).rejects.toThrow('bigint beyond 2^53');
    });

    it('goes on after an error', async () => {
      for (let round = 0; round < 3; round++) {
        await expect(query('select * from nowhere where a = $1', [1])).rejects.toMatchObject({ code: '42P01' });
        await expect(query('selec')).rejects.toMatchObject({ code: '42601' });
        expect((await query('select $1::int as v', [round])).rows).toEqual([{ v: round }]);
      }
    });

    it('keeps transactions apart', async () => {
      const failing = database.db.transaction().execute(async (tx) => {
        await sql`insert into scratch values (1, 'rolled back')`.execute(tx);
        await sleep(100);
        throw new Error('on purpose');
      });
      await sleep(20);
      const outside = query("insert into scratch values (2, 'outside')");
      const lasting = database.db.transaction().execute(async (tx) => {
        await sql`insert into scratch values (3, 'inside')`.execute(tx);
        await sleep(50);
        await sql`insert into scratch values (4, 'inside')`.execute(tx);
      });
      await expect(failing).rejects.toThrow('on purpose');
      await Promise.all([outside, lasting]);
      expect(await words(1, 9)).toEqual(['outside', 'inside', 'inside']);
    });

    it('rolls back the whole transaction when a statement in it fails', async () => {
      const broken = database.db.transaction().execute(async (tx) => {
        await sql`insert into scratch values (10, 'half')`.execute(tx);
        await sql`select 1 / 0`.execute(tx);
      });
      await expect(broken).rejects.toMatchObject({ code: '22012' });
      expect(await words(10, 19)).toEqual([]);
    });

    it('rolls back what a lost client left open', async () => {
      const client = opened.client();
      client.on('error', () => undefined);
      await client.connect();
      await client.query('begin');
      await client.query("insert into scratch values (20, 'abandoned')");
      client.connection.stream.destroy();
      expect((await query("insert into scratch values (21, 'next') returning word")).rows).toEqual([{ word: 'next' }]);
      expect(await words(20, 29)).toEqual(['next']);
    });

    it('answers 500 mixed queries at once, each its own', async () => {
      const one = async (i: number): Promise<unknown> => {
        if (i % 10 === 0) return query('select * from nowhere').catch((error: { code?: string }) => error.code);
        if (i % 10 === 1)
          return database.db.transaction().execute(async (tx) => {
            await sql`insert into scratch values (${1000 + i}, ${String(i)})`.execute(tx);
            return (await sql<{ word: string }>`select word from scratch where id = ${1000 + i}`.execute(tx)).rows[0]
              ?.word;
          });
        return (await query('select $1::text as v, repeat($1::text, 2000) as long', [String(i)])).rows[0]?.v;
      };
      const answers = await Promise.all(Array.from({ length: 500 }, (_, i) => one(i)));
      expect(answers).toEqual(Array.from({ length: 500 }, (_, i) => (i % 10 === 0 ? '42P01' : String(i))));
    });

    it('takes large arrays and gives large answers', async () => {
      const texts = Array.from({ length: 50_000 }, (_, i) => `text ${i} ü`);
      const { rows } = await query('select t from unnest($1::text[]) as t', [texts]);
      expect(rows.length).toBe(50_000);
      expect(rows.at(-1)).toEqual({ t: 'text 49999 ü' });
      const { rows: long } = await query('select length($1::text) as length, $1::text as text', [
        'x'.repeat(5_000_000),
      ]);
      expect(long[0]).toMatchObject({ length: 5_000_000 });
    });

    it('leaves the event loop free during a long query', async () => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const started = performance.now();
      await query('select count(distinct md5(g::text)) from generate_series(1, 400000) g');
      delay.disable();
      const elapsed = performance.now() - started;
      // Generous, for busy machines: a query on the main thread would block for the whole of it.
      expect(delay.max / 1e6).toBeLessThan(Math.max(150, elapsed / 2));
    });

    it('saves a thousand records in as many statements as ten', async () => {
      const stores = createStores(database.db);
      const cost = async (tenant: string, count: number) => {
        const connection = connectionId('hubspot', tenant);
        await stores.connections.add(sampleConnection(connection));
        const reads = Array.from({ length: count }, (_, i) => readOf('account', sampleAccount(`a${i}`)));
        const before = opened.statements();
        await stores.records.save(connection, reads, { learnedAt: '2026-01-01T00:00:00.000Z', backfill: false });
        return opened.statements() - before;
      };
      const ten = await cost('ten', 10);
      expect(await cost('thousand', 1000)).toBe(ten);
      expect(ten).toBeLessThanOrEqual(4);
    });

    it('reads a page of inputs in as many statements for fifty accounts as for one', async () => {
      const { inputs } = createStores(database.db);
      const cost = async (size: number) => {
        const before = opened.statements();
        for await (const page of inputs.all(connectionId('hubspot', 'thousand'), size)) {
          expect(page).toHaveLength(size);
          return opened.statements() - before;
        }
        return 0;
      };
      expect(await cost(50)).toBe(await cost(1));
    });

    it('stores text that PostgreSQL cannot hold as it is', async () => {
      const stores = createStores(database.db);
      const connection = connectionId('hubspot', 'odd-text');
      await stores.connections.add(sampleConnection(connection));
      const name = `nul \0, half an emoji ${'😀'.slice(0, 1)}, backslash \\u0000, quote ' and ü`;
      const read = readOf('account', sampleAccount('a1', { name }));
      const options = { learnedAt: '2026-01-01T00:00:00.000Z', backfill: false };
      expect(await stores.records.save(connection, [read], options)).toEqual({ changed: 1 });
      expect(await stores.records.save(connection, [read], options)).toEqual({ changed: 0 });
      const [inputs] = await stores.inputs.some(connection, [accountId('a1')]);
      expect(inputs?.account[0]?.value?.name).toBe("nul , half an emoji �, backslash \\u0000, quote ' and ü");
    });

    it('has the columns that the query builder believes in', async () => {
      const { rows } = await query(`
        select table_name as table, array_agg(column_name::text order by column_name) as columns
        from information_schema.columns where table_schema = 'public' group by table_name`);
      const found = new Map(rows.map(({ table, columns }) => [table, columns]));
      for (const [table, columns] of Object.entries(believed))
        expect([table, found.get(table)]).toEqual([table, Object.keys(columns).sort()]);
    });

    it('begins every primary key with the connection', async () => {
      const { rows } = await query(`
        select c.relname as table, a.attname as column
        from pg_index i join pg_class c on c.oid = i.indrelid
          join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname not in ('scratch', 'schema_version', 'pending_login', 'audit', 'audit_end')`);
      expect(rows.length).toBeGreaterThan(15);
      expect(rows.filter(({ column }) => column !== 'connection_id')).toEqual([]);
    });

    it('maintains its tables while they are in use', async () => {
      await Promise.all([database.maintain(), query('select count(*) from record')]);
      const { rows } = await query("select reltuples::int as n from pg_class where relname = 'record'");
      expect(rows[0]?.n).toBeGreaterThan(900);
    });
  });
};

/** Opens with a count of statements. */
export const openCounted = async (location: Parameters<typeof openDatabase>[0]) => {
  let count = 0;
  const database = await openDatabase(location, {
    onStatement: () => {
      count++;
    },
  });
  return { database, statements: () => count };
};

/** The names of tables.ts once more, checked by the compiler to be all of them. */
const believed: { readonly [Table in keyof Tables]: Readonly<Record<keyof Tables[Table], true>> } = {
  schema_version: { number: true, name: true, applied_at: true },
  connection: {
    connection_id: true,
    crm: true,
    name: true,
    time_zone: true,
    home_currency: true,
    locale: true,
    mapping: true,
    show_names: true,
    write_back: true,
    connected_at: true,
    first_refresh_at: true,
  },
  sync_cursor: { connection_id: true, record_type: true, read_until: true },
  signal_source: { connection_id: true, source: true, completed_at: true },
  ledger: {
    connection_id: true,
    id: true,
    run: true,
    type: true,
    record_id: true,
    before: true,
    after: true,
    revision: true,
    state: true,
    reason: true,
    at: true,
  },
  scorecard_in_force: { connection_id: true, since: true, hash: true, card: true },
  run: {
    connection_id: true,
    id: true,
    kind: true,
    started_at: true,
    ended_at: true,
    outcome: true,
    stats: true,
    error: true,
  },
  portal: { connection_id: true, described_at: true, description: true },
  task: { connection_id: true, key: true, task_id: true, created_at: true },
  credential: {
    connection_id: true,
    access_token: true,
    refresh_token: true,
    expires_at: true,
    instance_url: true,
    scopes: true,
    fence: true,
    held_until: true,
  },
  install: { connection_id: true, installed_at: true, ended: true, missing_scopes: true },
  pending_login: { state: true, crm: true, browser: true, verifier: true, locale: true, expires_at: true },
  inbox: {
    connection_id: true,
    key: true,
    kind: true,
    record_type: true,
    record_id: true,
    occurred_at: true,
    received_at: true,
    state: true,
    attempts: true,
    reason: true,
  },
};
