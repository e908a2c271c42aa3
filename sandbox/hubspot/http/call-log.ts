import { type VirtualClock } from '../../common/clock.ts';
import { createRollingWindow, type RollingWindow } from '../../common/rolling-window.ts';
import { type Policy } from './rate-limits.ts';

export interface CallCounts {
  /** By "METHOD /path/{id}". */
  readonly byRoute: Readonly<Record<string, number>>;
  readonly total: number;
  readonly searches: number;
  readonly rateLimited: Readonly<Record<Policy, number>>;
  /** Calls by the status they were answered with; 0 for those that got none. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly maxCallsIn10s: number;
  readonly maxSearchesIn1s: number;
}

/** Counts what the app under test does. The control endpoint is never counted. */
export interface CallLog {
  called(route: string, search: boolean): void;
  answered(status: number): void;
  limited(policy: Policy): void;
  counts(): CallCounts;
  reset(): void;
}

export function createCallLog(clock: VirtualClock): CallLog {
  let state = emptyState();
  return {
    called(route, search) {
      const now = clock.now();
      state.total += 1;
      state.byRoute.set(route, (state.byRoute.get(route) ?? 0) + 1);
      state.calls.add(now);
      if (!search) return;
      state.searches += 1;
      state.searchCalls.add(now);
    },
    answered: (status) => void state.byStatus.set(String(status), (state.byStatus.get(String(status)) ?? 0) + 1),
    limited: (policy) => {
      state.rateLimited[policy] += 1;
    },
    counts: () => ({
      byRoute: Object.fromEntries([...state.byRoute].sort(([a], [b]) => (a < b ? -1 : 1))),
      total: state.total,
      searches: state.searches,
      rateLimited: { ...state.rateLimited },
      byStatus: Object.fromEntries(state.byStatus),
      maxCallsIn10s: state.calls.peak(),
      maxSearchesIn1s: state.searchCalls.peak(),
    }),
    reset: () => {
      state = emptyState();
    },
  };
}

interface State {
  readonly byRoute: Map<string, number>;
  readonly byStatus: Map<string, number>;
  readonly rateLimited: Record<Policy, number>;
  readonly calls: RollingWindow;
  readonly searchCalls: RollingWindow;
  total: number;
  searches: number;
}

const emptyState = (): State => ({
  byRoute: new Map(),
  byStatus: new Map(),
  rateLimited: { TEN_SECONDLY_ROLLING: 0, SECONDLY: 0, DAILY: 0 },
  calls: createRollingWindow(10_000),
  searchCalls: createRollingWindow(1_000),
  total: 0,
  searches: 0,
});
