import type { ConnectionId } from '../accounts/ids.ts';

/**
 * Work by connection. A job carries nothing but whose it is: what is due is found when it begins. So for each connection at most one job runs and one waits,
 * and asking again changes nothing.
 */
export interface JobQueue {
  /** Durable once it resolves. */
  wake(connection: ConnectionId): Promise<void>;
  /** Begins to take jobs. A job that fails, or whose process dies, is taken again, at first soon and then more and more rarely. */
  work(handler: (connection: ConnectionId) => Promise<'done' | 'busy'>): Promise<void>;
  /** Jobs that wait or run, over all processes, and those that were given up. */
  counts(): Promise<{ readonly waiting: number; readonly active: number; readonly failed: number }>;
  /** Takes no further jobs, and resolves when those that run have ended or `graceMs` are over; then they are taken up by another process. */
  stop(graceMs: number): Promise<void>;
}
