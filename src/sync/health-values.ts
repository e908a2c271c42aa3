import type { HealthAssessment, MachineTier, RenewalForecast } from '../accounts/health.ts';
import type { Group } from '../accounts/measures.ts';
import type { Sentences } from '../messages/sentences.ts';
import type { AccountHealthValues, RenewalHealthValues } from '../ports/crm.ts';
import { dayStart } from './day-start.ts';

export type HealthSentences = Pick<Sentences, 'drivers' | 'change' | 'nextStep' | 'tierReason' | 'human'>;

/** What an assessment says on the company or Account: shown integers, codes for filters, sentences in the connection's language. */
export function accountHealthValues(health: HealthAssessment, sentences: HealthSentences): AccountHealthValues {
  const scored = health.shown !== null;
  const groupScore = (id: Group) => (scored ? (health.groups.find(({ group }) => group === id)?.score ?? null) : null);
  return {
    score: health.shown,
    band: health.band,
    change30d: health.change30d.state === 'compared' ? health.change30d.shownChange : null,
    trend: health.trend,
    coverage: health.coverage,
    product: groupScore('product'),
    relationship: groupScore('relationship'),
    support: groupScore('support'),
    business: groupScore('business'),
    topRisk: topRisk(health),
    drivers: scored ? sentences.drivers(health) : '',
    changeReason: scored ? sentences.change(health.change30d, health.gates) : '',
    nextStep: sentences.nextStep(health.nextStep),
    expansion: health.expansion.signal,
    scoredAt: health.assessedAt,
    scorecard: health.scorecard.version,
    nextDate: health.nextDate,
    tier: health.tier,
    arrAtRisk: health.arrAtRisk,
  };
}

/** The code reports group by: the first warning, else the measure that costs most; nothing below half a point. */
function topRisk({ gates, down, shown }: HealthAssessment): string | null {
  const [gate] = gates;
  if (gate !== undefined) return gate.id;
  const [worst] = down;
  return shown !== null && worst !== undefined && worst.effect <= -0.5 ? worst.measure : null;
}

/** What a forecast says on the deal or Opportunity. A renewal outside the window, or without enough data, carries no tier: its reason says why. */
export function renewalHealthValues(
  renewal: RenewalForecast,
  health: HealthAssessment,
  sentences: HealthSentences,
  timeZone: string,
): RenewalHealthValues {
  const tier = written(renewal.final);
  return {
    tier,
    tierMachine: written(renewal.machine),
    tierReason: reasonOf(renewal, sentences),
    tierChangedAt: tier === null ? null : dayStart(renewal.changedOn, timeZone),
    score: health.shown,
    band: health.band,
    probability: renewal.probability,
  };
}

const written = (tier: MachineTier) => (tier === 'not_in_window' || tier === 'insufficient_data' ? null : tier);

/** A human tier is named first: it decides while it is valid, and an expired one is reported. */
function reasonOf({ human, reason }: RenewalForecast, sentences: HealthSentences): string {
  const machine = sentences.tierReason(reason);
  return human.state === 'none' ? machine : `${sentences.human(human)} ${machine}`;
}
