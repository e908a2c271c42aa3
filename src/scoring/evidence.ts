import type { Evidence, EvidenceSource } from '../accounts/measures.ts';
import { type DayNumber, dayOf } from './calendar.ts';

/** Evidence of facts that lie on these days, in any order. */
export function evidenceOn(source: EvidenceSource, days: readonly DayNumber[]): Evidence {
  const newest = days.reduce((latest, day) => Math.max(latest, day), -Infinity);
  return { source, count: days.length, newest: days.length > 0 ? dayOf(newest) : null };
}

/** Evidence of `count` facts, the newest of them on a day. */
export const evidence = (source: EvidenceSource, count: number, newest: DayNumber | null): Evidence => ({
  source,
  count,
  newest: newest === null ? null : dayOf(newest),
});
