import type { FieldMapping } from '../../accounts/connection.ts';

export type MappingTarget =
  'externalKey' | 'acv' | 'seats' | 'contractStart' | 'contractEnd' | 'renewalDate' | 'arr' | 'contactRole';

/** Why a field is a candidate. `standard_field` = the CRM's own field for it, or the nearest one every portal has. */
export type CandidateReason = 'exact_name' | 'exact_label' | 'similar_name' | 'similar_label' | 'standard_field';

export interface FieldCandidate {
  /** The CRM's internal field name. */
  readonly field: string;
  readonly label: string;
  readonly why: CandidateReason;
  /** 0 to 1; from `proposedFrom` on a candidate may become the default. */
  readonly confidence: number;
}

/** One way to tell which deals are renewals. */
export type RuleCandidate = {
  readonly label: string;
  readonly confidence: number;
} & (
  | { readonly by: 'pipeline'; readonly pipelineId: string }
  | { readonly by: 'deal_type' | 'marker_field'; readonly field: string; readonly values: readonly string[] }
);

/** What is missing and what the product does instead. */
export interface MissingMapping {
  readonly target: MappingTarget | 'renewalRule' | 'topPriority' | 'reviewMeetingType';
  readonly follows:
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
}

export interface MappingProposal {
  readonly mapping: FieldMapping;
  /** Best first, by target. */
  readonly candidates: Readonly<Record<MappingTarget, readonly FieldCandidate[]>>;
  readonly ruleCandidates: readonly RuleCandidate[];
  readonly missing: readonly MissingMapping[];
}
