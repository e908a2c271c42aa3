import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { newestPerSubject, observed, observedWithin } from '../observations.ts';

/** Customers who reach what they bought for renew. Needs goals with a status of the last 180 days; a goal still open counts as stated, not as reached. */
export const outcomes: Measure<'outcomes'> = {
  id: 'outcomes',
  measure: ({ snapshot, rules, card }) => {
    const goals = newestPerSubject(observedWithin(snapshot, 'goal_status', card.expiryDays.outcome));
    if (goals.length === 0) return noData(observed(snapshot, 'goal_status').length > 0 ? 'expired' : 'no_goals');
    const reached = goals.filter(({ value }) => value === 'reached' || value === 'on_track').length;
    return {
      state: 'scored',
      score: onCurve(curveOf(rules), reached / goals.length),
      facts: { reached, goals: goals.length },
      evidence: evidenceOn(
        'observations',
        goals.map(({ on }) => on),
      ),
    };
  },
};
