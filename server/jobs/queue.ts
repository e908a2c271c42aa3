import { createHash } from 'node:crypto';
import { type Db, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { type ConnectionId, parseConnectionId } from '../../src/accounts/ids.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { failureCode } from '../../src/sync/failure-code.ts';

export interface QueueDependencies {
  /** SQL on the product's own database: the queue lives beside the data, in a schema of its own. */
  readonly database: Db;
  readonly logger: Logger;
}

const queueName = 'connection';
/** How long a job may be without a sign of life: then its process is dead, and another one takes it. The smallest that pg-boss offers is 10. */
const heartbeatSeconds = 20;
/** A first full sync of a very large portal at a low rate limit; the heartbeat notices dead processes long before. */
const longestSeconds = 23 * 3600;
const againWhenBusySeconds = 5;
/** Connections at work at a time in this process. A connection is bounded by its CRM's rate limit, not by us, so that several fit one core. */
const atOnce = 4;
const schema = 'jobs';
const jobData = z.object({ connection: z.string() });

/** The queue on pg-boss: policy `stately` keeps one waiting and one running job for each connection, over all processes. Call `start` before anything else. */
export function createJobQueue({ database, logger }: QueueDependencies) {
  const boss = new PgBoss({ db: database, schema, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 });
  boss.on('error', (error) => {
    logger.error({ error: failureCode(error) }, 'job queue failed');
  });
  const send = (connection: ConnectionId, startAfter: number) =>
    boss.send(queueName, { connection }, { singletonKey: connection, startAfter });

  const queue: JobQueue = {
    wake: async (connection) => {
      await send(connection, 0);
    },
    work: async (handler) => {
      const options = { localConcurrency: atOnce, pollingIntervalSeconds: 0.5 };
      await boss.work<unknown>(queueName, options, async ([job]) => {
        const id = parseConnectionId(jobData.parse(job?.data).connection);
        if (id === null) throw new Error('a job names no connection');
        if ((await handler(id)) === 'busy') await send(id, againWhenBusySeconds);
      });
    },
    counts: async () => {
      const [stats] = await boss.getQueueStats(queueName, { force: true });
      return { waiting: stats?.queuedCount ?? 0, active: stats?.activeCount ?? 0, failed: stats?.failedCount ?? 0 };
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
      await boss.createQueue(queueName, { policy: 'stately', ...settings, ...limits });
      await boss.updateQueue(queueName, { ...settings, ...limits });
    },
    /** Looks every quarter of an hour, at a minute of the connection's own, so that many connections do not begin at once. */
    schedule: async (connection: ConnectionId) => {
      const minute = (createHash('sha256').update(connection).digest()[0] ?? 0) % 15;
      const minutes = [0, 15, 30, 45].map((quarter) => quarter + minute).join(',');
      await boss.schedule(
        queueName,
        `${minutes} * * * *`,
        { connection },
        { key: keyOf(connection), singletonKey: connection },
      );
    },
    unschedule: (connection: ConnectionId) => boss.unschedule(queueName, keyOf(connection)),
  };
}

/** pg-boss allows letters, digits and a few signs in keys. */
const keyOf = (connection: ConnectionId): string => connection.replace(':', '/');
