import type { ForecastTier } from '../accounts/account.ts';
import type { TierReason } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import { isNear } from './renewal-date.ts';

/** What the tier rules look at besides gates. */
export interface TierFacts {
  /** The shown integer; null while there is insufficient data. */
  readonly shown: number | null;
  readonly coverage: number;
  /** Shown points against 30 days before; null when there is nothing to compare with, which counts as not falling. */
  readonly change30d: number | null;
  /** Calibrated chance of renewal, 0 to 1; null where no calibration exists. */
  readonly probability: number | null;
}

/** What the rules say of a renewal inside the window, gates apart: first match of docs/scoring.md "Renewal forecast tier". */
export interface RuledTier {
  readonly tier: ForecastTier | 'insufficient_data';
  readonly reason: TierReason;
}

export function tierByRules(facts: TierFacts, daysToRenewal: number, card: Scorecard): RuledTier {
  const { shown, coverage, probability } = facts;
  if (shown === null) return tierOfTheUnknown(coverage, daysToRenewal, card);
  const { atRiskBelow, riskProbability } = card.forecast;
  if (shown < atRiskBelow) return { tier: 'at_risk', reason: { code: 'low_score', shown } };
  if (probability !== null && probability < riskProbability)
    return { tier: 'at_risk', reason: { code: 'low_probability', probability } };
  const obstacle = obstacleToCommit({ ...facts, shown }, card);
  if (obstacle !== null) return { tier: 'best_case', reason: obstacle };
  return { tier: 'commit', reason: { code: 'all_commit_rules_hold', shown } };
}

/** Near the renewal the unknown is not a forecast but a risk. */
function tierOfTheUnknown(coverage: number, daysToRenewal: number, card: Scorecard): RuledTier {
  if (!isNear(daysToRenewal, card.forecast))
    return { tier: 'insufficient_data', reason: { code: 'insufficient_data', coverage } };
  return {
    tier: 'at_risk',
    reason: { code: 'insufficient_data_near_renewal', daysToRenewal, coverage },
  };
}

/** The first commit rule that does not hold, or null when all do. */
export function obstacleToCommit(
  { shown, coverage, change30d, probability }: TierFacts & { readonly shown: number },
  card: Scorecard,
): TierReason | null {
  const { forecast } = card;
  if (shown < forecast.commitFrom) return { code: 'score_below_commit', shown, needed: forecast.commitFrom };
  if (change30d !== null && change30d <= forecast.fallingBelow) return { code: 'falling', change: change30d };
  if (!coversCommit(coverage, card)) return { code: 'low_coverage', coverage, needed: card.coverage.commit };
  if (probability !== null && probability < forecast.commitProbability) return { code: 'low_probability', probability };
  return null;
}

/** Sums of decimal weights may end a hair below the line they reach on paper: a billionth settles that. */
export const coversCommit = (coverage: number, card: Scorecard): boolean => coverage + 1e-9 >= card.coverage.commit;
