import { activityLevel, hasBegun } from './activity.ts';
import { type Blueprint } from './blueprint.ts';
import { type DayNumber, instant } from './days.ts';
import { phrasesIn } from './phrases.ts';
import { type Random, randomStream } from './random.ts';
import { reviewsOf } from './reviews.ts';
import { type BookContact, type BookInteraction } from './types.ts';
import { isWorkday } from './work-calendar.ts';

/** Per week at contact 1. */
const weekly = {
  smb: { email: 0.35, call: 0.08, meeting: 0.04 },
  mid_market: { email: 0.8, call: 0.17, meeting: 0.13 },
  enterprise: { email: 1.6, call: 0.3, meeting: 0.3 },
} as const;

export type InteractionPlan = Pick<BookInteraction, 'kind' | 'title' | 'outcome' | 'review'> & {
  readonly day: DayNumber;
};

/** E-mails, calls and meetings of the facts (a share of them), business reviews of the last 400 days, and the next planned review; in order of time. */
export function interactionsOf(
  plan: Blueprint,
  contacts: readonly BookContact[],
  share: number,
): readonly BookInteraction[] {
  const plans = [...everyday(plan, share), ...reviewsOf(plan)].sort((a, b) => a.day - b.day);
  const random = randomStream(plan.seed, plan.index, 'interactions');
  return plans.map((interaction, at) => interactionOf(plan, contacts, interaction, at, random));
}

function everyday(plan: Blueprint, share: number): readonly InteractionPlan[] {
  const random = randomStream(plan.seed, plan.index, 'contact-weeks');
  const plans: InteractionPlan[] = [];
  for (let day = plan.firstDay; day <= plan.lastDay; day += 7) plans.push(...weekOf(plan, day, share, random));
  return plans;
}

/** We keep writing while the contract runs; what falls with the cause is what comes back. */
function weekOf(plan: Blueprint, monday: DayNumber, share: number, random: Random): readonly InteractionPlan[] {
  const running = activityLevel(plan, 'contact', monday) > 0 ? plan.archetype.contact * share : 0;
  const back = activityLevel(plan, 'contact', monday);
  const rate = weekly[plan.segment];
  const words = phrasesIn(plan.country.language);
  const some = (mean: number, make: () => Pick<BookInteraction, 'kind' | 'title' | 'outcome'>): InteractionPlan[] =>
    Array.from({ length: random.poisson(mean) }, () => ({
      ...make(),
      review: false,
      day: workdayIn(plan, monday, random),
    }));
  return [
    ...some(rate.email * running, () => ({ kind: 'email', title: random.pick(words.mails), outcome: 'outgoing' })),
    ...some(rate.email * running * back, () => ({
      kind: 'email',
      title: random.pick(words.mails),
      outcome: 'incoming',
    })),
    ...some(rate.call * running, () => ({
      kind: 'call',
      title: random.pick(words.calls),
      outcome: callOutcome(back, random),
    })),
    ...some(rate.meeting * running, () => ({
      kind: 'meeting',
      title: random.pick(words.meetings),
      outcome: meetingOutcome(0.9 * back, random),
    })),
  ];
}

function callOutcome(back: number, random: Random): 'completed' | 'no_answer' {
  return random.chance(0.7 * back) ? 'completed' : 'no_answer';
}

/** Whether the customer came to a meeting that lies in the past. */
export function meetingOutcome(chance: number, random: Random): 'completed' | 'no_show' | 'canceled' {
  if (random.chance(chance)) return 'completed';
  return random.chance(0.4) ? 'no_show' : 'canceled';
}

/** A working day of the week from `monday`, never after the facts; a week of holidays yields any of its days. */
function workdayIn(plan: Blueprint, monday: DayNumber, random: Random): DayNumber {
  const last = Math.min(monday + 6, plan.lastDay);
  for (let attempt = 0; attempt < 8; attempt++) {
    const day = random.int(monday, last);
    if (isWorkday(plan.country, day)) return day;
  }
  return last;
}

function interactionOf(
  plan: Blueprint,
  contacts: readonly BookContact[],
  { day, ...rest }: InteractionPlan,
  at: number,
  random: Random,
): BookInteraction {
  const second = random.int(28_000, 60_000);
  const learnt = Math.min(day, plan.lastDay);
  return {
    ...rest,
    key: `${plan.key}-I${at + 1}`,
    at: instant(day, second),
    modifiedAt: instant(learnt, Math.min(86_399, second + random.int(60, 7_200))),
    contactKeys: partners(plan, contacts, day, random),
  };
}

/** One or two people who were there at the time: nobody meets a champion who has left. */
function partners(
  plan: Blueprint,
  contacts: readonly BookContact[],
  day: DayNumber,
  random: Random,
): readonly string[] {
  const isGone = plan.archetype.name === 'champion_left' && hasBegun(plan, day);
  const present = contacts.filter((contact, at) => !contact.archived && !(isGone && at === 0));
  if (present.length === 0) return [];
  const first = random.int(0, Math.min(2, present.length - 1));
  return present.slice(first, first + random.int(1, 2)).map((contact) => contact.key);
}
