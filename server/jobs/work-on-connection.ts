import type { Connection } from '../../src/accounts/connection.ts';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { fromTheBeginning } from '../../src/ports/connections.ts';
import { CrmError, recordTypes } from '../../src/ports/crm.ts';
import type { JobOutcome, Lane } from '../../src/ports/job-queue.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { inTurn, type Turn, type Turns } from '../../src/common/turns.ts';
import { failureCode } from '../../src/sync/failure-code.ts';
import type { FollowReport } from '../../src/sync/follow-changes.ts';
import { dueJob, type ScheduledJob } from './due-job.ts';

/** What a connection's work is made of, over one gateway. */
export interface ConnectionWork {
  readonly followChanges: (connection: Connection) => Promise<FollowReport>;
  readonly runSync: (id: ConnectionId, job: ScheduledJob) => Promise<unknown>;
  /** Whether reading or assessing all of it takes more than a minute or so. */
  readonly isLarge: (id: ConnectionId) => Promise<boolean>;
}
export interface WorkDependencies {
  readonly stores: Pick<Stores, 'connections' | 'inbox' | 'runs'>;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Made anew for each job; null where there is nothing to open this connection with, because it has ended say. */
  readonly open: (id: ConnectionId, turn: Turn) => Promise<ConnectionWork | null>;
}

/** A CRM that is down, or a daily limit, is not asked again at each quarter of an hour's beginning and each announcement. */
const pauseAfterFailureMs = 15 * 60_000;
/** A database that restarts takes a turn once. Where each one is lost, work begun anew every few seconds would only use up the CRM's calls. */
const losesUntilPause = 2;

/**
 * Everything that is due for one connection: announced changes first, since people wait for them, then what the schedule asks for, then what was announced
 * meanwhile; a connection that was installed and never read begins with everything. What takes long is left to the long lane, after the announced changes
 * were followed, so that a small connection never waits behind large ones. A failure is reported once, here, and pauses the connection; it never ends the
 * process.
 */
export function createConnectionWorker({ stores, turns, clock, logger, open }: WorkDependencies) {
  const pausedUntil = new Map<ConnectionId, number>();
  /** Turns lost in a row. */
  const losses = new Map<ConnectionId, number>();
  // asked once: while a first reading waits for its place, announcements come every second
  const large = new Set<ConnectionId>();
  const now = () => clock.now().getTime();

  const workOn = async (id: ConnectionId, turn: Turn, lane: Lane): Promise<JobOutcome> => {
    const work = await open(id, turn);
    if (work === null) return 'done';
    const connection = await stores.connections.get(id);
    if (connection !== null) await follow(connection, work);
    const job = connection === null ? 'full' : await dueFor(connection);
    if (job === null) return 'done';
    if (lane === 'short' && (await readsAll(id, job)) && (await isLarge(id, work))) return 'long';
    logger.info({ connection: id, job }, 'scheduled job begins');
    await work.runSync(id, job);
    logger.info({ connection: id, job }, 'scheduled job ended');
    // read anew: the run may have changed it
    const after = await stores.connections.get(id);
    if (after !== null) await follow(after, work);
    return 'done';
  };

  /** The first run does, whatever it is called, and the first one after another mapping. */
  const readsAll = async (id: ConnectionId, job: ScheduledJob): Promise<boolean> => {
    const { incremental, recompute, full } = await stores.runs.lastDone(id);
    if (job !== 'incremental' || (incremental ?? recompute ?? full) === undefined) return true;
    const cursors = await Promise.all(recordTypes.map((type) => stores.connections.cursor(id, type)));
    return cursors.includes(fromTheBeginning);
  };

  const isLarge = async (id: ConnectionId, work: ConnectionWork): Promise<boolean> => {
    if (!large.has(id) && (await work.isLarge(id))) large.add(id);
    return large.has(id);
  };

  const dueFor = async ({ id, timeZone }: Connection): Promise<ScheduledJob | null> =>
    dueJob(clock.now(), timeZone, await stores.runs.lastDone(id));

  const follow = async (connection: Connection, { followChanges }: ConnectionWork): Promise<void> => {
    if ((await stores.inbox.counts(connection.id)).waiting === 0) return;
    const report = await followChanges(connection);
    logger.info({ connection: connection.id, ...report }, 'announced changes followed');
  };

  /** The database ended the session of the turn: nothing is wrong with the connection. */
  const lost = (id: ConnectionId, error: unknown): JobOutcome => {
    const inARow = (losses.get(id) ?? 0) + 1;
    losses.set(id, inARow);
    if (inARow >= losesUntilPause) return pause(id, error, 'turn lost again, work on the connection rests');
    logger.warn({ connection: id, error: failureCode(error) }, 'turn lost, taken again');
    return 'busy';
  };

  /** Logs a code, never the error itself: it may quote what the CRM or the database holds. */
  const pause = (id: ConnectionId, error: unknown, message: string): JobOutcome => {
    logger.error({ connection: id, error: failureCode(error) }, message);
    pausedUntil.set(id, now() + Math.max(pauseAfterFailureMs, retryAfter(error)));
    return 'done';
  };

  return async (id: ConnectionId, lane: Lane): Promise<JobOutcome> => {
    if (now() < (pausedUntil.get(id) ?? 0)) return 'done';
    const outcome = await inTurn<JobOutcome>(turns, id, async (turn) => {
      try {
        const done = await workOn(id, turn, lane);
        pausedUntil.delete(id);
        // what went on to the long lane has not ended yet
        if (done === 'done') losses.delete(id);
        return done;
      } catch (error) {
        return turn.isHeld() ? pause(id, error, 'work on a connection failed') : lost(id, error);
      }
    });
    return outcome ?? 'busy';
  };
}

/** A daily limit says itself until when it holds. */
const retryAfter = (error: unknown): number => (error instanceof CrmError ? (error.retryAfterMs ?? 0) : 0);
