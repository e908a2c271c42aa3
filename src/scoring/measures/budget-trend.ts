import type { MeasureFacts } from '../../accounts/measures.ts';
import { onLevel } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { levelsOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';
import { newestLevel } from '../observed-level.ts';

/** A budget that shrinks takes the contract with it. Needs the trend as somebody entered it; it expires as outcomes do. */
export const budgetTrend: Measure<'budget_trend'> = {
  id: 'budget_trend',
  measure: ({ snapshot, rules, card }) => {
    const newest = newestLevel(snapshot, 'budget_trend', levels, card.expiryDays.outcome);
    if (newest === null) return noData(observed(snapshot, 'budget_trend').length > 0 ? 'expired' : 'no_observation');
    return {
      state: 'scored',
      score: onLevel(levelsOf(rules), newest.level),
      facts: { trend: newest.level },
      evidence: evidenceOn('observations', [newest.on]),
    };
  },
};
const levels = ['growing', 'stable', 'shrinking'] as const satisfies readonly MeasureFacts['budget_trend']['trend'][];
