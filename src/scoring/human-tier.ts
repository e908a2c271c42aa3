import type { Version } from '../accounts/account-inputs.ts';
import type { Renewal, TierOverride } from '../accounts/account.ts';
import type { HumanTier } from '../accounts/health.ts';
import type { Day, Instant } from '../accounts/time.ts';
import { addDays } from './calendar.ts';
import { contentHash } from './content-hash.ts';

/**
 * The tier the renewal manager set, and whether it still counts. It counts up to and including `until`; without one, for `overrideDays` (30) days from
 * the day it became known. `since` is that day; where nobody knows it, an override without `until` counts as set today: it is better kept than dropped.
 */
export function humanTierOf(
  override: TierOverride | null,
  at: { readonly today: Day; readonly since: Day | null; readonly overrideDays: number },
): HumanTier {
  if (override === null) return { state: 'none' };
  const until = override.until ?? addDays(at.since ?? at.today, at.overrideDays);
  return { state: at.today <= until ? 'valid' : 'expired', tier: override.tier, reason: override.reason, until };
}

/**
 * For each renewal that has an override at `asOf`, by id: the day on which it became known, which is that of the earliest version in an unbroken row
 * with the same tier, reason and expiry, and not before the connection's first refresh: a deal of last year that comes with it carries the tier that somebody
 * may have set yesterday. Versions in any order; `dayOf` says the calendar day in the connection's time zone.
 */
export function overridesSince(
  versions: readonly Version<Renewal>[],
  { asOf, firstRefreshAt = '' }: { readonly asOf: Instant; readonly firstRefreshAt?: Instant | undefined },
  dayOf: (instant: Instant) => Day,
): ReadonlyMap<string, Day> {
  const earliest = firstRefreshAt < asOf ? firstRefreshAt : asOf;
  const known = versions.filter(({ knownAt }) => knownAt <= asOf);
  const since = new Map<string, Day>();
  for (const [id, history] of Map.groupBy(known, (version) => version.id)) {
    const first = firstWithOverride([...history].sort(newestFirst));
    if (first !== undefined) since.set(id, dayOf(first.knownAt > earliest ? first.knownAt : earliest));
  }
  return since;
}

/** Versions of one instant stand in the order in which the snapshot prefers them. */
const newestFirst = (a: Version<Renewal>, b: Version<Renewal>): number =>
  a.knownAt === b.knownAt ? (contentHash(a) > contentHash(b) ? -1 : 1) : a.knownAt > b.knownAt ? -1 : 1;

function firstWithOverride(history: readonly Version<Renewal>[]): Version<Renewal> | undefined {
  const current = history[0]?.value?.override ?? null;
  if (current === null) return undefined;
  const broken = history.findIndex(({ value }) => !isSame(value?.override ?? null, current));
  return broken < 0 ? history.at(-1) : history[broken - 1];
}

const isSame = (a: TierOverride | null, b: TierOverride): boolean =>
  a !== null && a.tier === b.tier && a.reason === b.reason && a.until === b.until;
