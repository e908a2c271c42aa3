import type { FieldMapping } from '../accounts/connection.ts';
import { CrmError, type RecordType } from '../ports/crm.ts';
import { isChildField } from './child-fields.ts';
import type { SalesforceObject } from './objects.ts';
import type { ObjectDescription } from './org.ts';

/** The mapped fields that a read of an object asks for. */
export function mappedFields(object: SalesforceObject, mapping: FieldMapping): readonly string[] {
  return (fields[object]?.(mapping) ?? []).filter((field) => field !== null);
}

const fields: Partial<Record<SalesforceObject, (mapping: FieldMapping) => readonly (string | null)[]>> = {
  Account: ({ account: a }) => [a.externalKey, a.acv, a.seats, a.contractStart, a.contractEnd],
  Opportunity: ({ renewal: r }) => [r.renewalDate, r.arr, ...r.rule.fields.map(({ field }) => field)],
  Contact: ({ contact }) => [contact.role],
};

/** The end of the contract that an Opportunity names: the one field of another object that a renewal can be mapped to. */
export const contractOfOpportunity = 'Contract.EndDate';

/** Throws CrmError `invalid` when a mapped field is gone, renamed, or hidden from our user: reading the record without it would look as if it had been emptied. */
export function checkMappedFields(
  type: RecordType,
  object: SalesforceObject,
  mapping: FieldMapping,
  { fields: existing }: ObjectDescription,
): void {
  const isThere = (name: string): boolean =>
    existing.has(name) ||
    (object === 'Account' && isChildField(name)) ||
    (object === 'Opportunity' && name === contractOfOpportunity && existing.has('ContractId'));
  const field = mappedFields(object, mapping).find((name) => !isThere(name));
  if (field === undefined) return;
  throw new CrmError('invalid', 'mapped_field_missing', { details: { crm: 'salesforce', object, field, type } });
}
