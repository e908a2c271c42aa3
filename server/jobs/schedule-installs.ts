import type { Stores } from '../../src/ports/stores.ts';
import type { createJobQueue } from './queue.ts';

export interface ScheduleInstallsDependencies {
  readonly queue: Pick<ReturnType<typeof createJobQueue>, 'schedule' | 'wake'>;
  readonly stores: Pick<Stores, 'connections' | 'installs'>;
}

/**
 * Gives every installation that works its place in the schedule, and those never read their first job: the process that took one in may have ended before it
 * could ask for that. Safe to repeat.
 */
export const createScheduleInstalls =
  ({ queue, stores }: ScheduleInstallsDependencies) =>
  async (): Promise<void> => {
    const read = new Set((await stores.connections.list()).map(({ id }) => id));
    for (const { connection, ended } of await stores.installs.list()) {
      if (ended !== null) continue;
      await queue.schedule(connection);
      if (!read.has(connection)) await queue.wake(connection);
    }
  };
