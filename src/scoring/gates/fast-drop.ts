import { evidence } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';

/** A score that falls from 85 to 65 is worse news than one that has long been 60. Compares shown integers; the deeper of the two drops is reported. */
export const fastDrop: GateCheck<'fast_drop'> = {
  id: 'fast_drop',
  check: ({ shown, rules, snapshot }) => {
    const month = dropSince(shown.before30, shown.now);
    const week = dropSince(shown.before7, shown.now);
    const found = { id: 'fast_drop', evidence: evidence('score_history', 2, snapshot.todayNumber) } as const;
    if (month >= limitOf(rules, 'points_30')) return { ...found, caps: 'at_risk', facts: { points: -month, days: 30 } };
    if (week >= limitOf(rules, 'points_7')) return { ...found, caps: 'best_case', facts: { points: -week, days: 7 } };
    return null;
  },
};

const dropSince = (before: number | null, now: number | null): number =>
  before === null || now === null ? 0 : before - now;
