import type { Scorecard, ScorecardMeasure } from '../../accounts/scorecard.ts';
import type { AccountSnapshot } from '../account-snapshot.ts';
import { dayNumber } from '../calendar.ts';
import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData, notApplicable } from '../measure.ts';
import { observed } from '../observations.ts';
import { seatsNow } from '../seats.ts';
import { segmentOf } from '../segment.ts';

/**
 * A late first value is where early churn begins. Needs the contract start; the day of the first value is observed. Who still has time is left out; who has
 * none left counts with the days so far. The curve is over days as a multiple of the limit.
 */
export const timeToValue: Measure<'time_to_value'> = {
  id: 'time_to_value',
  measure: ({ snapshot, rules, card }) => {
    const start = snapshot.account?.contractStart ?? null;
    if (start === null) return noData('no_observation');
    const first = observed(snapshot, 'first_value')[0];
    const days = Math.max(0, (first?.on ?? snapshot.todayNumber) - dayNumber(start));
    const limit = limitFor(snapshot, rules, card);
    const reached = first !== undefined;
    if (!reached && days <= limit) return notApplicable('too_new');
    const evidence = first === undefined ? evidenceOn('crm_fields', []) : evidenceOn('observations', [first.on]);
    return { state: 'scored', score: onCurve(curveOf(rules), days / limit), facts: { days, limit, reached }, evidence };
  },
};

/** A few seats are bought without anyone's help, and show their value within days; an unknown size is treated as mid-market. */
function limitFor(snapshot: AccountSnapshot, rules: ScorecardMeasure, card: Scorecard): number {
  const seats = seatsNow(snapshot);
  if (seats !== null && seats <= card.smallAccountSeats) return limitOf(rules, 'product_led');
  return limitOf(rules, segmentOf(snapshot.account, snapshot.homeCurrency, card) ?? 'mid_market');
}
