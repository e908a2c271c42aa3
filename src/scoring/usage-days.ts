import type { Known, UsageDay } from '../accounts/signal.ts';
import { type DayNumber, dayNumber } from './calendar.ts';

/** The counts by event name of one user, by the age of the day: 0 is today. */
export interface UserDays {
  readonly user: string;
  readonly days: readonly (Readonly<Record<string, number>> | undefined)[];
}

/** Sorts rows of the last `window` days into users and days, and settles corrections. Users come in code-unit order of their key. */
export function usersByDay(rows: readonly Known<UsageDay>[], today: DayNumber, window: number): readonly UserDays[] {
  const users = new Map<string, Known<UsageDay>[][]>();
  for (const row of rows) {
    const age = today - dayNumber(row.day);
    if (age < 0 || age >= window) continue;
    let days = users.get(row.user);
    if (days === undefined) users.set(row.user, (days = []));
    const sameDay = days[age];
    if (sameDay === undefined) days[age] = [row];
    else sameDay.push(row);
  }
  return [...users.keys()].sort(byCodeUnit).map((user) => ({ user, days: (users.get(user) ?? []).map(settled) }));
}
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const settled = (rows: readonly Known<UsageDay>[]): Readonly<Record<string, number>> =>
  rows.length === 1 && rows[0] !== undefined ? rows[0].events : corrected(rows);

/**
 * Several rows of one user and day: a later row of the same source replaces the counts it names (a day's file is sent again, a running total grows), and
 * different sources add up. Two counts learnt at the same instant: the larger, so that their order does not decide.
 */
function corrected(rows: readonly Known<UsageDay>[]): Readonly<Record<string, number>> {
  const newest = new Map<string, { name: string; count: number; knownAt: string }>();
  for (const { source, events, knownAt } of rows) {
    for (const [name, count] of Object.entries(events)) {
      const key = `${source}\n${name}`;
      const known = newest.get(key);
      const wins = known === undefined || knownAt > known.knownAt || (knownAt === known.knownAt && count > known.count);
      if (wins) newest.set(key, { name, count, knownAt });
    }
  }
  const counts: Record<string, number> = {};
  for (const { name, count } of newest.values()) counts[name] = (counts[name] ?? 0) + count;
  return counts;
}
