import type { Clock } from '../../src/ports/clock.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { dueJob, type LastRuns, type ScheduledJob } from './due-job.ts';

export interface ScheduleDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeZone: string;
  readonly lastRuns: () => Promise<LastRuns>;
  readonly run: (job: ScheduledJob) => Promise<void>;
}

const lookEvery = 30_000;

/** Looks twice a minute for what is due and runs it, one job at a time. A failed job is reported and tried again when it is next due; it never ends the process. */
export function startSchedule({ clock, logger, timeZone, lastRuns, run }: ScheduleDependencies): {
  stop(): Promise<void>;
} {
  let running = Promise.resolve();
  let busy = false;
  const look = async () => {
    const job = dueJob(clock.now(), timeZone, await lastRuns());
    if (job === null) return;
    logger.info({ job }, 'scheduled job begins');
    await run(job);
    logger.info({ job }, 'scheduled job ended');
  };
  const tick = () => {
    if (busy) return;
    busy = true;
    running = look()
      .catch((error: unknown) => {
        logger.error({ err: error }, 'scheduled job failed');
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
