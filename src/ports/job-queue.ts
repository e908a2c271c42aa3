import type { ConnectionId } from '../accounts/ids.ts';

/** Where a job is taken: `short` ends within minutes, `long` may take hours and is given only some of a process's places. */
export type Lane = 'short' | 'long';
/** `busy`: somebody else is at work on the connection, so it is taken again in seconds. `long`: what is due takes long, so it is taken again in that lane. */
export type JobOutcome = 'done' | 'busy' | 'long';

/**
 * Work by connection. A job carries nothing but whose it is: what is due is found when it begins. So for each connection at most one job runs and one waits
 * in each lane, and asking again changes nothing.
 */
export interface JobQueue {
  /** Durable once it resolves. Jobs begin in the short lane. */
  wake(connection: ConnectionId): Promise<void>;
  /** Begins to take jobs. A job that fails, or whose process dies, is taken again, at first soon and then more and more rarely. */
  work(handler: (connection: ConnectionId, lane: Lane) => Promise<JobOutcome>): Promise<void>;
  /** Jobs that wait or run, over all processes and both lanes, and those that were given up. */
  counts(): Promise<{ readonly waiting: number; readonly active: number; readonly failed: number }>;
  /** Takes no further jobs, and resolves when those that run have ended or `graceMs` are over; then they are taken up by another process. */
  stop(graceMs: number): Promise<void>;
}
