import type { TierState } from '../accounts/account-inputs.ts';
import type { ForecastTier } from '../accounts/account.ts';
import type { MachineTier } from '../accounts/health.ts';
import type { RenewalId } from '../accounts/ids.ts';
import type { ForecastRules } from '../accounts/scorecard.ts';
import type { Day, Instant } from '../accounts/time.ts';
import { betweenTiers, compareTiers, isForecastTier } from './tier-order.ts';

/** What was decided for a renewal before this run. */
export interface TierMemory {
  /** One a day, newest first: the last run of a day stands for it. May hold an earlier run of today. */
  readonly days: readonly TierState[];
  readonly today: Day;
}

/** The states of one renewal that were known before `asOf`, so that repeating a run finds the memory the first one found. */
export function tierMemoryOf(
  states: readonly TierState[],
  { renewalId, asOf, today }: { readonly renewalId: RenewalId; readonly asOf: Instant; readonly today: Day },
): TierMemory {
  const lastOfDay = new Map<Day, TierState>();
  for (const state of states) {
    if (state.renewalId !== renewalId || state.knownAt >= asOf) continue;
    const known = lastOfDay.get(state.day);
    if (known === undefined || known.knownAt < state.knownAt) lastOfDay.set(state.day, state);
  }
  return { days: [...lastOfDay.values()].sort((a, b) => (a.day < b.day ? 1 : -1)), today };
}

/**
 * The tier after hysteresis, gates apart: it moves when the candidate has held for `holdRuns` daily runs, this one included; else only as far as the
 * shown score has passed the lines between by `passBy` points. At once: the first decision, the first after a time without a tier, and a fall while a gate
 * fires. A rise waits then too, or one more bad fact would make a tier better. What gates made of earlier tiers is no memory: their lids come afterwards.
 */
export function heldTier(
  candidate: ForecastTier,
  at: { readonly shown: number; readonly gated: boolean; readonly memory: TierMemory; readonly rules: ForecastRules },
): ForecastTier {
  const last = lastTier(at.memory);
  if (last === null || !isForecastTier(last) || last === candidate) return candidate;
  const fallsGated = at.gated && compareTiers(candidate, last) < 0;
  if (fallsGated || hasHeld(candidate, at.memory, at.rules)) return candidate;
  return asFarAsPassed(last, candidate, at.shown, at.rules);
}

function lastTier({ days: [last] }: TierMemory): MachineTier | null {
  return last === undefined ? null : (last.ungated ?? last.machine);
}

function hasHeld(candidate: ForecastTier, { days, today }: TierMemory, { holdRuns }: ForecastRules): boolean {
  const earlier = days.filter(({ day }) => day < today).slice(0, holdRuns - 1);
  return (
    earlier.length === holdRuns - 1 &&
    earlier.every((state) => (state.ungatedCandidate ?? state.candidate) === candidate)
  );
}

function asFarAsPassed(from: ForecastTier, to: ForecastTier, shown: number, rules: ForecastRules): ForecastTier {
  const { atRiskBelow, commitFrom, passBy } = rules;
  if (compareTiers(to, from) > 0) {
    const reached = shown >= commitFrom + passBy ? 'commit' : shown >= atRiskBelow + passBy ? 'best_case' : from;
    return betweenTiers(from, reached, to);
  }
  const fallen = shown <= atRiskBelow - passBy ? 'at_risk' : shown <= commitFrom - passBy ? 'best_case' : from;
  return betweenTiers(to, fallen, from);
}
