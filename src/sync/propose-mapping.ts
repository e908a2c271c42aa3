import type { FieldMapping } from '../accounts/connection.ts';
import type { CrmDescription } from '../ports/crm.ts';
import { findFields } from './mapping/find-fields.ts';
import { chooseRule, findRenewalRule } from './mapping/find-renewal-rule.ts';
import type { FieldCandidate, MappingProposal, MappingTarget, MissingMapping } from './mapping/mapping-proposal.ts';
import { reviewTitleWords, targetWords, topPriorityWords } from './mapping/mapping-words.ts';
import { plainWords } from './mapping/plain-words.ts';

/** A field is mapped by itself from this confidence on; below it, it is only offered. */
export const proposedFrom = 0.4;

/**
 * Proposes which of a portal's fields mean what, in English and German portals alike, from names, labels, types and options only. Nothing about a
 * portal is assumed: what is not found is null and listed under `missing` with what follows from that.
 */
export function proposeMapping(description: CrmDescription): MappingProposal {
  const candidates = candidatesOf(description);
  const ruleCandidates = findRenewalRule(description);
  const mapping = mappingOf(description, (target) => best(candidates[target]), chooseRule(ruleCandidates));
  return { mapping, candidates, ruleCandidates, missing: missingOf(mapping) };
}

function candidatesOf(description: CrmDescription): MappingProposal['candidates'] {
  const found: Record<MappingTarget, readonly FieldCandidate[]> = {
    externalKey: [],
    acv: [],
    seats: [],
    contractStart: [],
    contractEnd: [],
    renewalDate: [],
    arr: [],
    contactRole: [],
  };
  for (const words of targetWords) found[words.target] = findFields(description.fields[words.object], words);
  return found;
}

function best(candidates: readonly FieldCandidate[]): string | null {
  const [first] = candidates;
  return first !== undefined && first.confidence >= proposedFrom ? first.field : null;
}

function mappingOf(
  description: CrmDescription,
  field: (target: MappingTarget) => string | null,
  rule: FieldMapping['renewal']['rule'],
): FieldMapping {
  return {
    account: {
      externalKey: field('externalKey'),
      acv: field('acv'),
      seats: field('seats'),
      contractStart: field('contractStart'),
      contractEnd: field('contractEnd'),
    },
    renewal: { rule, renewalDate: field('renewalDate'), arr: field('arr') },
    contact: { role: field('contactRole') },
    review: { titleWords: reviewTitleWords, meetingTypes: reviewTypes(description.meetingTypes) },
    topPriority: topPriority(description.ticketPriorities),
  };
}

function reviewTypes(meetingTypes: readonly string[]): readonly string[] {
  const words = reviewTitleWords.map(plainWords);
  return meetingTypes.filter((type) => words.some((word) => plainWords(type).includes(word)));
}

/** The value that names the highest level; '' when none does, and then no ticket is of top priority. */
function topPriority(values: readonly string[]): string {
  for (const word of topPriorityWords) {
    const found = values.find((value) => plainWords(value) === word);
    if (found !== undefined) return found;
  }
  return '';
}

function missingOf(mapping: FieldMapping): readonly MissingMapping[] {
  const { account, renewal, contact, review, topPriority: top } = mapping;
  const noRule = renewal.rule.pipelineIds.length === 0 && renewal.rule.fields.length === 0;
  const gaps: readonly (readonly [boolean, MissingMapping])[] = [
    [noRule, { target: 'renewalRule', follows: 'no_renewals_found' }],
    [renewal.renewalDate === null, { target: 'renewalDate', follows: dateFallback(account.contractEnd) }],
    [renewal.arr === null, { target: 'arr', follows: 'renewals_without_arr' }],
    [account.externalKey === null, { target: 'externalKey', follows: 'record_id_and_domain_only' }],
    [account.acv === null, { target: 'acv', follows: 'no_segment_by_contract_value' }],
    [account.seats === null, { target: 'seats', follows: 'seats_from_signals_only' }],
    [account.contractStart === null, { target: 'contractStart', follows: 'contract_start_unknown' }],
    [account.contractEnd === null, { target: 'contractEnd', follows: 'no_contract_end_fallback' }],
    [contact.role === null, { target: 'contactRole', follows: 'roles_unknown' }],
    [review.meetingTypes.length === 0, { target: 'reviewMeetingType', follows: 'reviews_by_title_only' }],
    [top === '', { target: 'topPriority', follows: 'no_top_priority_tickets' }],
  ];
  return gaps.flatMap(([isMissing, gap]) => (isMissing ? [gap] : []));
}

function dateFallback(contractEnd: string | null): MissingMapping['follows'] {
  return contractEnd === null ? 'renewal_date_from_close_date' : 'renewal_date_from_contract_end';
}
