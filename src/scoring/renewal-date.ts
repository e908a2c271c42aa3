import type { Account, Renewal } from '../accounts/account.ts';
import type { RenewalForecast } from '../accounts/health.ts';
import type { ForecastRules } from '../accounts/scorecard.ts';
import type { Day } from '../accounts/time.ts';
import { daysBetween } from './calendar.ts';

/** When a renewal is due: days are calendar days and only ever counted, never turned into instants. */
export type RenewalDate = Pick<RenewalForecast, 'date' | 'dateFrom' | 'daysToRenewal'>;

/** The mapped renewal date, else the account's contract end, else the close date of the deal; docs/scoring.md "Which renewal". */
export function renewalDateOf(renewal: Renewal, account: Account, today: Day): RenewalDate {
  const from = (date: Day, dateFrom: RenewalDate['dateFrom']): RenewalDate => ({
    date,
    dateFrom,
    daysToRenewal: daysBetween(today, date),
  });
  if (renewal.renewalDate !== null) return from(renewal.renewalDate, 'renewal_date');
  if (account.contractEnd !== null) return from(account.contractEnd, 'contract_end');
  if (renewal.closeDate !== null) return from(renewal.closeDate, 'close_date');
  return { date: null, dateFrom: null, daysToRenewal: null };
}

export type OutsideWindow = Extract<
  RenewalForecast['reason'],
  { code: 'no_renewal_date' | 'beyond_window' | 'long_overdue' }
>;

/** Why a renewal is outside the forecast window, or null when it is inside. Both edges belong to the window: 365 days ahead, 60 days overdue. */
export function outsideWindow(daysToRenewal: number | null, rules: ForecastRules): OutsideWindow | null {
  if (daysToRenewal === null) return { code: 'no_renewal_date' };
  if (daysToRenewal > rules.windowDays) return { code: 'beyond_window', daysToRenewal };
  if (-daysToRenewal > rules.overdueDays) return { code: 'long_overdue', daysOverdue: -daysToRenewal };
  return null;
}

/** Near its date, or past it: where the unknown is no forecast. */
export const isNear = (daysToRenewal: number, rules: ForecastRules): boolean => daysToRenewal <= rules.nearDays;
