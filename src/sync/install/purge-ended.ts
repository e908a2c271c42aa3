import { inTurn, type Turns } from '../../common/turns.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Install, InstallStore } from '../../ports/installs.ts';
import type { Logger } from '../../ports/logger.ts';
import { failureCode } from '../failure-code.ts';

export interface PurgeEndedDependencies {
  readonly installs: InstallStore;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Deletes everything of the connections whose purge date has come, each in its turn: a job that still runs would write rows back. One that is at work is left
 * for the next call, and so is one whose deletion fails. Returns how many were purged. Safe to repeat.
 */
export const createPurgeEnded =
  ({ installs, turns, clock, logger }: PurgeEndedDependencies) =>
  async (): Promise<number> => {
    const isDue = (install: Install | null) =>
      install !== null && install.ended !== null && install.ended.purgeAt <= clock.now().toISOString();
    let purged = 0;
    for (const { connection } of (await installs.list()).filter(isDue)) {
      try {
        const outcome = await inTurn(turns, connection, async () => {
          // it may have been installed again since the list was read
          if (!isDue(await installs.get(connection))) return 'kept';
          await installs.purge(connection);
          return 'purged';
        });
        if (outcome === 'purged') purged++;
        if (outcome !== 'kept') logger.info({ connection }, outcome ?? 'purge waits: somebody is at work');
      } catch (error) {
        // one that fails keeps no other customer's data longer than was promised
        logger.error({ connection, error: failureCode(error) }, 'purge failed');
      }
    }
    return purged;
  };
