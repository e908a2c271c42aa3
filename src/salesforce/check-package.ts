import type { ValueType } from '../crm-fields/parse-value.ts';
import { CrmError, type ProvisionReport } from '../ports/crm.ts';
import type { WrittenObject } from './objects.ts';
import type { DescribedField, Org } from './org.ts';
import { apiName, type WrittenField, writtenFields } from './written-fields.ts';

const objects = ['Account', 'Opportunity'] as const satisfies readonly WrittenObject[];

/**
 * Whether the org has the package and our user may write its fields. Nothing is created: fields, their permissions and the component come with the
 * package, which an admin deploys. Throws CrmError `invalid`/`package_missing` naming what is missing or read-only, `conflict` where a name is taken by
 * another type. Asked before the first write too: a value that a restricted choice lacks would have every row refused.
 */
export async function checkPackage(org: Org): Promise<ProvisionReport> {
  const missing: string[] = [];
  let there = 0;
  for (const object of objects) {
    const described = await org.object(object);
    for (const field of writtenFields[object]) {
      const found = described?.fields.get(apiName(field.name));
      if (found !== undefined) refuseOtherType(object, field, found);
      if (found === undefined || !canHold(field, found)) missing.push(`${object}.${apiName(field.name)}`);
      else there += 1;
    }
  }
  if (missing.length > 0) throw packageMissing(missing, there);
  return { created: [], updated: [], unchanged: there };
}

/** Names shown before the rest is only counted. */
const shown = 4;

function packageMissing(missing: readonly string[], there: number): CrmError {
  const more = missing.length > shown ? ` … (+${missing.length - shown})` : '';
  const field = `${missing.slice(0, shown).join(', ')}${more}`;
  const details = { crm: 'salesforce', field, needed: missing.length, used: there };
  return new CrmError('invalid', 'package_missing', { details });
}

/** A field that nobody may write, or that lacks one of our values, is as good as none. */
function canHold({ codes }: WrittenField, { updateable, restrictedPicklist, picklistValues }: DescribedField): boolean {
  if (!updateable) return false;
  if (!restrictedPicklist) return true;
  const known = new Set(picklistValues.flatMap(({ value, active }) => (active ? [value] : [])));
  return codes !== null && [...codes].every((code) => known.has(code));
}

function refuseOtherType(object: string, { name, type }: WrittenField, found: DescribedField): void {
  if (fits[type].includes(found.type)) return;
  const details = {
    crm: 'salesforce',
    object,
    property: apiName(name),
    found: found.type,
    expected: fits[type][0] ?? '',
  };
  throw new CrmError('conflict', 'property_type_clash', { details });
}

const fits: Readonly<Record<ValueType, readonly string[]>> = {
  bool: ['boolean'],
  date: ['date'],
  datetime: ['datetime'],
  enumeration: ['picklist'],
  number: ['double', 'currency', 'int', 'percent'],
  // an open choice takes any text, and shows it in the reader's language: the top risk is one
  string: ['string', 'textarea', 'picklist'],
};
