import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { ChangeSince, Trend } from '../accounts/health.ts';
import type { Scorecard, ScorecardInForce } from '../accounts/scorecard.ts';
import type { FactsAt } from './account-facts.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { Rated } from './bands.ts';
import { explainChange } from './explain-change.ts';
import { pointBefore } from './score-history.ts';
import { scorecardAt } from './scorecard-at.ts';

/** How the shown score stands against a week and a month ago. */
export interface RecentChange {
  readonly shown: { readonly now: number | null; readonly before7: number | null; readonly before30: number | null };
  /** In shown points; null when there is nothing to compare with. */
  readonly points30d: number | null;
  readonly explained30d: ChangeSince;
  readonly trend: Trend | null;
}

export interface Compared {
  readonly points: readonly ScorePoint[];
  readonly snapshot: AccountSnapshot;
  readonly rated: Rated;
  readonly inForce: ScorecardInForce;
  readonly scorecards: readonly ScorecardInForce[];
  readonly look: FactsAt;
}

/** Compares with the newest points that are at least 7 and 30 days old. Without such a point, or a score in it, there is nothing to compare with. */
export function recentChange({ points, snapshot, rated, inForce, scorecards, look }: Compared): RecentChange {
  const month = pointBefore(points, snapshot, 30);
  const before30 = month?.shown ?? null;
  const before7 = pointBefore(points, snapshot, 7)?.shown ?? null;
  const points30d = rated.shown === null || before30 === null ? null : rated.shown - before30;
  return {
    shown: { now: rated.shown, before7, before30 },
    points30d,
    explained30d:
      month === null || points30d === null
        ? { state: 'no_comparable_score' }
        : explainSince(month, { snapshot, inForce, scorecards, look }),
    trend: trendOf(points30d, inForce.card),
  };
}

/** From the instant of the earlier point, by what was known then: its score comes out again, measure by measure. */
function explainSince(
  { knownAt }: ScorePoint,
  { snapshot, inForce, scorecards, look }: Pick<Compared, 'snapshot' | 'inForce' | 'scorecards' | 'look'>,
): ChangeSince {
  return explainChange({
    t0: knownAt,
    t1: snapshot.asOf,
    card0: scorecardAt(scorecards, knownAt),
    card1: inForce,
    measuresAt: (card, at) => look(card, at).measures,
  });
}

/** The scorecard's line for "falling" (-5), and as far upwards for "rising". */
function trendOf(points: number | null, { forecast: { fallingBelow } }: Scorecard): Trend | null {
  if (points === null) return null;
  if (points <= fallingBelow) return 'falling';
  return points >= -fallingBelow ? 'rising' : 'steady';
}
