import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { recentDays, usageGap } from '../usage.ts';

/** Core work that shrinks leads a cancellation by months; log-ins may go on. Needs usage of at least 60 days: without an earlier month there is no trend. */
export const coreUsageTrend: Measure<'core_usage_trend'> = {
  id: 'core_usage_trend',
  measure: ({ usage, rules }) => {
    const gap = usageGap(usage, 2 * recentDays);
    if (gap !== null) return noData(gap);
    const { recent, earlier } = usage.corePoints;
    if (earlier === 0) return noData('no_earlier_usage');
    const score = onCurve(curveOf(rules), recent / earlier);
    const facts = { recent, earlier };
    return { state: 'scored', score, facts, evidence: evidence('usage', usage.users.length, usage.newest) };
  },
};
