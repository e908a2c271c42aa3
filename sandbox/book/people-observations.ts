import { activityLevel, moodOn } from './activity.ts';
import { type Blueprint } from './blueprint.ts';
import { observed } from './contract-observations.ts';
import { type DayNumber } from './days.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact, type BookObservation } from './types.ts';

/** Surveys, sponsor, champion, sentiment and answers: what people say and do. Nobody is asked outside the contract. */
export function peopleObservations(plan: Blueprint, contacts: readonly BookContact[]): readonly BookObservation[] {
  const random = randomStream(plan.seed, plan.index, 'people-observations');
  return [
    ...promoterAnswers(plan, contacts, random),
    ...sponsorLevels(plan, contacts, random),
    ...championFacts(plan, contacts, random),
    ...managerViews(plan, random),
    ...answerTimes(plan, random),
    ...advocacy(plan, contacts, random),
  ];
}

/** Days from the first of the facts on, every `interval`, on which the customer is one. */
export function rounds(plan: Blueprint, interval: number, random: Random): readonly DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = plan.firstDay + random.int(0, interval - 1); day <= plan.lastDay; day += interval) {
    if (activityLevel(plan, 'contact', day) > 0) days.push(day);
  }
  return days;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

function promoterAnswers(
  plan: Blueprint,
  contacts: readonly BookContact[],
  random: Random,
): readonly BookObservation[] {
  return rounds(plan, 110, random).flatMap((day) =>
    contacts
      .filter(({ archived }) => !archived && random.chance(0.3 * activityLevel(plan, 'contact', day)))
      .map(({ email }) => observed('nps', clamp(moodOn(plan, day) * 10 + random.normal(0.6, 1.3), 0, 10), day, email)),
  );
}

function sponsorLevels(plan: Blueprint, contacts: readonly BookContact[], random: Random): readonly BookObservation[] {
  if (plan.segment === 'smb' && random.chance(0.6)) return [];
  const about = contacts[1]?.email ?? null;
  return rounds(plan, 85, random).map((day) => {
    const level = sponsorLevel(plan, day);
    return observed('sponsor_level', level, day, level === 'none' ? null : about);
  });
}

function sponsorLevel({ archetype, causeDay }: Blueprint, day: DayNumber): string {
  const isBefore = causeDay !== null && day < causeDay;
  if (archetype.name === 'sponsor_missing') return isBefore ? 'informed' : 'none';
  return archetype.name === 'merger_at_customer' && !isBefore ? 'none' : archetype.sponsor;
}

function championFacts(plan: Blueprint, contacts: readonly BookContact[], random: Random): readonly BookObservation[] {
  const { causeDay, lastDay, severity } = plan;
  const name = plan.archetype.name;
  const isLeaving = name === 'champion_left' || (name === 'merger_at_customer' && random.chance(0.3));
  if (!isLeaving || causeDay === null) return [];
  const learnt = Math.min(lastDay, causeDay + random.int(0, 9));
  const left = observed('champion_left', 'true', learnt, contacts[0]?.email ?? null);
  const named = learnt + random.int(10, 45);
  // The milder the case, the likelier somebody takes over.
  if (named > lastDay || !random.chance(0.6 * (1 - severity))) return [left];
  return [left, observed('champion_successor', 'true', named, contacts[2]?.email ?? null)];
}

function managerViews(plan: Blueprint, random: Random): readonly BookObservation[] {
  if (plan.segment === 'smb') return [];
  return rounds(plan, 40, random).map((day) => {
    const feeling = moodOn(plan, day) + random.normal(0, 0.1);
    return observed('csm_sentiment', feeling > 0.7 ? 'good' : feeling > 0.5 ? 'neutral' : 'poor', day);
  });
}

/** From half a day to a week: as contact thins out, answers take longer. */
function answerTimes(plan: Blueprint, random: Random): readonly BookObservation[] {
  if (plan.segment === 'smb' && random.chance(0.5)) return [];
  return rounds(plan, 24, random).map((day) => {
    const hours = random.between(4, 26) / Math.max(0.12, activityLevel(plan, 'contact', day));
    return observed('response_hours', Math.round(hours * 10) / 10, day);
  });
}

function advocacy(plan: Blueprint, contacts: readonly BookContact[], random: Random): readonly BookObservation[] {
  const isAdvocate = plan.archetype.mood >= 0.85 && random.chance(0.25);
  if (!isAdvocate) return [];
  const kind = random.pick(['reference', 'case_study', 'talk', 'recommendation']);
  return rounds(plan, 170, random)
    .slice(0, 1)
    .map((day) => observed('advocacy', kind, day, contacts[0]?.email ?? null));
}
