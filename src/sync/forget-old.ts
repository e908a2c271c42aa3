import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { RetentionStore } from '../ports/retention.ts';

export interface ForgetOldDependencies {
  readonly retention: RetentionStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The daily deletion of what is older than it is kept for. Assessments as of the last 400 days come out the same before and after it. Returns the number of
 * rows deleted. Throws what the database throws: the next day's run goes on where this one broke off.
 */
export const createForgetOld =
  ({ retention, clock, logger }: ForgetOldDependencies) =>
  async (): Promise<number> => {
    const forgotten = await retention.forgetOld(clock.now().toISOString());
    logger.info({ forgotten }, 'old rows deleted');
    return Object.values(forgotten).reduce((sum, rows) => sum + rows, 0);
  };
