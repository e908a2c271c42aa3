import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { meanOf, newestPerSubject, observed, observedWithin } from '../observations.ts';

/** Willingness to recommend: kept low in weight, since it lags behaviour. Needs answers of the last 180 days; each person counts with the newest one. */
export const nps: Measure<'nps'> = {
  id: 'nps',
  measure: ({ snapshot, rules, card }) => {
    const answers = newestPerSubject(observedWithin(snapshot, 'nps', card.expiryDays.nps));
    if (answers.length === 0) return noData(observed(snapshot, 'nps').length > 0 ? 'expired' : 'no_answers');
    const mean = meanOf(answers);
    return {
      state: 'scored',
      score: onCurve(curveOf(rules), mean),
      facts: { mean, answers: answers.length },
      evidence: evidenceOn(
        'observations',
        answers.map(({ on }) => on),
      ),
    };
  },
};
