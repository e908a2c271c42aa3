/** One thing at a time for each key; what comes while another is at work is turned away rather than kept waiting. */
export interface Turns {
  /** Null when somebody else is at work on this key. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> | null;
}

export function createTurns(): Turns {
  const taken = new Set<string>();
  return {
    take: (key, work) => {
      if (taken.has(key)) return null;
      taken.add(key);
      return work().finally(() => taken.delete(key));
    },
  };
}
