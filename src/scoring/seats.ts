import type { AccountSnapshot, SeatChange } from './account-snapshot.ts';
import type { DayNumber } from './calendar.ts';

/** Purchased seats now; null when nobody has said. */
export const seatsNow = (snapshot: AccountSnapshot): number | null => snapshot.seats.at(-1)?.seats ?? null;

/** Seats in force `days` ago and now, or the first known since; null when nobody has said. */
export function seatsOver(snapshot: AccountSnapshot, days: number): { before: number; now: number } | null {
  const now = seatsNow(snapshot);
  const before = inForce(snapshot.seats, snapshot.todayNumber - days) ?? snapshot.seats[0];
  return now === null || before === undefined ? null : { before: before.seats, now };
}

function inForce(changes: readonly SeatChange[], day: DayNumber): SeatChange | undefined {
  return changes.findLast(({ on }) => on <= day);
}
