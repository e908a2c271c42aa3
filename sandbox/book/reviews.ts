import { activityLevel } from './activity.ts';
import { type Blueprint } from './blueprint.ts';
import { type DayNumber, monthOf } from './days.ts';
import { phrasesIn } from './phrases.ts';
import { type Random, randomStream } from './random.ts';
import { type BookInteraction } from './types.ts';
import { isWorkday } from './work-calendar.ts';

type Review = Pick<BookInteraction, 'kind' | 'title' | 'outcome' | 'review'> & { readonly day: DayNumber };

// Attendance is judged over the last four reviews of 400 days, so they reach further back than the other facts.
const reviewDays = 400;

/** Planned business reviews: quarterly from mid-market on, half-yearly with some small accounts, none for the rest. */
export function reviewsOf(plan: Blueprint): readonly Review[] {
  const random = randomStream(plan.seed, plan.index, 'reviews');
  const interval = intervalOf(plan, random);
  if (interval === null) return [];
  const first = Math.max(plan.lastDay - reviewDays, plan.contract.customerSince + 60);
  const reviews: Review[] = [];
  let day = first + random.int(0, interval - 1);
  for (; day <= plan.lastDay; day += interval) {
    if (activityLevel(plan, 'contact', day) > 0) reviews.push(reviewOn(plan, day, random));
  }
  return activityLevel(plan, 'contact', day) > 0 ? [...reviews, reviewOn(plan, day, random)] : reviews;
}

function intervalOf({ archetype, segment }: Blueprint, random: Random): number | null {
  if (archetype.name === 'data_poor') return null;
  if (segment !== 'smb') return 91;
  return random.chance(0.3) ? 182 : null;
}

function reviewOn(plan: Blueprint, planned: DayNumber, random: Random): Review {
  const day = nextWorkday(plan, planned);
  const title = random
    .pick(phrasesIn(plan.country.language).reviews)
    .replace('{quarter}', String(Math.ceil(monthOf(day) / 3)));
  return { kind: 'meeting', title, outcome: outcomeOn(plan, day, random), review: true, day };
}

const attendance = { active_quarterly: 0.96, engaged_yearly: 0.88, informed: 0.7, none: 0.5 } as const;

function outcomeOn(plan: Blueprint, day: DayNumber, random: Random): BookInteraction['outcome'] {
  if (day > plan.lastDay) return 'scheduled';
  if (random.chance(attendance[plan.archetype.sponsor] * activityLevel(plan, 'contact', day))) return 'completed';
  return random.chance(0.35) ? 'no_show' : 'canceled';
}

function nextWorkday({ country }: Blueprint, day: DayNumber): DayNumber {
  let found = day;
  while (!isWorkday(country, found)) found++;
  return found;
}
