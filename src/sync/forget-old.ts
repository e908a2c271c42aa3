import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { RetentionStore } from '../ports/retention.ts';

export interface ForgetOldDependencies {
  readonly retention: RetentionStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Deletes what is older than it is kept for, once a calendar day however often it is called. Assessments as of the last 400 days come out the same before and
 * after it. Returns the number of rows deleted. Throws what the database throws: the next call goes on where this one broke off.
 */
export const createForgetOld = ({ retention, clock, logger }: ForgetOldDependencies): (() => Promise<number>) => {
  let doneOn = '';
  return async () => {
    const now = clock.now().toISOString();
    const day = now.slice(0, 10);
    if (day === doneOn) return 0;
    const forgotten = await retention.forgetOld(now);
    doneOn = day;
    logger.info({ forgotten }, 'old rows deleted');
    return Object.values(forgotten).reduce((sum, rows) => sum + rows, 0);
  };
};
