import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { secretsOf } from '../../server/secrets/secrets.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { migrate } from '../../server/storage/migrate.ts';
import { migrations } from '../../server/storage/migrations/all.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { oldServer } from '../helpers/old-server.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { auditBattery } from './audit.battery.ts';
import { t1 } from './battery-context.ts';
import { databaseBattery, openCounted } from './database.battery.ts';
import { erasureBattery } from './erasure.battery.ts';
import { jobQueueBattery } from './job-queue.battery.ts';
import { credentialStoreBattery } from './credential-store.battery.ts';
import { migrationsBattery } from './migrations.battery.ts';
import { retentionBattery } from './retention.battery.ts';
import { storesBattery } from './stores.battery.ts';

let postgres: PostgresForTest;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

storesBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { stores: createStores(database.db), close: () => database.close() };
});

credentialStoreBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { database, close: () => database.close() };
});

erasureBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { database, close: () => database.close() };
});

retentionBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { database, close: () => database.close() };
});

migrationsBattery(
  'PostgreSQL',
  migrations.slice(0, -1).map(({ number }) => number),
  async () => {
    const url = await postgres.createDatabase();
    let database = await openDatabase({ url });
    return {
      database,
      reopen: async () => {
        await database.close();
        return (database = await openDatabase({ url }));
      },
      close: () => database.close(),
    };
  },
);

auditBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { database, close: () => database.close() };
});

jobQueueBattery('PostgreSQL', async () => {
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return { database, close: () => database.close() };
});

databaseBattery('PostgreSQL', async () => {
  const url = await postgres.createDatabase();
  const { database, statements } = await openCounted({ url });
  return {
    database,
    statements,
    client: () => new pg.Client({ connectionString: url }),
    close: () => database.close(),
  };
});

describe('a PostgreSQL server', () => {
  it('gives the turn of a connection to one process only, and to the next when that one is gone', async () => {
    const url = await postgres.createDatabase();
    const [first, second] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    const [mine, theirs] = [createConnectionTurns(first), createConnectionTurns(second)];
    const turn = await mine.begin('hubspot:1');
    expect(turn?.isHeld()).toBe(true);
    expect(await theirs.begin('hubspot:1')).toBeNull();
    const sessions =
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()";
    await second.pool.query(sessions);
    await until(() => turn?.isHeld() === false);
    const next = await theirs.begin('hubspot:1');
    expect(next?.isHeld()).toBe(true);
    await turn?.end();
    expect(await mine.begin('hubspot:1')).toBeNull();
    await next?.end();
    await Promise.all([first.close(), second.close()]);
  });

  it('lets go of a purge that would keep all announcements waiting, and has deleted most of its own by then', async () => {
    const url = await postgres.createDatabase();
    const [mine, theirs] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    const { inbox, installs, connections } = createStores(mine.db);
    const gone = connectionId('hubspot', '1');
    const ids = [gone, connectionId('hubspot', '2')];
    const change = { key: 'k', kind: 'changed', type: 'account', id: 'a1', occurredAt: t1 } as const;
    for (const id of ids) {
      await connections.add(sampleConnection(id));
      expect(await inbox.add(id, [change], t1)).toEqual({ added: 1 });
    }
    await theirs.db.transaction().execute(async (tx) => {
      await sql`lock table inbox in share update exclusive mode`.execute(tx);
      await expect(installs.purge(gone)).rejects.toMatchObject({ kind: 'conflict' });
      expect(await inbox.counts(gone)).toMatchObject({ waiting: 0 });
      expect(await inbox.add(gone, [change], t1)).toEqual({ added: 1 });
    });
    expect(await connections.list()).toHaveLength(2);
    const receipts = await Promise.all(ids.map((id) => installs.purge(id)));
    expect(receipts.map((receipt) => [...receipt])).toEqual(
      ids.map(() => [
        ['connection', 1],
        ['inbox', 1],
      ]),
    );
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('that is being dumped keeps nobody from tokens while a connection ends, and no table behind a step that waits for it', async () => {
    const url = await postgres.createDatabase();
    const [mine, dump] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    const credentials = createCredentialStore({ db: mine.db, secrets: secretsOf([newTokenKey()]) });
    await dump.db.transaction().execute(async (tx) => {
      await sql`lock table credential, record in access share mode`.execute(tx);
      await credentials.remove(connectionId('hubspot', '1'));
      expect(await credentials.read(connectionId('hubspot', '2'))).toBeNull();
      const next = { number: 50, name: 'another column', up: 'alter table record add column another text' };
      await expect(migrate(mine.db, [...migrations, next])).rejects.toMatchObject({ kind: 'conflict' });
    });
    expect((await mine.pool.query('show lock_timeout')).rows).toEqual([{ lock_timeout: '0' }]);
    await Promise.all([mine.close(), dump.close()]);
  }, 30_000);

  it('ends no statement of ours that takes long, whatever limit it has for others', async () => {
    const url = await postgres.createDatabase();
    const first = await openDatabase({ url });
    await first.pool.query(
      `do $$ begin execute format('alter database %I set statement_timeout = 100', current_database()); end $$`,
    );
    await first.close();
    const second = await openDatabase({ url });
    expect((await second.pool.query('select true as slept from pg_sleep(0.3)')).rows).toEqual([{ slept: true }]);
    await second.close();
  });

  it('that stands still is not ready after five seconds, and none of the questions keeps a connection', async () => {
    const stopped = await startPostgres();
    const database = await openDatabase({ url: await stopped.createDatabase() });
    try {
      await database.check();
      const { rows } = await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid');
      const session = rows[0]?.pid ?? 0;
      process.kill(session, 'SIGSTOP');
      try {
        await expect(database.check()).rejects.toThrow('timeout');
        expect(database.pool.totalCount).toBe(0);
      } finally {
        process.kill(session, 'SIGCONT');
      }
      await database.check();
    } finally {
      await database.close();
      await stopped.stop();
    }
  });

  it('is migrated once by several processes that start at the same time', async () => {
    const url = await postgres.createDatabase();
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url })));
    const answer = await opened[0]?.pool.query('select count(*) as steps from schema_version');
    expect(answer?.rows).toEqual([{ steps: migrations.length }]);
    await Promise.all(opened.map((database) => database.close()));
  });

  it('D1 is refused when its schema is newer than the program', async () => {
    const url = await postgres.createDatabase();
    const database = await openDatabase({ url });
    await database.pool.query("insert into schema_version (number, name) values (99, 'from the future')");
    await database.close();
    await expect(openDatabase({ url })).rejects.toMatchObject({ kind: 'newer_schema', details: { found: 99 } });
  });

  it('keeps its old schema when a step fails', async () => {
    const database = await openDatabase({ url: await postgres.createDatabase() });
    const next = { number: 50, name: 'fine', up: 'create table fine (id integer)' };
    const broken = { number: 51, name: 'broken', up: 'create table half (id integer); select 1 / 0;' };
    await expect(migrate(database.db, [...migrations, next, broken])).rejects.toMatchObject({ code: '22012' });
    const { rows } = await sql`select relname from pg_class where relname in ('fine', 'half')`.execute(database.db);
    expect(rows).toEqual([]);
    expect(await migrate(database.db, [...migrations, next])).toEqual([50]);
    await database.close();
  });

  it('is refused when it is older than 15', async () => {
    const server = await oldServer('14.9');
    await expect(openDatabase({ url: server.url })).rejects.toMatchObject({
      kind: 'too_old',
      details: { found: '14.9', needed: 15 },
    });
    await server.close();
  });

  it('is reported when it is not there, or does not know the user or the database', async () => {
    const port = new URL(await postgres.createDatabase()).port;
    const at = (place: string) => expect(openDatabase({ url: `postgres://${place}` })).rejects;
    await at('postgres@127.0.0.1:1/postgres').toMatchObject({
      kind: 'unreachable',
      details: { found: 'ECONNREFUSED' },
    });
    await at(`postgres@127.0.0.1:${port}/nowhere`).toMatchObject({ kind: 'unreachable', details: { found: '3D000' } });
    await at(`nobody@127.0.0.1:${port}/postgres`).toMatchObject({ kind: 'unreachable', details: { found: '28000' } });
  });

  it('makes no backup of a server: that is the work of pg_dump', async () => {
    const database = await openDatabase({ url: await postgres.createDatabase() });
    await expect(database.backup('/nowhere')).rejects.toMatchObject({ kind: 'unsupported' });
    await database.close();
  });

  it('reports a connection lost in the middle, and works again on the next one', async () => {
    const database = await openDatabase({ url: await postgres.createDatabase() });
    const cut = sql`select pg_terminate_backend(pg_backend_pid())`.execute(database.db);
    await expect(cut).rejects.toMatchObject({ name: 'StorageError', kind: 'unreachable' });
    expect((await sql<{ v: number }>`select 1 as v`.execute(database.db)).rows).toEqual([{ v: 1 }]);
    await database.close();
  });
});

describe('the PostgreSQL of the npm package', () => {
  it('starts where the machine has none of its own', async () => {
    const packaged = await startPostgres('package');
    const database = await openDatabase({ url: await packaged.createDatabase() });
    expect(Number(database.version.split('.')[0])).toBeGreaterThanOrEqual(18);
    await database.close();
    await packaged.stop();
  });
});

const until = async (isTrue: () => boolean) => {
  for (let look = 0; look < 200 && !isTrue(); look++) await sleep(50);
  expect(isTrue()).toBe(true);
};
