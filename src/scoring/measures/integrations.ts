import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';

/** Each live integration ties the product into the customer's other systems. Needs their number as last observed. */
export const integrations: Measure<'integrations'> = {
  id: 'integrations',
  measure: ({ snapshot, rules }) => {
    const newest = observed(snapshot, 'integrations').at(-1);
    if (newest === undefined) return noData('no_observation');
    const count = Number(newest.value);
    const score = onCurve(curveOf(rules), count);
    return { state: 'scored', score, facts: { count }, evidence: evidenceOn('observations', [newest.on]) };
  },
};
