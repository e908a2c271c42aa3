/** The sandbox's own time: real time moved by an offset, so that waits still pass while tests jump ahead. Milliseconds since 1970. */
export interface VirtualClock {
  now(): number;
  set(instant: number): void;
  advance(milliseconds: number): void;
}

export function createClock(start: number | null = null): VirtualClock {
  let offset = start === null ? 0 : start - Date.now();
  return {
    now: () => Date.now() + offset,
    set: (instant) => {
      offset = instant - Date.now();
    },
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
