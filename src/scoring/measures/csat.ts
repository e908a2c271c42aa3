import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { meanOf, newestPerSubject, observed, observedWithin } from '../observations.ts';

/** What customers say of solved tickets, 1 to 5. Needs answers of the last 90 days; each ticket counts with the newest one. */
export const csat: Measure<'csat'> = {
  id: 'csat',
  measure: ({ snapshot, rules }) => {
    const answers = newestPerSubject(observedWithin(snapshot, 'csat', limitOf(rules, 'days')));
    if (answers.length === 0) return noData(observed(snapshot, 'csat').length > 0 ? 'expired' : 'no_answers');
    const mean = meanOf(answers);
    const days = answers.map(({ on }) => on);
    return {
      state: 'scored',
      score: onCurve(curveOf(rules), mean),
      facts: { mean, answers: answers.length },
      evidence: evidenceOn('observations', days),
    };
  },
};
