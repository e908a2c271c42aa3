import { type Blueprint, isLost } from './blueprint.ts';
import { addMonths, type DayNumber } from './days.ts';
import { phrasesIn } from './phrases.ts';
import { type Random, randomStream } from './random.ts';
import { type BookDeal } from './types.ts';

/** A deal before it has a name, dates of its record and people. */
export interface DealPlan {
  readonly kind: BookDeal['kind'];
  readonly status: BookDeal['status'];
  readonly label: string;
  /** When it renews or, for other deals, when it closed or is meant to close. */
  readonly day: DayNumber;
  readonly share: number;
}

/** The deals an account cannot be without: its open renewals and the renewal decided inside the facts. */
export function requiredDeals(plan: Blueprint): readonly DealPlan[] {
  const { decided } = plan.contract;
  const last: readonly DealPlan[] = decided === null ? [] : [renewal(plan, decided.day, decided.won ? 'won' : 'lost')];
  return [...openRenewals(plan), ...last];
}

/** Required deals first, then history without end: first contract, earlier renewals, expansions. A quota takes from the front. */
export function* dealPlans(plan: Blueprint): Generator<DealPlan> {
  const random = randomStream(plan.seed, plan.index, 'history');
  yield* requiredDeals(plan);
  yield { ...other(plan, 'new_business', 'won'), day: plan.contract.customerSince };
  yield* earlierRenewals(plan);
  for (;;) yield expansion(plan, random);
}

/** Renewals further away than this have no deal yet: the one before has only just been closed. */
const dealAheadDays = 450;

function openRenewals(plan: Blueprint): readonly DealPlan[] {
  const { end } = plan.contract;
  if (end === null || isLost(plan.contract) || end > plan.lastDay + dealAheadDays) return [];
  const main = renewal(plan, end, 'open');
  const others = phrasesIn(plan.country.language).secondRenewals;
  const count = plan.shape === 'two_renewals' ? 1 : plan.shape === 'three_renewals' ? 2 : 0;
  const more = others.slice(0, count).map((label, at) => ({ ...main, label, day: end + 30 * (at + 1), share: 0.2 }));
  return [{ ...main, share: 1 - 0.2 * more.length }, ...more];
}

function renewal(plan: Blueprint, day: DayNumber, status: BookDeal['status']): DealPlan {
  return { kind: 'renewal', status, label: phrasesIn(plan.country.language).renewal, day, share: 1 };
}

function other(plan: Blueprint, kind: 'new_business' | 'expansion', status: BookDeal['status']): Omit<DealPlan, 'day'> {
  const words = phrasesIn(plan.country.language);
  return { kind, status, label: kind === 'expansion' ? words.expansion : words.newBusiness, share: 0.9 };
}

function* earlierRenewals(plan: Blueprint): Generator<DealPlan> {
  const { customerSince, termMonths, start, decided } = plan.contract;
  if (termMonths === 1) return;
  for (let term = 1; ; term++) {
    const day = addMonths(customerSince, term * termMonths);
    if (day > start || day > plan.lastDay) return;
    if (day !== decided?.day) yield renewal(plan, day, 'won');
  }
}

/** Open ones are asked for by growing accounts; the others have tried before. */
function expansion(plan: Blueprint, random: Random): DealPlan {
  const isOpen = !isLost(plan.contract) && random.chance(plan.archetype.name === 'expanding' ? 0.5 : 0.1);
  const status = isOpen ? 'open' : random.chance(0.65) ? 'won' : 'lost';
  const past = random.int(Math.min(plan.contract.customerSince + 1, plan.lastDay), plan.lastDay);
  const day = isOpen ? plan.lastDay + random.int(5, 120) : past;
  return { ...other(plan, 'expansion', status), day, share: random.between(0.08, 0.3) };
}
