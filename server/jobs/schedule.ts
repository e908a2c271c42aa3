import type { Clock } from '../../src/ports/clock.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { failureCode } from '../../src/sync/failure-code.ts';
import { dueJob, type LastRuns, type ScheduledJob } from './due-job.ts';

export interface ScheduleDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
  readonly lastRuns: () => Promise<LastRuns>;
  readonly run: (job: ScheduledJob) => Promise<void>;
}

const lookEvery = 30_000;
/** A CRM that is down, or a daily limit, is not asked again every half minute. */
const pauseAfterFailure = 15 * 60_000;

/** Looks twice a minute for what is due and runs it, one job at a time. A failed job is reported and tried again a quarter of an hour later; it never ends the process. */
export function startSchedule({ clock, logger, timeZone, lastRuns, run }: ScheduleDependencies): {
  stop(): Promise<void>;
} {
  let running = Promise.resolve();
  let busy = false;
  let waitUntil = 0;
  const look = async () => {
    const job = dueJob(clock.now(), timeZone, await lastRuns());
    if (job === null) return;
    logger.info({ job }, 'scheduled job begins');
    await run(job);
    logger.info({ job }, 'scheduled job ended');
  };
  const tick = () => {
    if (busy || clock.now().getTime() < waitUntil) return;
    busy = true;
    running = look()
      .catch((error: unknown) => {
        // A code, never the error itself: it may quote what the CRM or the database holds.
        logger.error({ error: failureCode(error) }, 'scheduled job failed');
        waitUntil = clock.now().getTime() + pauseAfterFailure;
      })
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(tick, lookEvery);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
