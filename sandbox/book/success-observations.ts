import { hasBegun, moodOn } from './activity.ts';
import { type Blueprint } from './blueprint.ts';
import { observed } from './contract-observations.ts';
import { dayNumber } from './days.ts';
import { rounds } from './people-observations.ts';
import { type Random, randomStream } from './random.ts';
import { type BookObservation, type BookTicket } from './types.ts';

/** Goals, first value, integrations, returns, budget and support answers: what the customer gets out of it. */
export function successObservations(plan: Blueprint, tickets: readonly BookTicket[]): readonly BookObservation[] {
  const random = randomStream(plan.seed, plan.index, 'success-observations');
  return [
    ...goals(plan, random),
    ...firstValue(plan, random),
    ...integrations(plan, random),
    ...returns(plan, random),
    ...budgets(plan, random),
    ...talks(plan, random),
    ...supportAnswers(plan, tickets, random),
  ];
}

const goalCount = { smb: [0, 2], mid_market: [2, 3], enterprise: [2, 4] } as const;

function goals(plan: Blueprint, random: Random): readonly BookObservation[] {
  const [least, most] = goalCount[plan.segment];
  const count = random.int(least, most);
  const days = rounds(plan, 60, random);
  return Array.from({ length: count }, (_, at) => at + 1).flatMap((goal) =>
    days.map((day) =>
      observed('goal_status', goalStatus(plan, moodOn(plan, day), random), day, `${plan.key}-G${goal}`),
    ),
  );
}

function goalStatus({ archetype }: Blueprint, mood: number, random: Random): string {
  if (archetype.name === 'new_account') return 'open';
  if (random.chance(0.35 + 0.65 * mood ** 1.5)) return random.chance(0.35) ? 'reached' : 'on_track';
  return random.chance(0.5) ? 'missed' : 'open';
}

const valueDays = { smb: [3, 40], mid_market: [12, 75], enterprise: [30, 150] } as const;

function firstValue({ archetype, contract, lastDay, segment }: Blueprint, random: Random): readonly BookObservation[] {
  const [soonest, latest] = valueDays[segment];
  const day = contract.customerSince + random.int(soonest, latest);
  return archetype.name === 'never_adopted' || day > lastDay ? [] : [observed('first_value', 'true', day)];
}

function integrations(plan: Blueprint, random: Random): readonly BookObservation[] {
  const most = plan.segment === 'enterprise' ? 6 : 3;
  const live = Math.round(most * plan.archetype.mood * random.between(0.4, 1.1));
  return rounds(plan, 90, random).map((day) =>
    observed('integrations', Math.round(live * (moodOn(plan, day) < 0.5 ? 0.5 : 1)), day),
  );
}

function returns(plan: Blueprint, random: Random): readonly BookObservation[] {
  if (plan.segment === 'smb' || random.chance(0.5)) return [];
  return rounds(plan, 150, random).map((day) =>
    observed(
      'roi_multiple',
      Math.round(Math.max(0.2, moodOn(plan, day) * 4 + random.normal(-0.4, 0.6)) * 10) / 10,
      day,
    ),
  );
}

function budgets(plan: Blueprint, random: Random): readonly BookObservation[] {
  const { archetype, segment } = plan;
  if (segment === 'smb' || random.chance(0.4)) return [];
  const isPressed = archetype.name === 'payment_trouble' || archetype.name === 'merger_at_customer';
  const normal = archetype.name === 'expanding' ? 'growing' : 'stable';
  return rounds(plan, 120, random).map((day) =>
    observed('budget_trend', isPressed && hasBegun(plan, day) ? 'shrinking' : normal, day),
  );
}

function talks(plan: Blueprint, random: Random): readonly BookObservation[] {
  const isExpanding = plan.archetype.name === 'expanding';
  const talk = rounds(plan, 100, random).filter(() => random.chance(0.5));
  const facts = talk.map((day) => {
    const tone = isExpanding && hasBegun(plan, day) ? 'positive' : random.pick(['neutral', 'none', 'none']);
    return observed('expansion_talk', tone, day);
  });
  const asked = talk.filter((day) => random.chance(isExpanding && hasBegun(plan, day) ? 0.6 : 0.02));
  return [...facts, ...asked.map((day) => observed('higher_tier_question', 'true', day))];
}

function supportAnswers(plan: Blueprint, tickets: readonly BookTicket[], random: Random): readonly BookObservation[] {
  return tickets.flatMap(({ key, closedAt }) => {
    if (closedAt === null || !random.chance(0.4)) return [];
    const day = dayNumber(closedAt.slice(0, 10));
    const points = Math.round(1 + 4 * moodOn(plan, day) + random.normal(0.2, 0.6));
    return [observed('csat', Math.min(5, Math.max(1, points)), day, key)];
  });
}
