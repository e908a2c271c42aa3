import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { Instant } from '../accounts/time.ts';
import { addDays } from './calendar.ts';
import type { AccountSnapshot } from './account-snapshot.ts';

/**
 * The newest score point known by now whose day lies `days` back, or at most `slack` days more: the last of that day; null where there is none. An older one
 * would tell of a change that took longer than the words say.
 */
export function pointBefore(
  points: readonly ScorePoint[],
  { today, asOf }: Pick<AccountSnapshot, 'today' | 'asOf'>,
  { days, slack }: { readonly days: number; readonly slack: number },
): ScorePoint | null {
  const [earliest, latest] = [addDays(today, -days - slack), addDays(today, -days)];
  const isWithin = ({ day, knownAt }: ScorePoint): boolean => day >= earliest && day <= latest && knownAt <= asOf;
  return points.reduce<ScorePoint | null>(
    (newest, point) => (isWithin(point) && isNewer(point, newest) ? point : newest),
    null,
  );
}

const isNewer = (point: ScorePoint, than: ScorePoint | null): boolean =>
  than === null || point.day > than.day || (point.day === than.day && isLearntLater(point.knownAt, than.knownAt));
const isLearntLater = (a: Instant, b: Instant): boolean => a > b;
