import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { meanOf, newestPerSubject, observed, observedWithin } from '../observations.ts';

/** How easy it was to get help, 1 (hard) to 7 (easy): effort drives people away sooner than delight keeps them. Needs answers of the last 180 days. */
export const ces: Measure<'ces'> = {
  id: 'ces',
  measure: ({ snapshot, rules }) => {
    const answers = newestPerSubject(observedWithin(snapshot, 'ces', limitOf(rules, 'days')));
    if (answers.length === 0) return noData(observed(snapshot, 'ces').length > 0 ? 'expired' : 'no_answers');
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
