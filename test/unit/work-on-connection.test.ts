import { beforeEach, describe, expect, it } from '@jest/globals';
import { createConnectionWorker, type ConnectionWork } from '../../server/jobs/work-on-connection.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { connection, createTestClock } from '../helpers/sync-world.ts';

const clockStart = '2026-11-22T12:00:00.000Z';
let clock: ReturnType<typeof createTestClock>;
let stores: ReturnType<typeof createMemoryStores>;
let did: string[];
let failure: Error | null;
let errors: unknown[];
const turns = createTurns();

const log = (to: unknown[]) => (fields: object) => void to.push(fields);
const work: ConnectionWork = {
  followChanges: async ({ id }) => {
    did.push('follow');
    const waiting = await stores.inbox.waiting(id, 100);
    await stores.inbox.settle(
      id,
      waiting.map(({ key }) => key),
    );
    return { followed: waiting.length, failed: 0, accounts: 0 };
  },
  runSync: async (id, job) => {
    did.push(job);
    if (failure !== null) throw failure;
    const run = await stores.runs.start(id, job, clock.now().toISOString());
    await stores.runs.end(id, run, { endedAt: clock.now().toISOString(), outcome: 'done', stats: {}, error: null });
  },
};
const take = (open: () => Promise<ConnectionWork | null> = () => Promise.resolve(work)) => {
  const logger = { info: () => undefined, warn: () => undefined, error: log(errors) };
  return createConnectionWorker({ stores, turns, clock, logger, open });
};
const announce = (key: string) =>
  stores.inbox.add(
    connection,
    [{ key, kind: 'changed', type: 'renewal', id: key, occurredAt: clockStart }],
    clockStart,
  );

beforeEach(async () => {
  clock = createTestClock(clockStart);
  stores = createMemoryStores();
  [did, errors, failure] = [[], [], null];
  await stores.connections.add({ ...sampleConnection(connection), timeZone: 'Europe/Berlin' });
});

describe('the work of a connection', () => {
  it('is what was announced, then what the schedule asks for, then what came meanwhile', async () => {
    const worker = take();
    await announce('1');
    const { runSync } = work;
    const during: ConnectionWork = {
      ...work,
      runSync: async (...job) => {
        await runSync(...job);
        await announce('2');
      },
    };
    expect(await take(() => Promise.resolve(during))(connection)).toBe('done');
    expect(did).toEqual(['follow', 'full', 'follow']);
    clock.advance(14);
    await worker(connection);
    expect(did).toHaveLength(3);
    clock.advance(1);
    await worker(connection);
    expect(did.at(-1)).toBe('incremental');
  });

  it('waits while somebody else is at work on it, and only on it', async () => {
    const turn = await turns.begin(connection);
    expect(await take()(connection)).toBe('busy');
    await turn?.end();
    expect(await take()(connection)).toBe('done');
    expect(did).toEqual(['full']);
  });

  it('ends quietly where there is nothing to open the connection with', async () => {
    expect(await take(() => Promise.resolve(null))(connection)).toBe('done');
    expect(did).toEqual([]);
  });

  it('begins with everything where the connection was installed and never read', async () => {
    expect(await take()(connectionId('hubspot', '999'))).toBe('done');
    expect(did).toEqual(['full']);
  });

  it('pauses a quarter of an hour after a failure, which is logged as a code', async () => {
    failure = new CrmError('unavailable', 'timeout', { details: { host: 'api.hubapi.com' } });
    const worker = take();
    await worker(connection);
    failure = null;
    clock.advance(14);
    await worker(connection);
    expect(did).toEqual(['full']);
    clock.advance(1);
    await worker(connection);
    expect(did).toEqual(['full', 'full']);
    expect(errors).toEqual([{ connection, error: 'unavailable/timeout' }]);
  });

  it('S16 rests from a daily limit at noon until it ends, keeps what is announced, and goes on by itself', async () => {
    failure = new CrmError('rate_limited', 'daily_limit', { retryAfterMs: 11 * 3_600_000 });
    const worker = take();
    await worker(connection);
    failure = null;
    for (let quarter = 1; quarter < 44; quarter++) {
      clock.advance(15);
      await announce(String(quarter));
      await worker(connection);
    }
    expect(did).toEqual(['full']);
    expect((await stores.inbox.counts(connection)).waiting).toBe(43);
    clock.advance(15);
    await worker(connection);
    // after midnight and before two o'clock: the night's run comes later
    expect(did).toEqual(['full', 'follow', 'incremental']);
    expect((await stores.inbox.counts(connection)).waiting).toBe(0);
  });
});
