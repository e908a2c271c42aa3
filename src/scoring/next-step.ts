import type { Segment } from '../accounts/account.ts';
import type { Gate, HealthBand, MeasureResult, NextStep, RenewalForecast } from '../accounts/health.ts';
import type { MeasureId } from '../accounts/measures.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Day } from '../accounts/time.ts';
import { gateCapsOf } from './gate-caps.ts';
import { isInternalOnly, milestoneDue } from './milestones.ts';

export interface NextStepInput {
  readonly today: Day;
  readonly band: HealthBand;
  readonly gates: readonly Gate[];
  readonly renewals: readonly RenewalForecast[];
  readonly measures: readonly MeasureResult[];
  readonly segment: Segment | null;
  readonly card: Scorecard;
}

/**
 * The one thing to do next for an account. The worst gate's play; else, for an account at risk, contact at once, whatever its timeline says; else the step
 * at which its nearest renewal stands; else the cadence of its band, which for an account without a score is to collect the data it lacks: no customer
 * waits for our data. Docs/scoring.md "Timeline".
 */
export function chooseNextStep(input: NextStepInput): NextStep {
  const { band } = input;
  const gate = gateStep(input);
  if (gate !== null) return gate;
  if (band === 'critical') return { kind: 'cadence', band };
  if (band === 'at_risk' || input.renewals.some(isAtRisk)) return { kind: 'cadence', band: 'at_risk' };
  return milestoneStep(input) ?? rhythmOf(input);
}

const rhythmOf = ({ band, measures }: NextStepInput): NextStep =>
  band === 'insufficient_data'
    ? { kind: 'collect_data', missing: heaviestMissing(measures) }
    : { kind: 'cadence', band };

/** A human's at_risk counts as the machine's does; a renewal outside the window is no reason to call today. */
const isAtRisk = ({ final, machine }: RenewalForecast): boolean => final === 'at_risk' && machine !== 'not_in_window';

/** What caps at at_risk is dealt with now, trouble that is still open with support within 48 hours, the rest within the week. */
function gateStep({ gates, renewals, card }: NextStepInput): NextStep | null {
  const nearest = Math.min(
    ...renewals.flatMap(({ daysToRenewal, machine }) =>
      daysToRenewal === null || machine === 'not_in_window' ? [] : [daysToRenewal],
    ),
  );
  const worst = gateCapsOf(gates, Number.isFinite(nearest) ? nearest : null, card)[0];
  if (worst === undefined) return null;
  const soon = worst.gate === 'ticket_storm' ? '48_hours' : 'week';
  return { kind: 'gate', gate: worst.gate, within: worst.cap === 'at_risk' ? 'now' : soon };
}

/** The step of the nearest renewal that stands at one; forecasts come nearest date first. */
function milestoneStep({ renewals, segment }: NextStepInput): NextStep | null {
  for (const { milestone, date, renewalId } of renewals) {
    const due = milestone === null || date === null ? null : milestoneDue(milestone, date);
    if (milestone === null || due === null) continue;
    return { kind: 'milestone', milestone, renewalId, due, internalOnly: isInternalOnly(milestone, segment) };
  }
  return null;
}

const mostNamed = 3;

/** The measures without data that weigh most: each raises coverage by its weight. */
function heaviestMissing(measures: readonly MeasureResult[]): readonly MeasureId[] {
  const missing = measures.filter(({ state, weight }) => state === 'no_data' && weight > 0);
  return missing
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostNamed)
    .map(({ id }) => id);
}
