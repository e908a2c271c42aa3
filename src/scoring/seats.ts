import type { AccountSnapshot, SeatChange } from './account-snapshot.ts';
import type { DayNumber } from './calendar.ts';

/** Purchased seats now; null when nobody has said. */
export const seatsNow = (snapshot: AccountSnapshot): number | null => snapshot.seats.at(-1)?.seats ?? null;

/**
 * The most seats in force on any of the last `days` days, and those now; null when nobody has said. The peak, not the number at the beginning: seats that were
 * added and cut again within the time are cut seats too.
 */
export function seatsOver(snapshot: AccountSnapshot, days: number): { before: number; now: number } | null {
  const now = seatsNow(snapshot);
  if (now === null) return null;
  const since = Math.max(0, inForceAt(snapshot.seats, snapshot.todayNumber - days));
  const before = Math.max(...snapshot.seats.slice(since).map(({ seats }) => seats));
  return { before, now };
}

/** Place of the change in force on a day; -1 before the first. */
const inForceAt = (changes: readonly SeatChange[], day: DayNumber): number =>
  changes.findLastIndex(({ on }) => on <= day);
