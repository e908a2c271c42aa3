import type { Clock } from '../../ports/clock.ts';
import type { InstallStore } from '../../ports/installs.ts';
import type { Logger } from '../../ports/logger.ts';

/** Deletes everything of the connections whose purge date has come. Returns how many that were. Safe to repeat. */
export const createPurgeEnded =
  ({ installs, clock, logger }: { readonly installs: InstallStore; readonly clock: Clock; readonly logger: Logger }) =>
  async (): Promise<number> => {
    const now = clock.now().toISOString();
    const due = (await installs.list()).filter(({ ended }) => ended !== null && ended.purgeAt <= now);
    for (const { connection } of due) {
      await installs.purge(connection);
      logger.info({ connection }, 'purged');
    }
    return due.length;
  };
