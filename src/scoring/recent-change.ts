import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { ChangeSince, Trend } from '../accounts/health.ts';
import type { Scorecard, ScorecardInForce } from '../accounts/scorecard.ts';
import type { FactsAt } from './account-facts.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { type Rated, rate } from './bands.ts';
import { explainChange } from './explain-change.ts';
import { pointBefore } from './score-history.ts';
import { scorecardAt } from './scorecard-at.ts';
import { scoreOf } from './weigh.ts';

/** Days back, and how much older a point may be: a run that was missed, or a book that is read once a week, still has its comparison (docs/adr/0004). */
const aWeek = { days: 7, slack: 3 };
const aMonth = { days: 30, slack: 7 };

/** How the shown score stands against a week and a month ago. */
export interface RecentChange {
  /** The points that are compared with, as far as there are some. */
  readonly against: readonly ScorePoint[];
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

/**
 * Compares with the newest points that are at least 7 and 30 days old and not much older. A point says when there was a score to compare with; how high it was comes from the
 * facts again, as they are dated now: a source whose past is imported after the point was kept would else look like a fall.
 */
export function recentChange(compared: Compared): RecentChange {
  const { points, snapshot, rated, inForce } = compared;
  const month = pointBefore(points, snapshot, aMonth);
  const week = pointBefore(points, snapshot, aWeek);
  const before30 = shownAt(month, compared);
  const points30d = rated.shown === null || before30 === null ? null : rated.shown - before30;
  return {
    against: [week, month].filter((point) => point !== null),
    shown: { now: rated.shown, before7: shownAt(week, compared), before30 },
    points30d,
    explained30d:
      month === null || points30d === null ? { state: 'no_comparable_score' } : explainSince(month, compared),
    trend: trendOf(points30d, inForce.card),
  };
}

function shownAt(point: ScorePoint | null, { scorecards, look }: Compared): number | null {
  if (point?.shown === null || point === null) return null;
  const { card } = scorecardAt(scorecards, point.knownAt);
  const { measures } = look(card, { asOf: point.knownAt, knownAt: point.knownAt });
  return rate(scoreOf(measures), card).shown;
}

/** From the instant of the earlier point, by what was known then, measure by measure. */
function explainSince({ knownAt }: ScorePoint, { snapshot, inForce, scorecards, look }: Compared): ChangeSince {
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
