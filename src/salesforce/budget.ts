import type { Timers } from '../common/timers.ts';
import { CrmError } from '../ports/crm.ts';

/** The org's calls of the last 24 hours, which it shares with everybody else's integrations. */
export interface Budget {
  /** Throws CrmError `rate_limited` once four fifths of the org's daily calls are used: the rest belongs to others. */
  check(): void;
  /** Takes the numbers of an answer's `Sforce-Limit-Info` header. */
  learn(headers: Readonly<Record<string, string>>): void;
}

const share = 0.8;
/** Calls count for 24 hours: some come back every hour. */
const backAfterMs = 3_600_000;
/** Only an answer tells how many came back: asked for one with the next run of the schedule. */
const quietMs = 600_000;

export function createBudget(timers: Pick<Timers, 'now'>): Budget {
  let usage = { used: 0, limit: Infinity, at: 0 };
  return {
    check: () => {
      const { used, limit, at } = usage;
      if (used < share * limit || timers.now() >= at + quietMs) return;
      const details = { crm: 'salesforce', used, limit };
      throw new CrmError('rate_limited', 'call_budget_spent', { details, retryAfterMs: backAfterMs });
    },
    learn: (headers) => {
      const [, used, limit] = /api-usage=(\d+)\/(\d+)/.exec(headers['sforce-limit-info'] ?? '') ?? [];
      if (used !== undefined && limit !== undefined) {
        usage = { used: Number(used), limit: Number(limit), at: timers.now() };
      }
    },
  };
}
