import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData, notApplicable } from '../measure.ts';
import { seatsNow } from '../seats.ts';

/** Seats that nobody uses are the first thing a buyer cuts. Needs usage and the purchased seats; a small account is scored by its count of users. */
export const seatAdoption: Measure<'seat_adoption'> = {
  id: 'seat_adoption',
  measure: ({ snapshot, usage, rules, card }) => {
    if (!usage.tracked) return noData('no_usage');
    const seats = seatsNow(snapshot);
    if (seats === null) return noData('no_seats');
    if (seats === 0) return notApplicable('no_users');
    const { active } = usage;
    const small = seats <= card.smallAccountSeats && active > 0 && active < seats;
    const score = small
      ? limitOf(rules, active === 1 ? 'one_active' : 'two_active')
      : onCurve(curveOf(rules), active / seats);
    return { state: 'scored', score, facts: { active, seats }, evidence: evidence('usage', active, usage.newest) };
  },
};
