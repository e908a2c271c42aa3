export interface Lanes {
  /** Starts a task when a lane is free and returns then, without waiting for its end. Throws the first failure instead of starting more. */
  add(task: () => Promise<void>): Promise<void>;
  /** Waits until everything that was started has ended, well or badly. */
  settled(): Promise<void>;
  /** Throws the first failure, if there was one. */
  check(): void;
}

/** At most `limit` tasks under way; the producer is held back when all lanes are taken. */
export function createLanes(limit: number): Lanes {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const check = () => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    async add(task) {
      while (running.size >= limit) await Promise.race(running);
      check();
      const ended = task()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(ended));
      running.add(ended);
    },
    async settled() {
      await Promise.all(running);
    },
    check,
  };
}
