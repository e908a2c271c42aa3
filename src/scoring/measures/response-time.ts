import type { ObservationFact } from '../account-snapshot.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { type Measure, noData } from '../measure.ts';
import { meanOf, observedWithin } from '../observations.ts';
import { responseScore } from '../score-of-facts.ts';
import { recentDays } from '../usage.ts';

/**
 * How fast the customer answers us, and whether that slows down. Needs answer times of the last 30 days; those of the 60 days before give the trend: much
 * slower than before takes points off.
 */
export const responseTime: Measure<'response_time'> = {
  id: 'response_time',
  measure: ({ snapshot, rules }) => {
    const all = observedWithin(snapshot, 'response_hours', limitOf(rules, 'days'));
    const isRecent = ({ on }: ObservationFact): boolean => snapshot.todayNumber - on < recentDays;
    const recent = all.filter(isRecent);
    if (recent.length === 0) return noData(all.length > 0 ? 'expired' : 'no_observation');
    const earlier = all.filter((fact) => !isRecent(fact));
    const hours = meanOf(recent);
    const earlierHours = earlier.length > 0 ? meanOf(earlier) : null;
    const score = responseScore(rules)({ hours, earlierHours: earlierHours ?? NaN });
    const days = recent.map(({ on }) => on);
    return { state: 'scored', score, facts: { hours, earlierHours }, evidence: evidenceOn('observations', days) };
  },
};
