/** How long jobs take, for tests: how many times a job is asked for before it is done. */
export interface BulkPace {
  /** Infinity: it never ends. */
  polls: number;
}

export const createBulkPace = (): BulkPace => ({ polls: 1 });

/** Salesforce's order of states. Whether the work is done shows only after some polls. */
export interface JobProgress {
  /** Counts a poll. */
  state(): 'InProgress' | 'done';
}

export function startProgress(pace: BulkPace): JobProgress {
  let asked = 0;
  return {
    state() {
      if (asked >= pace.polls) return 'done';
      asked += 1;
      return 'InProgress';
    },
  };
}
