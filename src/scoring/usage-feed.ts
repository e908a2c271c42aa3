import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { Day, Instant } from '../accounts/time.ts';
import type { UsageFeed } from './account-snapshot.ts';
import { dayNumber } from './calendar.ts';

/** The feed as it was known at an instant, days after `today` left out; null when no usage had come in. */
export function usageFeedAt(days: AccountInputs['usageDays'], asOf: Instant, today: Day): UsageFeed | null {
  // All accounts of a connection share one list and are looked at as of few instants.
  const known = feeds.get(days) ?? new Map<Instant, UsageFeed | null>();
  feeds.set(days, known);
  const key = `${asOf} ${today}`;
  let feed = known.get(key);
  if (feed === undefined) known.set(key, (feed = readFeed(days, asOf, today)));
  return feed;
}
const feeds = new WeakMap<AccountInputs['usageDays'], Map<string, UsageFeed | null>>();

function readFeed(days: AccountInputs['usageDays'], asOf: Instant, today: Day): UsageFeed | null {
  let [first, newest]: [Day, Day] = ['', ''];
  for (const { day, knownAt } of days) {
    if (knownAt > asOf || day > today) continue;
    if (first === '' || day < first) first = day;
    if (day > newest) newest = day;
  }
  return first === '' ? null : { first: dayNumber(first), newest: dayNumber(newest) };
}
