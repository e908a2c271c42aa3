import type { HumanTier, MachineTier } from '../accounts/health.ts';
import type { Day } from '../accounts/time.ts';
import { addDays } from './calendar.ts';
import type { TierMemory } from './hysteresis.ts';

/** The human tier while it is valid, else the machine's. */
export const finalTierOf = (machine: MachineTier, human: HumanTier): MachineTier =>
  human.state === 'valid' ? human.tier : machine;

/**
 * The day from which the final tier has been what it is today: machine tiers by day, with the present override laid over the days on which it counted.
 * Today when it has just changed or nothing was decided before. `since` null = the override counts as old as the memory.
 */
export function finalTierSince(
  machine: MachineTier,
  human: HumanTier,
  { days, today }: TierMemory,
  since: Day | null,
): Day {
  const machineOn = (day: Day): MachineTier | null =>
    day === today ? machine : (days.find((state) => state.day <= day)?.machine ?? null);
  const finalOn = (day: Day): MachineTier | null =>
    human.state !== 'none' && (since ?? '') <= day && day <= human.until ? human.tier : machineOn(day);
  const turns = [...days.map(({ day }) => day), ...turnsOf(human, since)].filter((day) => day < today);
  const final = finalOn(today);
  let from = today;
  for (const day of turns.sort().reverse()) {
    if (finalOn(day) !== final) break;
    from = day;
  }
  return from;
}

/** Days on which an override by itself may turn the final tier. */
function turnsOf(human: HumanTier, since: Day | null): readonly Day[] {
  if (human.state === 'none') return [];
  return since === null ? [addDays(human.until, 1)] : [since, addDays(human.until, 1)];
}
