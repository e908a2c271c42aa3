import type { ObservationName } from '../accounts/signal.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { DayNumber } from './calendar.ts';
import { observedWithin } from './observations.ts';

/** The newest observation of an ordered level that is at most `days` old; null when nobody has said lately. */
export function newestLevel<Level extends string>(
  snapshot: AccountSnapshot,
  name: ObservationName,
  levels: readonly Level[],
  days: number,
): { readonly level: Level; readonly on: DayNumber } | null {
  const newest = observedWithin(snapshot, name, days).at(-1);
  const level = levels.find((known) => known === newest?.value);
  return newest === undefined || level === undefined ? null : { level, on: newest.on };
}
