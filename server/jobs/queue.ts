import { createHash } from 'node:crypto';
import { type Db, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { type ConnectionId, parseConnectionId } from '../../src/accounts/ids.ts';
import type { JobQueue, Lane } from '../../src/ports/job-queue.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { failureCode } from '../../src/sync/failure-code.ts';

export interface QueueDependencies {
  /** SQL on the product's own database: the queue lives beside the data, in a schema of its own. */
  readonly database: Db;
  readonly logger: Logger;
}

/** One queue for each lane: a lane's jobs wait for its own places only. */
const queues = { short: 'connection', long: 'connection-long' } as const satisfies Readonly<Record<Lane, string>>;
const lanes = ['short', 'long'] as const satisfies readonly Lane[];
/** How long a job may be without a sign of life: then its process is dead, and another one takes it. The smallest that pg-boss offers is 10. */
const heartbeatSeconds = 20;
/** A first full sync of a very large portal at a low rate limit; the heartbeat notices dead processes long before. */
const longestSeconds = 23 * 3600;
const againWhenBusySeconds = 5;
/**
 * Places of this process, and how often a free one looks for a job; nobody waits for the second that a job of hours begins in. A connection is bounded by its
 * CRM's rate limit, not by us, so that many fit one core. Of long jobs memory sets the number (docs/performance.md).
 */
const places = {
  short: { localConcurrency: 8, pollingIntervalSeconds: 0.5 },
  long: { localConcurrency: 8, pollingIntervalSeconds: 2 },
} as const;
const schema = 'jobs';
const jobData = z.object({ connection: z.string() });

/** The queue on pg-boss: policy `stately` keeps one waiting and one running job for each connection and lane, over all processes. Call `start` before anything else. */
export function createJobQueue({ database, logger }: QueueDependencies) {
  const boss = new PgBoss({
    ...{ db: database, schema, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 },
    // its spans would hold the text of errors, which may quote what the database holds
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => {
    logger.error({ error: failureCode(error) }, 'job queue failed');
  });
  const send = (lane: Lane, connection: ConnectionId, startAfter = 0) =>
    boss.send(queues[lane], { connection }, { singletonKey: connection, startAfter });
  const countsOf = async (lane: Lane) => {
    const [stats] = await boss.getQueueStats(queues[lane], { force: true });
    return { waiting: stats?.queuedCount ?? 0, active: stats?.activeCount ?? 0, failed: stats?.failedCount ?? 0 };
  };

  const queue: JobQueue = {
    wake: async (connection) => {
      await send('short', connection);
    },
    work: async (handler) => {
      for (const lane of lanes)
        await boss.work<unknown>(queues[lane], places[lane], async ([job]) => {
          const id = parseConnectionId(jobData.parse(job?.data).connection);
          if (id === null) throw new Error('a job names no connection');
          const outcome = await handler(id, lane);
          if (outcome === 'busy') await send(lane, id, againWhenBusySeconds);
          if (outcome === 'long') await send('long', id);
        });
    },
    counts: async () => {
      const [short, long] = [await countsOf('short'), await countsOf('long')];
      return {
        waiting: short.waiting + long.waiting,
        active: short.active + long.active,
        failed: short.failed + long.failed,
      };
    },
    stop: async (graceMs) => {
      await boss.stop({ graceful: true, timeout: graceMs, close: false });
    },
  };
  return {
    ...queue,
    /** Makes or updates the queue's own tables. */
    start: async () => {
      await boss.start();
      const settings = { retryLimit: 5, retryDelay: 30, retryBackoff: true, retryDelayMax: 900 };
      const limits = { heartbeatSeconds, expireInSeconds: longestSeconds, deleteAfterSeconds: 3600 };
      for (const name of Object.values(queues)) {
        await boss.createQueue(name, { policy: 'stately', ...settings, ...limits });
        await boss.updateQueue(name, { ...settings, ...limits });
      }
    },
    /** Looks every quarter of an hour, at a minute of the connection's own, so that many connections do not begin at once. */
    schedule: async (connection: ConnectionId) => {
      const minute = (createHash('sha256').update(connection).digest()[0] ?? 0) % 15;
      const minutes = [0, 15, 30, 45].map((quarter) => quarter + minute).join(',');
      await boss.schedule(
        queues.short,
        `${minutes} * * * *`,
        { connection },
        { key: keyOf(connection), singletonKey: connection },
      );
    },
    /** Also before `start`, for a command that ends a connection: where nobody has ever served there is no schedule. */
    unschedule: async (connection: ConnectionId) => {
      const { rows } = await database.executeSql('select 1 where to_regclass($1) is not null', [`${schema}.schedule`]);
      if (rows.length > 0) await boss.unschedule(queues.short, keyOf(connection));
    },
  };
}

/** pg-boss allows letters, digits and a few signs in keys. */
const keyOf = (connection: ConnectionId): string => connection.replace(':', '/');
