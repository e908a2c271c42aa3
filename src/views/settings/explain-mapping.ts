import type { FieldMapping } from '../../accounts/connection.ts';
import type { CrmDescription } from '../../ports/crm.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { HubspotSettings } from '../contract/hubspot-settings.ts';

type Mapped = HubspotSettings['mapping'][number];
type Target = Parameters<Sentences['mappingTarget']>[0];
type MappedTarget = Exclude<Target, 'renewalRule' | 'topPriority' | 'reviewMeetingType'>;

/** A CRM field that may mean a target, and why. */
export interface Candidate {
  readonly field: string;
  readonly label: string;
  readonly why: Parameters<Sentences['candidateReason']>[0];
}
export type Candidates = Readonly<Record<MappedTarget, readonly Candidate[]>>;

interface Place {
  readonly target: string;
  readonly name: MappedTarget;
  readonly object: 'account' | 'renewal' | 'contact';
  readonly field: string | null;
  readonly without: Parameters<Sentences['consequence']>[0];
}

/** Every target with the field in use, the other candidates, and what follows where there is none. */
export const explainMapping = (
  mapping: FieldMapping,
  portal: CrmDescription | null,
  candidates: Candidates | null,
  sentences: Sentences,
): readonly Mapped[] =>
  placesOf(mapping).map(({ target, name, object, field, without }) => {
    const offered = (candidates?.[name] ?? []).map(({ field: other, label, why }) => ({
      ...{ field: other, label },
      why: sentences.candidateReason(why),
    }));
    const inUse = portal?.fields[object].find((one) => one.name === field);
    const isOffered = offered.some((one) => one.field === field);
    return {
      target,
      label: sentences.mappingTarget(name),
      field,
      consequence: field === null ? sentences.consequence(without) : '',
      candidates:
        inUse === undefined || isOffered ? offered : [{ field: inUse.name, label: inUse.label, why: '' }, ...offered],
    };
  });

function placesOf({ account, renewal, contact }: FieldMapping): readonly Place[] {
  const date = account.contractEnd === null ? 'renewal_date_from_close_date' : 'renewal_date_from_contract_end';
  return [
    place('account', 'externalKey', account.externalKey, 'record_id_and_domain_only'),
    place('account', 'acv', account.acv, 'no_segment_by_contract_value'),
    place('account', 'seats', account.seats, 'seats_from_signals_only'),
    place('account', 'contractStart', account.contractStart, 'contract_start_unknown'),
    place('account', 'contractEnd', account.contractEnd, 'no_contract_end_fallback'),
    place('renewal', 'renewalDate', renewal.renewalDate, date),
    place('renewal', 'arr', renewal.arr, 'renewals_without_arr'),
    { ...place('contact', 'contactRole', contact.role, 'roles_unknown'), target: 'contact.role' },
  ];
}

const place = (
  object: Place['object'],
  name: MappedTarget,
  field: string | null,
  without: Place['without'],
): Place => ({ target: `${object}.${name}`, name, object, field, without });

export function explainRule(
  { renewal: { rule } }: FieldMapping,
  portal: CrmDescription | null,
  sentences: Sentences,
): HubspotSettings['renewalRule'] {
  const pipelines = (portal?.pipelines ?? []).map(({ id, label }) => ({
    ...{ id, label },
    chosen: rule.pipelineIds.includes(id),
  }));
  const chosen = rule.pipelineIds.map((id) => pipelines.find((pipeline) => pipeline.id === id)?.label ?? id);
  const sentence = sentences.renewalRule(chosen, rule.fields);
  return { sentence: sentence === '' ? sentences.consequence('no_renewals_found') : sentence, pipelines };
}
