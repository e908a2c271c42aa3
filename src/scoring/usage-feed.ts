import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { Known, UsageDay } from '../accounts/signal.ts';
import type { Day, Instant } from '../accounts/time.ts';
import type { UsageFeed } from './account-snapshot.ts';
import { addDays, dayNumber } from './calendar.ts';
import { usageWindow } from './usage.ts';

/**
 * What can be known of an account's use: the days for which each source that it is used through has told of any account, as known at `asOf`, days after `today`
 * left out. Each product may come from a source of its own, and one that is silent hides its users, whatever the others tell. Null when no use is known.
 */
export function usageFeedAt(
  days: AccountInputs['usageDays'],
  usage: readonly Known<UsageDay>[],
  { asOf, today }: { readonly asOf: Instant; readonly today: Day },
): UsageFeed | null {
  const feeds = feedsAt(days, asOf, today);
  const told = [...sourcesOf(usage, today)].flatMap((source) => feeds.get(source) ?? []);
  if (told.length === 0) return null;
  return {
    first: Math.max(...told.map(({ first }) => first)),
    newest: Math.min(...told.map(({ newest }) => newest)),
  };
}

/** Those of the last 90 days, or else of the newest day: a product that was given up long ago tells nothing of the others. */
function sourcesOf(usage: readonly Known<UsageDay>[], today: Day): ReadonlySet<string> {
  const since = addDays(today, 1 - usageWindow);
  const recent = new Set<string>();
  let newest: Day = '';
  for (const { day, source } of usage) {
    if (day >= since) recent.add(source);
    if (day > newest) newest = day;
  }
  return recent.size > 0 ? recent : new Set(usage.flatMap(({ day, source }) => (day === newest ? [source] : [])));
}

type Feeds = ReadonlyMap<string, UsageFeed>;

function feedsAt(days: AccountInputs['usageDays'], asOf: Instant, today: Day): Feeds {
  // All accounts of a connection share one list and are looked at as of few instants.
  const known = read.get(days) ?? new Map<string, Feeds>();
  read.set(days, known);
  const key = `${asOf} ${today}`;
  const feeds = known.get(key) ?? readFeeds(days, asOf, today);
  known.set(key, feeds);
  return feeds;
}
const read = new WeakMap<AccountInputs['usageDays'], Map<string, Feeds>>();

function readFeeds(days: AccountInputs['usageDays'], asOf: Instant, today: Day): Feeds {
  const feeds = new Map<string, UsageFeed>();
  for (const { source, day, knownAt } of days) {
    if (knownAt > asOf || day > today) continue;
    const at = dayNumber(day);
    const { first, newest } = feeds.get(source) ?? { first: at, newest: at };
    feeds.set(source, { first: at < first ? at : first, newest: at > newest ? at : newest });
  }
  return feeds;
}
