import type { Scorecard } from '../accounts/scorecard.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { outsideWindow, renewalDateOf } from './renewal-date.ts';

/** Days to the nearest open renewal in the forecast window, negative when it is overdue; null without one. */
export function daysToNearestRenewal(snapshot: AccountSnapshot, { forecast }: Scorecard): number | null {
  const { account, renewals, today } = snapshot;
  if (account === null) return null;
  const days = renewals
    .filter(({ status }) => status === 'open')
    .map((renewal) => renewalDateOf(renewal, account, today).daysToRenewal)
    .filter((ahead) => ahead !== null)
    .filter((ahead) => outsideWindow(ahead, forecast) === null);
  return days.length > 0 ? Math.min(...days) : null;
}
