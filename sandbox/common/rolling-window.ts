/** Counts events in the last `lengthMs` milliseconds, and remembers the most there ever were. */
export interface RollingWindow {
  add(now: number): void;
  count(now: number): number;
  /** Highest count seen right after an event. */
  peak(): number;
  clear(): void;
}

export function createRollingWindow(lengthMs: number): RollingWindow {
  let times: number[] = [];
  let start = 0;
  let most = 0;

  const window: RollingWindow = {
    add(now) {
      times.push(now);
      most = Math.max(most, window.count(now));
    },
    count(now) {
      // a clock set back must not leave events of the future in the way
      if ((times.at(-1) ?? 0) > now) window.clear();
      while (start < times.length && (times[start] ?? 0) <= now - lengthMs) start += 1;
      if (start > 4_096) [times, start] = [times.slice(start), 0];
      return times.length - start;
    },
    peak: () => most,
    clear() {
      times = [];
      start = 0;
    },
  };
  return window;
}
