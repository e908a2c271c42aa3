import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import { accountFacts } from '../scoring/account-facts.ts';
import { assessAccount } from '../scoring/assess-account.ts';
import { explainChange } from '../scoring/explain-change.ts';
import { scorecardAt } from '../scoring/scorecard-at.ts';

export interface AsOf {
  readonly inputs: AccountInputs;
  /** Oldest first, at least one. */
  readonly scorecards: readonly ScorecardInForce[];
  readonly asOf: Instant;
  /** Compare with this instant in place of 30 days before; null = 30 days before. */
  readonly since: Instant | null;
}

/** Assesses an account again as of any instant, from what was known then: late facts do not rewrite it. */
export function assessAsOf({ inputs, scorecards, asOf, since }: AsOf): HealthAssessment {
  const assessment = assessAccount({ inputs, asOf, scorecards });
  if (since === null) return assessment;
  const look = accountFacts(inputs);
  const change30d = explainChange({
    t0: since,
    t1: asOf,
    card0: scorecardAt(scorecards, since),
    card1: scorecardAt(scorecards, asOf),
    measuresAt: (card, at) => look(card, at).measures,
  });
  return { ...assessment, change30d };
}
