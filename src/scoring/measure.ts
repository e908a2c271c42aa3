import type { Evidence, MeasureFacts, MeasureId, NoDataReason, NotApplicableReason } from '../accounts/measures.ts';
import type { Scorecard, ScorecardMeasure } from '../accounts/scorecard.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { UsageRollUp } from './usage.ts';

/** One reason why a score moves. The file that holds it says why it matters and what it needs. */
export interface Measure<K extends MeasureId> {
  readonly id: K;
  readonly measure: (input: MeasureInput) => Measured<K>;
}

export interface MeasureInput {
  readonly snapshot: AccountSnapshot;
  readonly usage: UsageRollUp;
  /** This measure's entry in the scorecard: curve, levels, limits. */
  readonly rules: ScorecardMeasure;
  readonly card: Scorecard;
}

/** Null is not zero: `no_data` leaves the average and lowers coverage, `not_applicable` leaves both. */
export type Measured<K extends MeasureId> =
  | {
      readonly state: 'scored';
      readonly score: number;
      readonly facts: MeasureFacts[K];
      readonly evidence: Evidence;
    }
  | { readonly state: 'no_data'; readonly reason: NoDataReason }
  | { readonly state: 'not_applicable'; readonly reason: NotApplicableReason };

export const noData = (reason: NoDataReason): { readonly state: 'no_data'; readonly reason: NoDataReason } => ({
  state: 'no_data',
  reason,
});

export const notApplicable = (
  reason: NotApplicableReason,
): { readonly state: 'not_applicable'; readonly reason: NotApplicableReason } => ({ state: 'not_applicable', reason });

/** The curve of a measure that has one; the parser has checked that. */
export function curveOf(rules: ScorecardMeasure): readonly (readonly [number, number])[] {
  if (rules.curve === null) throw new RangeError(`The scorecard gives no curve for ${rules.id}`);
  return rules.curve;
}

/** The level table of a measure that has one; the parser has checked that. */
export function levelsOf(rules: ScorecardMeasure): Readonly<Record<string, number>> {
  if (rules.levels === null) throw new RangeError(`The scorecard gives no levels for ${rules.id}`);
  return rules.levels;
}
