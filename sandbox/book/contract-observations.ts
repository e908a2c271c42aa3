import { type Blueprint, isLost } from './blueprint.ts';
import { type DayNumber, dayText } from './days.ts';
import { type Random, randomStream } from './random.ts';
import { type BookInvoice, type BookObservation } from './types.ts';

/** A dated fact; `about` as in docs/signals.md. */
export function observed(
  name: string,
  value: string | number,
  day: DayNumber,
  about: string | null = null,
): BookObservation {
  return { name, value: String(value), on: dayText(day), about };
}

/** Seats, plan, term, payments and notices: what the vendor's own back office knows. */
export function contractObservations(plan: Blueprint, invoices: readonly BookInvoice[]): readonly BookObservation[] {
  const random = randomStream(plan.seed, plan.index, 'contract-observations');
  return [
    ...seatFacts(plan),
    ...planFacts(plan, random),
    observed('contract_term', termWord(plan), plan.contract.start),
    ...failedPayments(plan, invoices, random),
    ...notices(plan, random),
  ];
}

function seatFacts({ shape, seats, firstDay, contract }: Blueprint): readonly BookObservation[] {
  if (shape === 'missing_seats') return [];
  const first = observed('seats', seats.before, Math.max(firstDay, contract.customerSince));
  return seats.changedOn === null ? [first] : [first, observed('seats', seats.now, seats.changedOn)];
}

function planFacts({ archetype, causeDay, lastDay, severity, contract }: Blueprint, random: Random): BookObservation[] {
  const facts = [observed('features_available', random.pick([12, 20, 32]), contract.start)];
  if (causeDay === null) return facts;
  const day = Math.min(lastDay, causeDay + 10);
  if (archetype.name === 'expanding' && random.chance(0.5)) facts.push(observed('plan_change', 'upgrade', day));
  if (archetype.name === 'seat_shrink' && random.chance(severity * 0.6))
    facts.push(observed('plan_change', 'downgrade', day));
  return facts;
}

function termWord({ contract }: Blueprint): string {
  if (contract.termMonths === 1) return 'monthly';
  return contract.termMonths > 12 ? 'multi_year' : 'annual';
}

/** A charge is tried on the due date; it seldom fails for no reason, and then the next try works. */
function failedPayments(plan: Blueprint, invoices: readonly BookInvoice[], random: Random): readonly BookObservation[] {
  const last = dayText(plan.lastDay);
  return invoices
    .filter(({ dueOn }) => dueOn <= last && dueOn >= dayText(plan.firstDay))
    .filter(({ dueOn, paidOn }) => random.chance(paidOn === null || paidOn > dueOn ? 0.35 : 0.005))
    .map(({ key, amount, dueOn }) => ({ name: 'payment_failed', value: String(amount), on: dueOn, about: key }));
}

/** Half of the lost gave notice in time; of those still to be lost, some have by now. Few take a notice back. */
function notices(plan: Blueprint, random: Random): readonly BookObservation[] {
  const { contract, firstDay, lastDay } = plan;
  if (contract.end === null || plan.archetype.name === 'budget_freeze') return [];
  const given = (day: DayNumber): BookObservation[] => [
    observed('cancellation_notice', 'given', Math.max(firstDay, day)),
  ];
  if (isLost(contract)) return random.chance(0.5) ? given(contract.end - random.int(20, 60)) : [];
  const isNear = contract.end <= lastDay + 75;
  if (plan.renews === false && isNear && random.chance(0.35)) return given(lastDay - random.int(2, 25));
  if (!random.chance(0.006)) return [];
  const day = Math.max(firstDay, contract.customerSince, lastDay - random.int(60, 120));
  return [...given(day), observed('cancellation_notice', 'withdrawn', Math.min(lastDay, day + random.int(5, 20)))];
}
