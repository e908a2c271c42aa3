import type { ScorePoint } from '../../accounts/account-inputs.ts';
import type { HealthAssessment } from '../../accounts/health.ts';
import type { Day } from '../../accounts/time.ts';
import { addDays } from '../../scoring/calendar.ts';
import type { AccountHealth } from '../contract/account-health.ts';

type TrendPoint = AccountHealth['trend'][number];
/** Today's point and twelve before it: a quarter. */
const weeksBefore = 12;

/**
 * One score a week, oldest first, the last one the assessment's own: the newest point of each week as it was known then. Weeks without a point are left out.
 * A point names its scorecard when it is the first one of it.
 */
export function weeklyTrend(assessment: HealthAssessment, points: readonly ScorePoint[]): readonly TrendPoint[] {
  const known = points.filter(({ knownAt }) => knownAt <= assessment.assessedAt);
  const earlier = Array.from({ length: weeksBefore }, (_, index) => {
    const until = addDays(assessment.today, -7 * (weeksBefore - index));
    return newestIn(known, addDays(until, -7), until);
  });
  const { today: day, shown, scorecard } = assessment;
  const all = [...earlier.filter((point) => point !== null), { day, shown, scorecard: scorecard.version }];
  return all.map((point, index) => ({
    day: point.day,
    score: point.shown,
    scorecard: point.scorecard === all[index - 1]?.scorecard ? null : point.scorecard,
  }));
}

/** The point of the latest day in (after, until]; of several on one day the one learnt last. */
function newestIn(points: readonly ScorePoint[], after: Day, until: Day): ScorePoint | null {
  return points.reduce<ScorePoint | null>((newest, point) => {
    if (point.day <= after || point.day > until) return newest;
    return newest === null || isLater(point, newest) ? point : newest;
  }, null);
}

const isLater = (a: ScorePoint, b: ScorePoint): boolean => a.day > b.day || (a.day === b.day && a.knownAt > b.knownAt);
