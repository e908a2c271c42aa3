import { type Archetype } from './archetypes.ts';
import { type Blueprint, isLost } from './blueprint.ts';
import { type DayNumber } from './days.ts';

export type ActivityKind = keyof Archetype['after'];

/** What is left of `kind` on `day` as a share of the account's own normal: 1 until the cause begins, 0 outside the contract. */
export function activityLevel(plan: Blueprint, kind: ActivityKind, day: DayNumber): number {
  if (day < plan.contract.customerSince) return 0;
  return causeLevel(plan, kind, day) * departureLevel(plan, day);
}

function causeLevel({ causeDay, archetype, severity }: Blueprint, kind: ActivityKind, day: DayNumber): number {
  if (causeDay === null || day < causeDay) return 1;
  const progress = Math.min(1, (day - causeDay + 1) / archetype.ramp);
  return 1 - progress * severity * (1 - archetype.after[kind]);
}

/** A lost customer works on until the contract ends, then takes a week to export and leave. */
function departureLevel({ contract }: Blueprint, day: DayNumber): number {
  if (!isLost(contract) || contract.end === null || day <= contract.end) return 1;
  return day <= contract.end + 7 ? 0.25 : 0;
}

/** Satisfaction on `day`, 0 to 1. */
export function moodOn(plan: Blueprint, day: DayNumber): number {
  return plan.archetype.mood * causeLevel(plan, 'mood', day);
}

/** True from the day the cause began to act. */
export function hasBegun({ causeDay }: Blueprint, day: DayNumber): boolean {
  return causeDay !== null && day >= causeDay;
}

/** Purchased seats on `day`. */
export function seatsOn({ seats }: Blueprint, day: DayNumber): number {
  return seats.changedOn !== null && day >= seats.changedOn ? seats.now : seats.before;
}
