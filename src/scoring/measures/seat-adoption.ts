import { evidence } from '../evidence.ts';
import { type Measure, noData, notApplicable } from '../measure.ts';
import { seatsScore } from '../score-of-facts.ts';
import { seatsNow } from '../seats.ts';
import { recentDays, usageGap } from '../usage.ts';

/** Seats that nobody uses are the first thing a buyer cuts. Needs usage and the purchased seats; a small account is scored by its count of users. */
export const seatAdoption: Measure<'seat_adoption'> = {
  id: 'seat_adoption',
  measure: ({ snapshot, usage, rules, card }) => {
    const gap = usageGap(usage, recentDays);
    if (gap !== null) return noData(gap);
    const seats = seatsNow(snapshot);
    if (seats === null) return noData('no_seats');
    if (seats === 0) return notApplicable('no_users');
    const { active } = usage;
    const facts = { active, seats };
    const score = seatsScore(rules)(facts, card.smallAccountSeats);
    return { state: 'scored', score, facts, evidence: evidence('usage', active, usage.newest) };
  },
};
