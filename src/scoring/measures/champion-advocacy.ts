import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { observedWithin } from '../observations.ts';

/** Who speaks for us in public rarely leaves. Needs acts of the last year (reference, case study, talk, recommendation); none on record says nothing. */
export const championAdvocacy: Measure<'champion_advocacy'> = {
  id: 'champion_advocacy',
  measure: ({ snapshot, rules }) => {
    const acts = observedWithin(snapshot, 'advocacy', limitOf(rules, 'days'));
    if (acts.length === 0) return noData('no_observation');
    const days = acts.map(({ on }) => on);
    const score = onCurve(curveOf(rules), acts.length);
    return { state: 'scored', score, facts: { acts: acts.length }, evidence: evidenceOn('observations', days) };
  },
};
