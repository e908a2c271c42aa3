import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { Instant } from '../accounts/time.ts';
import { addDays } from './calendar.ts';
import type { AccountSnapshot } from './account-snapshot.ts';

/** The newest score point known by now whose day lies `days` or more back: the last of that day; null where there is none. */
export function pointBefore(
  points: readonly ScorePoint[],
  { today, asOf }: Pick<AccountSnapshot, 'today' | 'asOf'>,
  days: number,
): ScorePoint | null {
  const latest = addDays(today, -days);
  return points.reduce<ScorePoint | null>(
    (newest, point) => (point.day <= latest && point.knownAt <= asOf && isNewer(point, newest) ? point : newest),
    null,
  );
}

const isNewer = (point: ScorePoint, than: ScorePoint | null): boolean =>
  than === null || point.day > than.day || (point.day === than.day && isLearntLater(point.knownAt, than.knownAt));
const isLearntLater = (a: Instant, b: Instant): boolean => a > b;
