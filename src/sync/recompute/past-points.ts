import type { AccountInputs, ScorePoint } from '../../accounts/account-inputs.ts';
import type { ScorecardInForce } from '../../accounts/scorecard.ts';
import type { Instant } from '../../accounts/time.ts';
import { scorePointAt } from '../../scoring/assess-account.ts';

const dayMs = 86_400_000;
/**
 * Thirteen weeks, for the curve and the reference of 90 days, and the days the 7-day and 30-day comparisons look at, on this day and on each of the following
 * until daily runs have made points enough.
 */
const daysBack = [91, 84, 77, 70, 63, 56, 49, 42, 35, 30, 28, 21, 14, 7, 3, 1];

/**
 * What the score would have been on earlier days, from the facts dated then, oldest first. Without it the first day would show no trend and no drop.
 * Days before the account was known are left out; an account that has points keeps them: history is not rewritten.
 */
export function pastPoints(
  inputs: AccountInputs,
  now: Instant,
  scorecards: readonly ScorecardInForce[],
): readonly ScorePoint[] {
  if (inputs.points.length > 0) return [];
  const knownFrom = firstKnown(inputs);
  return daysBack
    .map((days) => new Date(Date.parse(now) - days * dayMs).toISOString())
    .filter((instant) => instant >= knownFrom)
    .map((instant) => scorePointAt(inputs, instant, scorecards));
}

/** `~` sorts after every digit: an account without any version was never known. */
const firstKnown = ({ account }: AccountInputs): Instant =>
  account.reduce((first, { knownAt }) => (knownAt < first ? knownAt : first), '~');
