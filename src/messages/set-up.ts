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

interface SetUpParams {
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
    unknownField: (name: string) => say('unknownField', { name: foreignText(name) }),
  };
}
