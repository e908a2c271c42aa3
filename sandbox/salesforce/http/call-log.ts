export interface CallCounts {
  /** By "METHOD /path/{id}". */
  readonly byRoute: Readonly<Record<string, number>>;
  readonly total: number;
  /** Calls by the status they were answered with; 0 for those that got none. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** Token requests by grant type; they are part of `byRoute`, not of `api`. */
  readonly byGrant: Readonly<Record<string, number>>;
  /** Calls that count against the org's daily limit. */
  readonly api: number;
  /** Rows that the app wrote, by "operation object", refused ones too. */
  readonly rowsWritten: Readonly<Record<string, number>>;
}

/** Counts what the app under test does. The control endpoint is never counted. */
export interface CallLog {
  called(route: string, countsAsApi: boolean): void;
  answered(status: number): void;
  granted(type: string): void;
  wrote(what: string): void;
  counts(): CallCounts;
  reset(): void;
}

export function createCallLog(): CallLog {
  let state = emptyState();
  const sorted = (counts: ReadonlyMap<string, number>): Record<string, number> =>
    Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    called(route, countsAsApi) {
      state.total += 1;
      if (countsAsApi) state.api += 1;
      add(state.byRoute, route);
    },
    answered: (status) => add(state.byStatus, String(status)),
    granted: (type) => add(state.byGrant, type),
    wrote: (what) => add(state.rowsWritten, what),
    counts: () => ({
      total: state.total,
      api: state.api,
      byRoute: sorted(state.byRoute),
      byStatus: sorted(state.byStatus),
      byGrant: sorted(state.byGrant),
      rowsWritten: sorted(state.rowsWritten),
    }),
    reset: () => {
      state = emptyState();
    },
  };
}

const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

const emptyState = () => ({
  total: 0,
  api: 0,
  byRoute: new Map<string, number>(),
  byStatus: new Map<string, number>(),
  byGrant: new Map<string, number>(),
  rowsWritten: new Map<string, number>(),
});
