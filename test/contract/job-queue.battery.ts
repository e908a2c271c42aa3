import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createJobQueue } from '../../server/jobs/queue.ts';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import type { Database } from '../../server/storage/database.ts';
import { connectionId, type ConnectionId } from '../../src/accounts/ids.ts';
import { silentLogger } from '../helpers/sync-world.ts';

type Queue = ReturnType<typeof createJobQueue>;

/** The queue and the turns on every database the product runs on. Waiting is for facts, never for a while. */
export const jobQueueBattery = (
  name: string,
  open: () => Promise<{ readonly database: Database; close(): Promise<void> }>,
): void => {
  describe(`jobs by connection: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let queues: Queue[] = [];
    let number = 0;
    const fresh = (crm: 'hubspot' | 'salesforce' = 'hubspot') => connectionId(crm, `q${String(++number)}`);

    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    afterEach(async () => {
      await Promise.all(queues.map((queue) => queue.stop(1000)));
      queues = [];
    });

    const start = async (): Promise<Queue> => {
      const { pool } = opened.database;
      const database = { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) };
      const queue = createJobQueue({ database, logger: silentLogger });
      await queue.start();
      queues.push(queue);
      return queue;
    };
    const until = async (isTrue: () => boolean, what: string) => {
      for (let look = 0; look < 1200; look++) {
        if (isTrue()) return;
        await sleep(50);
      }
      throw new Error(`never: ${what}`);
    };

    it('runs one job of a connection at a time and keeps one waiting, however often it is woken', async () => {
      const [a, b] = [fresh(), fresh('salesforce')];
      const queue = await start();
      const began: ConnectionId[] = [];
      const finish: (() => void)[] = [];
      const together = { now: 0, most: 0 };
      await queue.work(async (connection) => {
        began.push(connection);
        if (connection === a) together.most = Math.max(together.most, ++together.now);
        await new Promise<void>((resolve) => finish.push(resolve));
        if (connection === a) together.now--;
        return 'done';
      });
      for (let time = 0; time < 10; time++) await queue.wake(a);
      await queue.wake(b);
      await until(() => began.length === 2, 'a and b run side by side');
      for (let time = 0; time < 10; time++) await queue.wake(a);
      for (const end of finish.splice(0)) end();
      await until(() => began.length === 3, 'a runs again for what came meanwhile');
      for (const end of finish.splice(0)) end();
      await sleep(1500);
      expect(began.filter((each) => each === a)).toHaveLength(2);
      expect(began.filter((each) => each === b)).toHaveLength(1);
      expect(together.most).toBe(1);
    });

    it('shares its jobs among workers, never one connection between two', async () => {
      // More than one worker takes at a time, and nobody ends before both have begun: so each must take some.
      const connections = Array.from({ length: 6 }, () => fresh());
      const began = new Map<ConnectionId, string>();
      const workers = new Set<string>();
      const running = new Set<ConnectionId>();
      const overlaps: ConnectionId[] = [];
      for (const worker of ['first', 'second']) {
        const queue = await start();
        await queue.work(async (connection) => {
          if (running.has(connection)) overlaps.push(connection);
          running.add(connection);
          began.set(connection, worker);
          workers.add(worker);
          await until(() => workers.size === 2, 'both workers have begun');
          running.delete(connection);
          return 'done';
        });
      }
      const [queue] = queues;
      for (const connection of [...connections, ...connections]) await queue?.wake(connection);
      await until(() => connections.every((each) => began.has(each)), 'all have run');
      expect(overlaps).toEqual([]);
    });

    it('takes a job again that found its connection busy', async () => {
      const connection = fresh();
      const queue = await start();
      let times = 0;
      // jobs that an earlier test left behind come by as well
      await queue.work((id) => Promise.resolve(id === connection && ++times === 1 ? 'busy' : 'done'));
      await queue.wake(connection);
      await until(() => times === 2, 'the second time');
    });

    it('takes what takes long in the long lane, whose places leave the short ones free', async () => {
      const large = Array.from({ length: 20 }, () => fresh());
      const small = fresh();
      const queue = await start();
      const running = new Set<ConnectionId>();
      const done: ConnectionId[] = [];
      let end = () => undefined as void;
      const hours = new Promise<void>((resolve) => (end = resolve));
      await queue.work(async (connection, lane) => {
        if (large.includes(connection) && lane === 'short') return 'long';
        running.add(connection);
        if (lane === 'long') await hours;
        done.push(connection);
        return 'done';
      });
      for (const each of large) await queue.wake(each);
      await until(() => running.size === 8, 'eight of them run');
      await queue.wake(small);
      await until(() => done.includes(small), 'the small one');
      expect(done).toEqual([small]);
      expect(running.size).toBe(9);
      end();
      await until(() => done.length === 21, 'all of them');
    });

    it('keeps what was woken before anybody worked', async () => {
      const connection = fresh();
      await (await start()).wake(connection);
      const seen: ConnectionId[] = [];
      const later = await start();
      await later.work((each) => Promise.resolve(seen.push(each) > 0 ? 'done' : 'busy'));
      await until(() => seen.includes(connection), 'the job of before');
    });

    it('gives one turn at a time for a connection, in this process and in any other', async () => {
      const connection = fresh();
      const mine = createConnectionTurns(opened.database);
      const turn = await mine.begin(connection);
      expect(turn?.isHeld()).toBe(true);
      expect(await mine.begin(connection)).toBeNull();
      const other = await mine.begin(fresh());
      expect(other).not.toBeNull();
      await other?.end();
      await turn?.end();
      expect(turn?.isHeld()).toBe(false);
      const next = await mine.begin(connection);
      expect(next?.isHeld()).toBe(true);
      await next?.end();
    });
  });
};
