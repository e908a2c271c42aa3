import type { CrmDescription, CrmField } from '../../ports/crm.ts';
import type { RenewalRule } from '../../accounts/connection.ts';
import type { RuleCandidate } from './mapping-proposal.ts';
import { existingBusinessWords, renewalWords } from './mapping-words.ts';
import { plainWords } from './plain-words.ts';

/** Deal types: HubSpot `dealtype`, Salesforce `Type`, Salesforce record types. */
const dealTypeFields = ['dealtype', 'Type', 'RecordTypeId'];
/** A candidate that says "renewal" is taken; one that says "existing business" only when nothing better is there. */
const sureFrom = 0.7;

/** How renewals can be told from other deals, best first. */
export function findRenewalRule(description: Pick<CrmDescription, 'pipelines' | 'fields'>): readonly RuleCandidate[] {
  const pipelines = description.pipelines
    .filter(({ label }) => speaksOf(label, renewalWords))
    .map(({ id, label }) => ({ by: 'pipeline' as const, pipelineId: id, label, confidence: 0.95 }));
  return [...pipelines, ...description.fields.renewal.flatMap(ofField)].sort((a, b) => b.confidence - a.confidence);
}

/** The union of the sure candidates, else the best unsure one, else an empty rule: then no deal is a renewal. */
export function chooseRule(candidates: readonly RuleCandidate[]): RenewalRule {
  const sure = candidates.filter(({ confidence }) => confidence >= sureFrom);
  const chosen = sure.length > 0 ? sure : candidates.slice(0, 1);
  return {
    pipelineIds: chosen.flatMap((candidate) => (candidate.by === 'pipeline' ? [candidate.pipelineId] : [])),
    fields: chosen.flatMap((candidate) =>
      candidate.by === 'pipeline' ? [] : [{ field: candidate.field, values: candidate.values }],
    ),
  };
}

function ofField(field: CrmField): readonly RuleCandidate[] {
  if (dealTypeFields.includes(field.name)) return ofDealType(field);
  if (!field.custom) return [];
  if (field.type === 'boolean') return ofMarker(field);
  return field.type === 'choice' ? ofChoice(field) : [];
}

function ofDealType(field: CrmField): readonly RuleCandidate[] {
  const base = { by: 'deal_type' as const, field: field.name, label: field.label };
  const renewals = optionsThatSay(field, renewalWords);
  if (renewals.length > 0) return [{ ...base, values: renewals, confidence: 0.9 }];
  const existing = optionsThatSay(field, existingBusinessWords);
  return existing.length > 0 ? [{ ...base, values: existing, confidence: 0.5 }] : [];
}

function ofMarker(field: CrmField): readonly RuleCandidate[] {
  const speaks = speaksOf(field.label, renewalWords) || speaksOf(field.name, renewalWords);
  // "Renewal sent" or "auto renewal" is a state of a deal, not its kind.
  const isKind = plainWords(field.label).split(' ').length <= 2 && !/auto|sent|signed|gesendet/i.test(field.label);
  return speaks && isKind
    ? [{ by: 'marker_field', field: field.name, label: field.label, values: ['true'], confidence: 0.8 }]
    : [];
}

/** A custom choice with an option "Renewal" beside others such as "New" or "Upsell". */
function ofChoice(field: CrmField): readonly RuleCandidate[] {
  const values = optionsThatSay(field, renewalWords);
  const isKind = values.length === 1 && field.options.length > 1;
  return isKind ? [{ by: 'marker_field', field: field.name, label: field.label, values, confidence: 0.75 }] : [];
}

function optionsThatSay(field: CrmField, words: readonly string[]): readonly string[] {
  return field.options
    .filter(({ value, label }) => speaksOf(label, words) || speaksOf(value, words))
    .map((o) => o.value);
}

function speaksOf(text: string, words: readonly string[]): boolean {
  const plain = plainWords(text);
  // "Non-renewal", "keine Verlängerung": the word stands for its opposite.
  return words.some((word) => plain.includes(word)) && !/\b(non|not|no|nicht|keine)\b/.test(plain);
}
