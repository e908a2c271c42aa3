import { evidence } from '../evidence.ts';
import { type Measure, noData } from '../measure.ts';
import { powerUsersScore } from '../score-of-facts.ts';
import { seatsNow } from '../seats.ts';
import { usageGap } from '../usage.ts';

/**
 * Three people who live in the product keep a contract alive; averages hide the day they stop. Needs usage. An account of a few seats is not asked for more
 * power users than it has seats: its missing seats count as filled once one power user is active.
 */
export const powerUsers: Measure<'power_users'> = {
  id: 'power_users',
  measure: ({ snapshot, usage, rules, card }) => {
    const gap = usageGap(usage, card.powerUser.windowDays);
    if (gap !== null) return noData(gap);
    const power = usage.users.filter((user) => user.power);
    const active = power.filter(({ silentDays }) => silentDays < card.powerUser.silentDays).length;
    const score = powerUsersScore(rules)({ active, seats: seatsNow(snapshot) ?? NaN }, card.smallAccountSeats);
    const facts = { active, total: power.length, days: card.powerUser.silentDays };
    return { state: 'scored', score, facts, evidence: evidence('usage', power.length, usage.newest) };
  },
};
