export interface TopList<T> {
  add(item: T): void;
  /** Best first. */
  result(): readonly T[];
}

/** The best few of any number of items, so that a large book is never held at once. `compare` is negative when `a` comes first. */
export function createTopList<T>(limit: number, compare: (a: T, b: T) => number): TopList<T> {
  let kept: T[] = [];
  const cut = () => {
    kept = kept.sort(compare).slice(0, limit);
  };
  return {
    add: (item) => {
      kept.push(item);
      // sorting at every item would cost more than the few that wait here
      if (kept.length >= 2 * limit + 50) cut();
    },
    result: () => {
      cut();
      return kept;
    },
  };
}
