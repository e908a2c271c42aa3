import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { failureCode } from '../../src/sync/failure-code.ts';

/** What a CRM announces comes in bursts; one job follows all of a burst. */
const gatherMs = 500;

/** Wakes a connection a moment later, once for everything that was asked meanwhile. Nobody waits for it: what is lost with the process stands in the inbox. */
export function createWakeSoon(queue: Pick<JobQueue, 'wake'>, logger: Logger): (id: ConnectionId) => void {
  const waiting = new Set<ConnectionId>();
  return (id) => {
    if (waiting.has(id)) return;
    waiting.add(id);
    setTimeout(() => {
      waiting.delete(id);
      queue.wake(id).catch((error: unknown) => {
        logger.warn({ connection: id, error: failureCode(error) }, 'connection not woken');
      });
    }, gatherMs).unref();
  };
}
