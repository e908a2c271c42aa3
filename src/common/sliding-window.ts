import type { Timers } from './timers.ts';

export interface SlidingWindow {
  /** Waits for a place, first come first served. Call the answer once the other side has answered: until then the place is taken. */
  acquire(): Promise<() => void>;
  /** A new size and length, at once and for calls already waiting. */
  resize(size: number, intervalMs: number): void;
  /** Nobody starts for the next `ms`; the longest pause wins. */
  pause(ms: number): void;
}

/** The other side's clock and ours are read at different moments; this much is added to the window. */
const marginMs = 30;

/**
 * At most `size` calls in any rolling window of `intervalMs`, as the other side counts them. It counts a call somewhere between our sending and its
 * answer, so a place is free again one window after the ANSWER: counting from the sending lets a slow call fall into the next window there.
 * Refilling buckets are no substitute: against a rolling window they overrun right after each refill.
 */
export function createSlidingWindow(options: {
  readonly size: number;
  readonly intervalMs: number;
  readonly timers: Timers;
}): SlidingWindow {
  const { timers } = options;
  const waiting: ((release: () => void) => void)[] = [];
  const answered: number[] = [];
  let { size, intervalMs } = options;
  let inFlight = 0;
  let pausedUntil = 0;
  let wakeUp: number | null = null;

  const release = () => {
    inFlight -= 1;
    answered.push(timers.now());
    startWaiting();
  };

  /** When the next call may start; Infinity while only an answer can free a place. */
  const nextStart = (now: number): number => {
    while (answered[0] !== undefined && answered[0] + intervalMs + marginMs <= now) answered.shift();
    const surplus = answered.length + inFlight - size;
    if (surplus < 0) return pausedUntil;
    const freedBy = answered[surplus];
    return freedBy === undefined ? Infinity : Math.max(pausedUntil, freedBy + intervalMs + marginMs);
  };

  const startWaiting = () => {
    while (waiting.length > 0) {
      const now = timers.now();
      const start = nextStart(now);
      if (start > now) return wakeAt(start, now);
      inFlight += 1;
      waiting.shift()?.(once(release));
    }
  };

  const wakeAt = (start: number, now: number) => {
    if (start === Infinity || (wakeUp !== null && wakeUp <= start)) return;
    wakeUp = start;
    void timers.sleep(Math.ceil(start - now)).then(() => {
      if (wakeUp === start) wakeUp = null;
      startWaiting();
    });
  };

  return {
    acquire: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        startWaiting();
      }),
    resize: (newSize, newIntervalMs) => {
      [size, intervalMs] = [newSize, newIntervalMs];
      startWaiting();
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, timers.now() + ms);
    },
  };
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
