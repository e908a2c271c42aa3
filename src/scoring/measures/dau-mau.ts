import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { recentDays, usageGap } from '../usage.ts';

/** Stickiness: the mean daily users of 30 days among the users of those days. Not the share of seats, which is seat_adoption. Needs usage. */
export const dauMau: Measure<'dau_mau'> = {
  id: 'dau_mau',
  measure: ({ usage, rules }) => {
    const gap = usageGap(usage, recentDays);
    if (gap !== null) return noData(gap);
    const ratio = usage.active === 0 ? 0 : usage.userDays / recentDays / usage.active;
    const score = onCurve(curveOf(rules), ratio);
    return { state: 'scored', score, facts: { ratio }, evidence: evidence('usage', usage.active, usage.newest) };
  },
};
