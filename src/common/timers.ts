import { setTimeout as wait } from 'node:timers/promises';

/** Waiting as a dependency, so that tests take no time. `now` is monotonic milliseconds with no relation to the calendar. */
export interface Timers {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const realTimers: Timers = {
  now: () => performance.now(),
  sleep: async (ms) => {
    await wait(ms);
  },
};
