import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { curveOf, type Measure, noData, notApplicable } from '../measure.ts';
import { observed } from '../observations.ts';
import { usageWindow, usageGap } from '../usage.ts';

/**
 * Who uses many features has more reasons to stay than who uses two. Needs usage and the number of features in the plan; each different feature event of 90
 * days is one feature used.
 */
export const featureBreadth: Measure<'feature_breadth'> = {
  id: 'feature_breadth',
  measure: ({ snapshot, usage, rules }) => {
    const gap = usageGap(usage, usageWindow);
    if (gap !== null) return noData(gap);
    const plan = observed(snapshot, 'features_available').at(-1);
    if (plan === undefined) return noData('no_observation');
    const available = Number(plan.value);
    if (available === 0) return notApplicable('not_sold');
    const used = Math.min(usage.features.names, available);
    const score = onCurve(curveOf(rules), used / available);
    return { state: 'scored', score, facts: { used, available }, evidence: evidence('usage', used, usage.newest) };
  },
};
