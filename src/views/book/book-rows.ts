import { type ForecastTier, forecastTiers } from '../../accounts/account.ts';
import type { HealthAssessment, RenewalForecast } from '../../accounts/health.ts';
import { foreignText } from '../../messages/foreign-text.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { BookRow } from '../contract/renewal-book.ts';
import { type OwnerName, ownerOf } from './book-filters.ts';

/** A renewal of the book: its date lies within the next 180 days, or in the part of the window that has passed, and it has a tier. */
export interface BookEntry {
  readonly account: HealthAssessment;
  readonly renewal: RenewalForecast;
  readonly date: string;
  readonly days: number;
  readonly tier: ForecastTier;
}
const daysAhead = 180;

/** Null for renewals that are not (yet) in the book. One with too little data has no tier until it is 90 days away. */
export function entryOf(account: HealthAssessment, renewal: RenewalForecast): BookEntry | null {
  const { date, daysToRenewal: days, final } = renewal;
  const tier = forecastTiers.find((one) => one === final);
  if (date === null || days === null || days > daysAhead || tier === undefined) return null;
  return renewal.machine === 'not_in_window' ? null : { account, renewal, date, days, tier };
}

export const byDate = (a: BookEntry, b: BookEntry): number =>
  compare(a.date, b.date) || compare(a.renewal.renewalId, b.renewal.renewalId);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function toRow(
  { account, renewal, date, days, tier }: BookEntry,
  sentences: Sentences,
  { currency, ownerName }: { readonly currency: string; readonly ownerName: OwnerName },
): BookRow {
  const owner = ownerOf(account, renewal);
  const { arr, human } = renewal;
  return {
    accountId: account.accountId,
    account: foreignText(account.accountName),
    renewalId: renewal.renewalId,
    renewal: foreignText(renewal.name),
    // HubSpot hides the names of people who have left; their id says nothing to anybody
    owner: owner === null ? null : ownerName(owner),
    segment: account.segment === null ? null : sentences.segment(account.segment),
    date,
    dateText: sentences.format.day(date),
    days,
    arr: arr?.currency === currency ? arr.amount : null,
    arrText: arr === null ? '' : sentences.format.money(arr),
    band: sentences.band(account.band),
    score: account.shown,
    machine: sentences.tier(renewal.machine),
    human: human.state === 'valid' ? sentences.tier(human.tier) : null,
    final: tier,
    milestone: renewal.milestone === null ? '' : sentences.milestoneName(renewal.milestone),
    reason: sentences.tierReason(renewal.reason),
  };
}
