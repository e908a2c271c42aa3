import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { usageGap } from '../usage.ts';

/** Advanced work is hard to move elsewhere. Needs feature events of the last 90 days: the share of the advanced ones. */
export const featureDepth: Measure<'feature_depth'> = {
  id: 'feature_depth',
  measure: ({ usage, rules }) => {
    const { events, advanced } = usage.features;
    const gap = usageGap(usage, 0);
    if (gap !== null || events === 0) return noData(gap ?? 'no_usage');
    const advancedShare = advanced / events;
    const score = onCurve(curveOf(rules), advancedShare);
    return { state: 'scored', score, facts: { advancedShare }, evidence: evidence('usage', events, usage.newest) };
  },
};
