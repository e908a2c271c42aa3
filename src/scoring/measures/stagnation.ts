import { dayNumber } from '../calendar.ts';
import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';

/** Churn can be silent: no new seat and no upgrade for quarters. Needs a contract start or a seat history to count from; whole quarters are counted. */
export const stagnation: Measure<'stagnation'> = {
  id: 'stagnation',
  measure: ({ snapshot, rules }) => {
    const { account, seats, todayNumber } = snapshot;
    const grown = seats.filter(({ seats: now }, at) => now > (seats[at - 1]?.seats ?? now));
    const upgrades = observed(snapshot, 'plan_change').filter(({ value }) => value === 'upgrade');
    const start = account?.contractStart ?? null;
    const began = start === null ? seats.slice(0, 1).map(({ on }) => on) : [dayNumber(start)];
    const growth = [...began, ...grown.map(({ on }) => on), ...upgrades.map(({ on }) => on)];
    if (growth.length === 0) return noData('no_seats');
    const newest = Math.max(...growth);
    const quarters = Math.max(0, Math.floor((todayNumber - newest) / limitOf(rules, 'quarter_days')));
    const score = onCurve(curveOf(rules), quarters);
    return { state: 'scored', score, facts: { quarters }, evidence: evidence('crm_fields', growth.length, newest) };
  },
};
