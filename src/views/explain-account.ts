import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { Locale } from '../accounts/connection.ts';
import type { ChangeSince, HealthAssessment } from '../accounts/health.ts';
import type { Instant } from '../accounts/time.ts';
import { foreignText } from '../messages/foreign-text.ts';
import type { Sentences } from '../messages/sentences.ts';
import { shownScore } from '../scoring/bands.ts';
import { explainMeasures } from './account/explain-measures.ts';
import { type ContactName, explainPeople } from './account/explain-people.ts';
import { explainRenewals } from './account/explain-renewals.ts';
import { stepKey } from './account/step-key.ts';
import { weeklyTrend } from './account/weekly-trend.ts';
import type { AccountHealth } from './contract/account-health.ts';

export interface ExplainInput {
  readonly assessment: HealthAssessment;
  /** The account's score points, in any order; those learnt after the assessment do not count. */
  readonly points: readonly ScorePoint[];
  /** In `locale`; made with names only where the connection allows them. */
  readonly sentences: Sentences;
  readonly locale: Locale;
  readonly now: Instant;
  /** Given only where the connection allows names. */
  readonly contactName?: ContactName | undefined;
  readonly ownerName?: ((ownerId: string) => string | null) | undefined;
}

/** Words for one assessment, as cards and command line show it. Pure. Printed integers sum as printed: measures to the score, lines to the change. */
export function explainAccount({ assessment, points, sentences, ...input }: ExplainInput): AccountHealth {
  const { band, tier, ownerId, segment } = assessment;
  return {
    state: 'assessed',
    account: {
      id: assessment.accountId,
      name: foreignText(assessment.accountName),
      segment: segment === null ? null : sentences.segment(segment),
      owner: ownerId === null ? null : foreignOrNull(input.ownerName?.(ownerId)),
    },
    locale: input.locale,
    assessedAt: assessment.assessedAt,
    asOfText: sentences.format.day(assessment.today),
    stale: isStale(assessment.assessedAt, input.now),
    scorecard: assessment.scorecard.version,
    score: assessment.shown,
    band: { code: band, label: sentences.band(band) },
    tier: tier === null ? null : { code: tier, label: sentences.tier(tier) },
    coverage: explainCoverage(assessment, sentences),
    change: explainChange(assessment.change30d, assessment, sentences),
    gates: assessment.gates.map((gate) => ({
      id: gate.id,
      name: sentences.gateName(gate.id),
      sentence: sentences.gate(gate),
      evidence: sentences.evidence(gate.evidence, assessment.today),
      caps: { code: gate.caps, label: sentences.tier(gate.caps) },
    })),
    up: assessment.up.map(({ measure }) => measure),
    down: assessment.down.map(({ measure }) => measure),
    measures: [...explainMeasures(assessment, sentences)],
    groups: assessment.groups.map(({ group, score, weight, coverage }) => ({
      id: group,
      name: sentences.groupName(group),
      score: score === null ? null : shownScore(score),
      weight,
      coverage: Math.round(coverage * 100),
    })),
    trend: [...weeklyTrend(assessment, points)],
    renewals: [...explainRenewals(assessment, sentences)],
    people: [...explainPeople(assessment.people, sentences, input.contactName)],
    nextStep: { text: sentences.nextStep(assessment.nextStep), key: stepKey(assessment) },
    expansion: assessment.expansion.signal ? sentences.expansion(assessment.expansion.because) : null,
  };
}

const foreignOrNull = (name: string | null | undefined): string | null =>
  name === null || name === undefined ? null : foreignText(name);

/** Two nights and an hour, for the night on which clocks change: then the nightly run did not happen. */
const staleAfterMs = 49 * 3_600_000;
const isStale = (assessedAt: Instant, now: Instant): boolean => Date.parse(now) - Date.parse(assessedAt) > staleAfterMs;

function explainCoverage(
  { coverage, bounds, band }: HealthAssessment,
  sentences: Sentences,
): AccountHealth['coverage'] {
  const shown = {
    percent: Math.round(coverage * 100),
    low: shownScore(bounds.low),
    high: shownScore(bounds.high),
  };
  return { ...shown, sentence: sentences.coverage(shown, band) };
}

/** One sentence, and the causes that show at least a point, largest first; leaving out those that print ±0 changes no sum. */
export function explainChange(
  change: ChangeSince,
  { gates }: Pick<HealthAssessment, 'gates'>,
  sentences: Sentences,
): AccountHealth['change'] {
  const sentence = sentences.change(change, gates);
  if (change.state === 'no_comparable_score') return { points: null, sentence, lines: [] };
  const lines = change.lines
    .filter(({ shown }) => shown !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map((line) => ({
      points: line.shown,
      sentence: sentences.changeText(line),
      cause: sentences.causeName(line.cause),
    }));
  return { points: change.shownChange, sentence, lines };
}
