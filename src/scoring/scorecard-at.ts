import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';

/** The scorecard in force at an instant; the first one for times before it, so that the past can be reconstructed. Throws on an empty list. */
export function scorecardAt(scorecards: readonly ScorecardInForce[], asOf: Instant): ScorecardInForce {
  const first = scorecards[0];
  if (first === undefined) throw new RangeError('An account cannot be scored without a scorecard');
  return scorecards.findLast(({ since }) => since <= asOf) ?? first;
}
