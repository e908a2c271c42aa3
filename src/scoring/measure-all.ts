import type { MeasureResult, MeasureResultOf } from '../accounts/health.ts';
import type { MeasureId } from '../accounts/measures.ts';
import type { Scorecard, ScorecardMeasure } from '../accounts/scorecard.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { Measured, MeasureInput } from './measure.ts';
import { measures } from './measures.ts';
import { measuresFor, segmentOf } from './segment.ts';
import type { UsageRollUp } from './usage.ts';

/** Every measure that is on, in scorecard order, with its share of the score: contributions sum to the score, missing points to 100 minus the score. */
export function measureAll(snapshot: AccountSnapshot, usage: UsageRollUp, card: Scorecard): readonly MeasureResult[] {
  const on = measuresFor(card, segmentOf(snapshot.account, snapshot.homeCurrency, card));
  const measured = on.map((rules) => measureOne(rules.id, { snapshot, usage, rules, card }));
  const total = measured.reduce((sum, { scoredWeight }) => sum + scoredWeight, 0);
  return measured.map(({ resultIn }) => resultIn(total));
}

interface MeasuredOne {
  /** 0 unless scored. */
  readonly scoredWeight: number;
  /** The result in a score whose scored measures weigh `total`. */
  readonly resultIn: (total: number) => MeasureResult;
}

function measureOne(id: MeasureId, input: MeasureInput): MeasuredOne {
  const measured = measures[id].measure(input);
  const scoredWeight = measured.state === 'scored' ? input.rules.weight : 0;
  // Each measure's facts belong to its own id, which the table's type guarantees; over the union of ids the compiler cannot follow it.
  return { scoredWeight, resultIn: (total) => resultOf(id, measured, input.rules, total) as MeasureResult };
}

function resultOf(
  id: MeasureId,
  measured: Measured<MeasureId>,
  { group, weight }: ScorecardMeasure,
  total: number,
): MeasureResultOf<MeasureId> {
  if (measured.state !== 'scored') return { id, group, weight, ...measured };
  const { state, score, facts, evidence } = measured;
  const contribution = (weight * score) / total;
  const missing = (weight * (100 - score)) / total;
  return { id, group, weight, state, score, facts, evidence, contribution, missing };
}
