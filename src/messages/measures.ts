import type { Locale } from '../accounts/connection.ts';
import type { MeasureChange, MeasureResult } from '../accounts/health.ts';
import type {
  Evidence,
  EvidenceSource,
  Group,
  MeasureId,
  NoDataReason,
  NotApplicableReason,
} from '../accounts/measures.ts';
import type { Day } from '../accounts/time.ts';
import { daysBetween } from './format.ts';
import { createChanges, type ChangeParams } from './measure-changes.ts';
import { createLevels, type LevelParams } from './measure-levels.ts';
import { createValues, type ValueParams } from './measure-values.ts';
import { createPaymentFindings, type PaymentTexts } from './payment-findings.ts';
import { createSupportFindings, type SupportTexts } from './support-findings.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

export interface MeasureTexts {
  readonly names: Labels<MeasureId>;
  readonly whys: Labels<MeasureId>;
  readonly groups: Labels<Group>;
  readonly missing: string;
  readonly notApplicable: string;
  readonly noData: Labels<NoDataReason>;
  readonly notApplicableReasons: Labels<NotApplicableReason>;
  readonly evidence: string;
}
interface FrameParams {
  readonly missing: { name: string; reason: string };
  readonly notApplicable: { name: string; reason: string };
  readonly hardly: { name: string };
  readonly evidence: { source: EvidenceSource; count: number; age: 'none' | 'known'; days: number };
}
export interface MeasureCatalogue {
  readonly measures: MeasureTexts;
  /** A change too small to show in the printed numbers, as a clause. */
  readonly hardly: string;
  readonly levels: Texts<LevelParams>;
  readonly values: Texts<ValueParams>;
  readonly changes: Texts<ChangeParams>;
  readonly support: SupportTexts;
  readonly payment: PaymentTexts;
}

export type ScoredMeasure = Extract<MeasureResult, { readonly state: 'scored' }>;
export type MeasureSentences = ReturnType<typeof createMeasureSentences>;

/** Everything that is said about one measure: where it stands, in a sentence and in a few words, and what became of it. */
export function createMeasureSentences(locale: Locale, catalogue: MeasureCatalogue) {
  const texts = catalogue.measures;
  const frame = createSay<FrameParams>(locale, { ...texts, hardly: catalogue.hardly });
  const levels = createLevels(locale, catalogue.levels);
  const values = createValues(locale, catalogue.values);
  const changes = createChanges(locale, catalogue.changes);
  const support = createSupportFindings(locale, catalogue.support);
  const payment = createPaymentFindings(locale, catalogue.payment);

  function scored(result: ScoredMeasure): string {
    if (result.id === 'support_friction') return support.level(result.facts);
    if (result.id === 'payment_and_plan') return payment.level(result.facts);
    return levels(result.id, result.facts);
  }
  function value(result: ScoredMeasure): string {
    if (result.id === 'support_friction') return support.short(result.facts);
    if (result.id === 'payment_and_plan') return payment.short(result.facts);
    return values(result.id, result.facts);
  }
  function ends(change: MeasureChange): readonly [before: string, after: string] {
    if (change.measure === 'support_friction') return [support.short(change.before), support.short(change.after)];
    if (change.measure === 'payment_and_plan') return [payment.short(change.before), payment.short(change.after)];
    return [values(change.measure, change.before), values(change.measure, change.after)];
  }
  function moved(change: MeasureChange, points: number): string | null {
    if (change.measure === 'support_friction') return support.change(change.before, change.after);
    if (change.measure === 'payment_and_plan') return payment.change(change.before, change.after, points);
    return changes(change.measure, change.before, change.after);
  }
  return {
    measureName: (id: MeasureId) => texts.names[id],
    measureWhy: (id: MeasureId) => texts.whys[id],
    groupName: (group: Group) => texts.groups[group],
    value,
    /** Where a measure stands, or why it has no score: one or two full sentences. */
    measure(result: MeasureResult): string {
      const name = texts.names[result.id];
      if (result.state === 'no_data') return frame('missing', { name, reason: texts.noData[result.reason] });
      if (result.state === 'scored') return scored(result);
      return frame('notApplicable', { name, reason: texts.notApplicableReasons[result.reason] });
    },
    /** Why a measure has no score, for places that name it already. */
    unscored: (result: Exclude<MeasureResult, ScoredMeasure>): string =>
      result.state === 'no_data' ? texts.noData[result.reason] : texts.notApplicableReasons[result.reason],
    /** A main clause without a full stop; `points` (default: a loss) tells which side of a mixed change moved the score. */
    measureChange(change: MeasureChange, points = -1): string {
      return moved(change, points) ?? frame('hardly', { name: texts.names[change.measure] });
    },
    /** For lists: "Seat use: 17 of 20 active (85%) → 12 of 20 active (60%)". */
    measureMove: (change: MeasureChange) => `${texts.names[change.measure]}: ${ends(change).join(' → ')}`,
    /** "from product usage, 14 facts, newest 3 days old" */
    evidence({ source, count, newest }: Evidence, today: Day): string {
      const days = newest === null ? 0 : Math.max(0, daysBetween(newest, today));
      return frame('evidence', { source, count, age: newest === null ? 'none' : 'known', days });
    },
  };
}
