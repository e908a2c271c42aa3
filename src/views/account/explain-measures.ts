import type { HealthAssessment, MeasureResult } from '../../accounts/health.ts';
import type { Sentences } from '../../messages/sentences.ts';
import { largestRemainder } from '../../scoring/largest-remainder.ts';
import type { AccountHealth } from '../contract/account-health.ts';

type Explained = AccountHealth['measures'][number];
type Scored = Extract<MeasureResult, { readonly state: 'scored' }>;

/** The level that `effect` is measured against; as scoring's drivers. */
const reference = 75;

/**
 * Every measure of the scorecard, in its order. Printed points sum to the printed score and printed missing points to 100 minus it; without a score
 * there is nothing to sum to, and both are null.
 */
export function explainMeasures(assessment: HealthAssessment, sentences: Sentences): readonly Explained[] {
  const shares = sharesOf(assessment);
  return assessment.measures.map((result) => ({
    id: result.id,
    name: sentences.measureName(result.id),
    group: sentences.groupName(result.group),
    state: result.state,
    weight: result.weight,
    ...(result.state === 'scored'
      ? {
          score: Math.round(result.score),
          ...(shares.get(result) ?? { points: null, missing: null, effect: null }),
          sentence: sentences.measure(result),
          evidence: sentences.evidence(result.evidence, assessment.today),
        }
      : { score: null, points: null, missing: null, effect: null, sentence: sentences.unscored(result), evidence: '' }),
  }));
}

interface Share {
  readonly points: number;
  readonly missing: number;
  readonly effect: number;
}

function sharesOf({ measures, shown }: HealthAssessment): ReadonlyMap<MeasureResult, Share> {
  if (shown === null) return new Map();
  const scored = measures.filter((result): result is Scored => result.state === 'scored');
  const total = scored.reduce((sum, { weight }) => sum + weight, 0);
  const points = largestRemainder(
    scored.map(({ contribution }) => contribution),
    shown,
  );
  const missing = largestRemainder(
    scored.map((result) => result.missing),
    100 - shown,
  );
  return new Map(
    scored.map((result, index) => [
      result,
      {
        points: points[index] ?? 0,
        missing: missing[index] ?? 0,
        effect: oneDecimal((result.weight * (result.score - reference)) / total),
      },
    ]),
  );
}

/** Adding 0 turns −0, which JSON prints as 0 but a comparison tells apart, into 0. */
const oneDecimal = (value: number): number => Math.round(value * 10) / 10 + 0;
