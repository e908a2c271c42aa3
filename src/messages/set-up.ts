import type { Locale } from '../accounts/connection.ts';
import { foreignText } from './foreign-text.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

/** The targets of the field mapping, the reasons of a candidate, what follows from a gap: the codes of sync's mapping proposal and data quality, mirrored. */
export type MappingTargetName =
  | 'externalKey'
  | 'acv'
  | 'seats'
  | 'contractStart'
  | 'contractEnd'
  | 'renewalDate'
  | 'arr'
  | 'contactRole'
  | 'renewalRule'
  | 'topPriority'
  | 'reviewMeetingType';
export type CandidateReasonName = 'exact_name' | 'exact_label' | 'similar_name' | 'similar_label' | 'standard_field';
export type ConsequenceName =
  | 'record_id_and_domain_only'
  | 'no_segment_by_contract_value'
  | 'seats_from_signals_only'
  | 'contract_start_unknown'
  | 'no_contract_end_fallback'
  | 'renewal_date_from_contract_end'
  | 'renewal_date_from_close_date'
  | 'renewals_without_arr'
  | 'roles_unknown'
  | 'no_renewals_found'
  | 'no_top_priority_tickets'
  | 'reviews_by_title_only';
export type GapName =
  | 'no_open_renewal'
  | 'no_renewal_date'
  | 'renewal_date_by_fallback'
  | 'no_arr'
  | 'foreign_arr'
  | 'no_seats'
  | 'no_owner'
  | 'no_usage'
  | 'insufficient_data';
export type RunKindName = 'full' | 'incremental' | 'recompute' | 'write_back' | 'undo' | 'collect';

/** What is wrong at one place of a scorecard file; the shape of src/scorecards. */
export type ScorecardFault = { readonly file: string; readonly line: number; readonly key: string } & (
  | { readonly code: 'not_yaml'; readonly text: string }
  | {
      readonly code:
        'unknown_key' | 'missing' | 'not_ascending' | 'nothing_weighs' | 'not_a_name' | 'alias' | 'unknown_base';
    }
  | { readonly code: 'wrong_type'; readonly expected: string }
  | { readonly code: 'too_small'; readonly minimum: number }
  | { readonly code: 'too_big'; readonly maximum: number }
  | { readonly code: 'not_one_of'; readonly allowed: readonly string[] }
  | { readonly code: 'out_of_order'; readonly above: string }
);

interface SetUpParams {
  readonly scorecardFault: Readonly<{ place: string; code: ScorecardFault['code']; detail: string }>;
  readonly nothingToUndo: Readonly<{ run: string }>;
  readonly published: Readonly<{ version: string }>;
  readonly bandMove: Readonly<{ count: number; from: string; to: string }>;
  readonly previewOnly: Readonly<{ version: string }>;
  readonly gap: Readonly<{ gap: GapName; count: number }>;
  readonly unknownTarget: Readonly<{ name: string; targets: string }>;
  readonly unknownField: Readonly<{ name: string }>;
}
export interface SetUpTexts {
  readonly targets: Labels<MappingTargetName>;
  readonly reasons: Labels<CandidateReasonName>;
  readonly consequences: Labels<ConsequenceName>;
  readonly runKinds: Labels<RunKindName>;
  readonly columns: Labels<
    'target' | 'field' | 'candidates' | 'run' | 'kind' | 'written' | 'calls' | 'found' | 'leftAlone' | 'mapping'
  >;
  readonly sentences: Texts<Readonly<Record<keyof SetUpParams, Readonly<Record<string, string | number>>>>>;
}

/** Words of setting a connection up and looking after it: the mapping, what it lacks, the runs. */
export function createSetUpSentences(locale: Locale, texts: SetUpTexts) {
  const say = createSay<Readonly<Record<keyof SetUpParams, Readonly<Record<string, string | number>>>>>(
    locale,
    texts.sentences,
  );
  return {
    mappingTarget: (target: MappingTargetName) => texts.targets[target],
    candidateReason: (reason: CandidateReasonName) => texts.reasons[reason],
    consequence: (follows: ConsequenceName) => texts.consequences[follows],
    runKind: (kind: RunKindName) => texts.runKinds[kind],
    setUpColumn: (name: keyof SetUpTexts['columns']) => texts.columns[name],
    /** "12 accounts have no open renewal." */
    gap: (gap: GapName, count: number) => say('gap', { gap, count }),
    unknownTarget: (name: string, targets: readonly string[]) =>
      say('unknownTarget', { name: foreignText(name), targets: targets.join(', ') }),
    /** "mine.yaml:12 measures.nps.weight: the value must be at least 0." */
    scorecardFault: (fault: ScorecardFault) =>
      say('scorecardFault', {
        place: `${fault.file}:${fault.line}${fault.key === '' ? '' : ` ${fault.key}`}`,
        code: fault.code,
        detail: detailOf(fault),
      }),
    nothingToUndo: (run: number) => say('nothingToUndo', { run: String(run) }),
    published: (version: string) => say('published', { version }),
    bandMove: (count: number, from: string, to: string) => say('bandMove', { count, from, to }),
    previewOnly: (version: string) => say('previewOnly', { version }),
    unknownField: (name: string) => say('unknownField', { name: foreignText(name) }),
  };
}

function detailOf(fault: ScorecardFault): string {
  switch (fault.code) {
    case 'not_yaml':
      return foreignText(fault.text);
    case 'wrong_type':
      return fault.expected;
    case 'too_small':
      return String(fault.minimum);
    case 'too_big':
      return String(fault.maximum);
    case 'not_one_of':
      return fault.allowed.join(', ');
    case 'out_of_order':
      return fault.above;
    default:
      return '';
  }
}
