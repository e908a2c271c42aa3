import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIsLarge } from '../../server/jobs/is-large.ts';
import { createConnectionWorker, type ConnectionWork } from '../../server/jobs/work-on-connection.ts';
import { connectionId, type ConnectionId } from '../../src/accounts/ids.ts';
import { fromTheBeginning } from '../../src/ports/connections.ts';
import { CrmError, recordTypes } from '../../src/ports/crm.ts';
import type { Lane } from '../../src/ports/job-queue.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createTurns, type Turns } from '../../src/common/turns.ts';
import { createFakeCrm } from '../fakes/fake-crm.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { fillCrm } from '../helpers/sync-book.ts';
import { connection, createTestClock } from '../helpers/sync-world.ts';

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

const clockStart = '2026-11-22T12:00:00.000Z';
let clock: ReturnType<typeof createTestClock>;
let stores: Stores;
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
  isLarge: () => Promise.resolve(false),
};
const take = (open: () => Promise<ConnectionWork | null> = () => Promise.resolve(work), taken: Turns = turns) => {
  const logger = { info: () => undefined, warn: () => undefined, error: log(errors) };
  const worker = createConnectionWorker({ stores, turns: taken, clock, logger, open });
  return (id: ConnectionId, lane: Lane = 'short') => worker(id, lane);
};
const announce = (key: string) =>
  stores.inbox.add(
    connection,
    [{ key, kind: 'changed', type: 'renewal', id: key, occurredAt: clockStart }],
    clockStart,
  );

beforeEach(async () => {
  clock = createTestClock(clockStart);
  stores = await storage.fresh();
  [did, errors, failure] = [[], [], null];
  await stores.connections.add({ ...sampleConnection(connection), timeZone: 'Europe/Berlin' });
});

describe('a connection is large', () => {
  const crm = createFakeCrm({ clock: createTestClock(clockStart) });
  const isLarge = () => createIsLarge({ stores, gateway: crm })(connection);
  const fullRun = async () => {
    const run = await stores.runs.start(connection, 'full', clockStart);
    await stores.runs.end(connection, run, { endedAt: clockStart, outcome: 'done', stats: {}, error: null });
  };

  it('when its CRM lists more than 5,000 records, or cannot say, before it was ever read', async () => {
    fillCrm(crm, 1000);
    expect(await isLarge()).toBe(false);
    crm.putForeign('contact', 'one more');
    expect(await isLarge()).toBe(true);
    crm.remove('contact', 'one more');
    crm.breakNext('listIds', new CrmError('unavailable', 'timeout'));
    expect(await isLarge()).toBe(true);
  });

  it('by what is stored once it was read', async () => {
    crm.putForeign('contact', 'one more');
    await fullRun();
    expect(await isLarge()).toBe(false);
  });
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

  it('leaves what takes long to the long lane, after what was announced, and asks once how large the connection is', async () => {
    let asked = 0;
    const worker = take(() => Promise.resolve({ ...work, isLarge: () => Promise.resolve(++asked > 0) }));
    await announce('1');
    expect(await worker(connection)).toBe('long');
    await announce('2');
    expect(await worker(connection)).toBe('long');
    expect(did).toEqual(['follow', 'follow']);
    expect(await worker(connection, 'long')).toBe('done');
    clock.advance(15);
    expect(await worker(connection)).toBe('done');
    expect(did.slice(2)).toEqual(['full', 'incremental']);
    expect(asked).toBe(1);
  });

  it('counts the first run as one that reads everything, also before the hour of full ones', async () => {
    clock = createTestClock('2026-11-22T00:30:00.000Z');
    const isLarge = () => Promise.resolve(true);
    expect(await take(() => Promise.resolve({ ...work, isLarge }))(connection)).toBe('long');
    expect(await take()(connection, 'long')).toBe('done');
    expect(did).toEqual(['incremental']);
  });

  it('counts the first run after another mapping as one that reads everything', async () => {
    const worker = take(() => Promise.resolve({ ...work, isLarge: () => Promise.resolve(true) }));
    expect(await worker(connection, 'long')).toBe('done');
    for (const type of recordTypes) await stores.connections.saveCursor(connection, type, clockStart);
    clock.advance(15);
    expect(await worker(connection)).toBe('done');
    await stores.connections.change(connection, ({ mapping }) => ({
      mapping: { ...mapping, account: { ...mapping.account, seats: 'another' } },
    }));
    expect(await stores.connections.cursor(connection, 'account')).toBe(fromTheBeginning);
    clock.advance(15);
    expect(await worker(connection)).toBe('long');
    expect(await worker(connection, 'long')).toBe('done');
    expect(did).toEqual(['full', 'incremental', 'incremental']);
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

  it('is taken again after a turn was lost, and pauses once the next one is lost too', async () => {
    let isHeld = false;
    const lost: Turns = {
      begin: () => Promise.resolve({ isHeld: () => isHeld, end: () => Promise.resolve() }),
    };
    const isLarge = () => Promise.resolve(true);
    const worker = take(() => Promise.resolve({ ...work, isLarge }), lost);
    failure = new CrmError('conflict', 'lease_lost');
    expect(await worker(connection, 'long')).toBe('busy');
    // the short lane only hands it over: nothing has ended well yet
    expect(await worker(connection)).toBe('long');
    expect(errors).toEqual([]);
    expect(await worker(connection, 'long')).toBe('done');
    expect(errors).toEqual([{ connection, error: 'conflict/lease_lost' }]);
    clock.advance(14);
    expect(await worker(connection, 'long')).toBe('done');
    expect(did).toEqual(['full', 'full']);

    clock.advance(1);
    [isHeld, failure] = [true, null];
    expect(await worker(connection, 'long')).toBe('done');
    clock.advance(15);
    [isHeld, failure] = [false, new CrmError('conflict', 'lease_lost')];
    expect(await worker(connection, 'long')).toBe('busy');
    expect(did).toEqual(['full', 'full', 'full', 'incremental']);
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
