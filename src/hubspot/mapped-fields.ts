import type { FieldMapping } from '../accounts/connection.ts';
import { CrmError, type RecordType } from '../ports/crm.ts';
import type { HubSpotObject } from './object-types.ts';
import type { Portal } from './portal.ts';

/** The mapped fields that a read of an object asks for. */
export function mappedFields(object: HubSpotObject, mapping: FieldMapping): readonly string[] {
  return (fields[object]?.(mapping) ?? []).filter((field) => field !== null);
}

const fields: Partial<Record<HubSpotObject, (mapping: FieldMapping) => readonly (string | null)[]>> = {
  companies: ({ account: a }) => [a.externalKey, a.acv, a.seats, a.contractStart, a.contractEnd],
  deals: ({ renewal: r }) => [r.renewalDate, r.arr, ...r.rule.fields.map(({ field }) => field)],
  contacts: ({ contact }) => [contact.role],
};

/**
 * Throws CrmError `invalid` when a mapped field is gone. HubSpot answers reads without a word about properties it does not have: every value would look
 * emptied, and scores would move for no reason.
 */
export async function checkMappedFields(
  portal: Portal,
  type: RecordType,
  object: HubSpotObject,
  mapping: FieldMapping,
): Promise<void> {
  const wanted = mappedFields(object, mapping);
  if (wanted.length === 0) return;
  const existing = await portal.properties(object);
  const field = wanted.find((name) => !existing.has(name));
  if (field === undefined) return;
  throw new CrmError('invalid', 'mapped_field_missing', { details: { object, field, type } });
}
