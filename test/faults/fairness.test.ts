import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { createJobQueue } from '../../server/jobs/queue.ts';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { CrmGateway } from '../../src/ports/crm.ts';
import { createFakeCrm, type FakeCrm } from '../fakes/fake-crm.ts';
import { createBookClock, createCrmWorker, createQueueOn } from '../helpers/crm-worker.ts';
import { type DatabaseForTest, openDatabaseForTest } from '../helpers/chosen-database.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { fillCrm, renewalOf } from '../helpers/sync-book.ts';
import { silentLogger } from '../helpers/sync-world.ts';

jest.setTimeout(120_000);

const clock = createBookClock();
const small = connectionId('hubspot', '50');

let postgres: PostgresForTest;
let database: Database;
const queues: ReturnType<typeof createJobQueue>[] = [];
let chosen: DatabaseForTest | null = null;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  database = await openDatabase({ url: await postgres.createDatabase() });
});
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.stop(1000)));
  await database.close();
  await chosen?.remove();
  chosen = null;
});

function crmOf(id: ConnectionId): FakeCrm {
  const crm = createFakeCrm({ clock, description: { connectionId: id } });
  fillCrm(crm, 10);
  return crm;
}

/** Something that is waited for, and whoever lets it happen. */
function fact() {
  let happen: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => (happen = resolve));
  return { happen, happened };
}

const until = async (isTrue: () => boolean | Promise<boolean>, what: string) => {
  for (let look = 0; look < 1200; look++) {
    if (await isTrue()) return;
    await sleep(50);
  }
  throw new Error(`never: ${what}`);
};

/** Lists more records than a short job takes, and stands still before its accounts: what takes hours in a large portal. */
const standingStill = (crm: FakeCrm, reached: () => void, goesOn: Promise<void>): CrmGateway => ({
  ...crm,
  listIds: async function* () {
    yield await Promise.resolve(Array.from({ length: 5001 }, (_, index) => String(index)));
  },
  readAll: async function* (type, mapping) {
    if (type === 'account') {
      reached();
      await goesOn;
    }
    yield* crm.readAll(type, mapping);
  },
});

async function startWorker(on: Database, crms: ReadonlyMap<ConnectionId, CrmGateway>, logger = silentLogger) {
  const queue = createQueueOn(on, logger);
  queues.push(queue);
  await queue.start();
  await queue.work(createCrmWorker(on, crms, { clock, logger }));
  return queue;
}

it('S17 a small connection is read, followed, assessed and written while twenty large ones are under way or wait', async () => {
  chosen = await openDatabaseForTest('postgres');
  const goesOn = fact();
  let atWork = 0;
  const large = Array.from({ length: 20 }, (_, index) => connectionId('hubspot', String(3000 + index)));
  const largeCrms = large.map((id) => [id, crmOf(id)] as const);
  const smallCrm = crmOf(small);
  const queue = await startWorker(
    chosen.database,
    new Map<ConnectionId, CrmGateway>([
      ...largeCrms.map(([id, crm]) => [id, standingStill(crm, () => atWork++, goesOn.happened)] as const),
      [small, smallCrm],
    ]),
  );
  const { inbox, runs } = createStores(chosen.database.db);
  const hasRead = async (id: ConnectionId) => (await runs.lastDone(id)).full !== undefined;
  for (const id of large) await queue.wake(id);
  await until(() => atWork === 8, 'eight large ones are under way');

  await queue.wake(small);
  await until(() => hasRead(small), 'the small one is read');
  const now = clock.now().toISOString();
  const change = { key: 'renewal|d2|1', kind: 'changed', type: 'renewal', id: 'd2', occurredAt: now } as const;
  smallCrm.put(
    'renewal',
    renewalOf(2, { override: { tier: 'commit', reason: 'verbal_commitment', until: '2026-12-20' } }),
  );
  await inbox.add(small, [change], now);
  await queue.wake(small);
  await until(() => smallCrm.ours('renewal', 'd2').renewal_tier === 'commit', 'the announced change is written');
  expect(atWork).toBe(8);
  expect(largeCrms.flatMap(([, crm]) => crm.applied)).toEqual([]);

  goesOn.happen();
  for (const id of large) await until(() => hasRead(id), 'every large one is read');
  for (const [, crm] of largeCrms) expect(crm.ours('account', 'a10').renewal_health_band).toBeDefined();
});

describe('the turns of a process', () => {
  const keys = Array.from({ length: 12 }, (_, index) => `hubspot:${String(index)}`);
  /** Others hold such locks within a transaction only. */
  const sessions = async () => {
    const text = `select distinct pid from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and state = 'idle'`;
    return (await database.pool.query<{ pid: number }>(text)).rows;
  };
  const cut = async (on: Database) => {
    for (const { pid } of await sessions()) await on.pool.query('select pg_terminate_backend($1)', [pid]);
  };
  let other: Database;
  beforeEach(async () => {
    other = await openDatabase({ url: database.pool.options.connectionString ?? '' });
  });
  afterEach(() => other.close());

  it('take one connection of the pool, however many they are, and give it back', async () => {
    const [mine, theirs] = [createConnectionTurns(database), createConnectionTurns(other)];
    const turns = await Promise.all(keys.map((key) => mine.begin(key)));
    expect(turns.every((turn) => turn?.isHeld())).toBe(true);
    expect(await sessions()).toHaveLength(1);
    expect(database.pool.totalCount - database.pool.idleCount).toBe(1);
    expect(await Promise.all(keys.map((key) => theirs.begin(key)))).toEqual(keys.map(() => null));
    await turns[0]?.end();
    const first = await theirs.begin(keys[0] ?? '');
    expect(first?.isHeld()).toBe(true);
    expect(await mine.begin(keys[0] ?? '')).toBeNull();
    for (const turn of [first, ...turns]) await turn?.end();
    expect(await sessions()).toEqual([]);
    expect(database.pool.totalCount).toBe(database.pool.idleCount);
  });

  it('are lost together with their session, and the next one begins a new session', async () => {
    const [mine, theirs] = [createConnectionTurns(database), createConnectionTurns(other)];
    const turns = await Promise.all(keys.map((key) => mine.begin(key)));
    await cut(other);
    await until(() => turns.every((turn) => turn?.isHeld() === false), 'all are lost');
    const taken = await theirs.begin(keys[0] ?? '');
    expect(taken?.isHeld()).toBe(true);
    // whoever still works on it here has not stopped yet
    expect(await mine.begin(keys[1] ?? '')).toBeNull();
    for (const turn of turns) await turn?.end();
    expect(await mine.begin(keys[0] ?? '')).toBeNull();
    const next = await mine.begin(keys[1] ?? '');
    expect(next?.isHeld()).toBe(true);
    for (const turn of [taken, next]) await turn?.end();
    expect(database.pool.totalCount).toBe(database.pool.idleCount);
  });

  it('are kept on a server that ends idle sessions', async () => {
    await other.pool.query(
      `do $$ begin execute format('alter database %I set idle_session_timeout = 300', current_database()); end $$`,
    );
    const strict = await openDatabase({ url: other.pool.options.connectionString ?? '' });
    try {
      const idle = await strict.pool.connect();
      const ended = new Promise<void>((resolve) => idle.once('error', () => resolve()));
      const turn = await createConnectionTurns(strict).begin(small);
      await ended;
      idle.release(true);
      await sleep(300);
      expect(turn?.isHeld()).toBe(true);
      expect(await createConnectionTurns(other).begin(small)).toBeNull();
      await turn?.end();
    } finally {
      await strict.close();
    }
  });

  it('write nothing more once they are lost, and their connections are taken again', async () => {
    const goesOn = fact();
    let atWork = 0;
    const warnings: unknown[] = [];
    const ids = [100, 101, 102].map((portal) => connectionId('hubspot', String(portal)));
    const crms = ids.map(crmOf);
    const gateways = crms.map(
      (crm, index) => [ids[index] ?? small, standingStill(crm, () => atWork++, goesOn.happened)] as const,
    );
    const queue = await startWorker(database, new Map(gateways), {
      ...silentLogger,
      warn: (...line: unknown[]) => void warnings.push(line),
    });
    for (const id of ids) await queue.wake(id);
    await until(() => atWork === 3, 'all are under way');
    await cut(other);
    goesOn.happen();
    await until(() => warnings.length === 3, 'all were refused');
    expect(warnings).toEqual(
      ids.map(() => [{ connection: expect.anything(), error: 'conflict/lease_lost' }, 'turn lost, taken again']),
    );
    expect(crms.flatMap(({ applied }) => applied)).toEqual([]);
    await until(() => crms.every(({ applied }) => applied.length > 0), 'all are written by the next job');
  });
});
