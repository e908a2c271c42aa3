import { CrmError } from '../ports/crm.ts';
import type { PropertiesByName, PropertyDefinition } from './portal.ts';
import { propertyGroup, type WrittenProperty } from './properties.ts';

/** The change that makes an existing property ours again: only what differs, never the type, and never an option less. */
export type PropertyPatch = Readonly<
  Partial<Record<'label' | 'description', string>> & { readonly options?: PropertyDefinition['options'] }
>;
export interface Comparison {
  readonly missing: readonly WrittenProperty[];
  readonly drifted: readonly { readonly name: string; readonly patch: PropertyPatch }[];
  readonly unchanged: number;
  readonly groupExists: boolean;
}

/** What there is against what there must be. Throws CrmError `conflict` when a name is taken by another type, or by a property that nobody may write. */
export function compareProperties(
  object: 'companies' | 'deals',
  wanted: readonly WrittenProperty[],
  existing: PropertiesByName,
): Comparison {
  const missing: WrittenProperty[] = [];
  const drifted: { name: string; patch: PropertyPatch }[] = [];
  for (const property of wanted) {
    const found = existing.get(property.name);
    if (found === undefined) {
      missing.push(property);
      continue;
    }
    refuseClash(object, property, found);
    const patch = patchOf(property, found);
    if (Object.keys(patch).length > 0) drifted.push({ name: property.name, patch });
  }
  const groupExists = [...existing.values()].some(({ groupName }) => groupName === propertyGroup.name);
  return { missing, drifted, unchanged: wanted.length - missing.length - drifted.length, groupExists };
}

function refuseClash(object: string, wanted: WrittenProperty, found: PropertyDefinition): void {
  const readOnly = found.modificationMetadata.readOnlyValue;
  if (found.type === wanted.type && !readOnly) return;
  const details = { object, property: wanted.name, found: readOnly ? 'read-only' : found.type, expected: wanted.type };
  throw new CrmError('conflict', 'property_type_clash', { details });
}

function patchOf(wanted: WrittenProperty, found: PropertyDefinition): PropertyPatch {
  const known = new Set(found.options.map(({ value }) => value));
  const added = wanted.type === 'enumeration' ? wanted.options.filter(({ value }) => !known.has(value)) : [];
  return {
    ...(found.label === wanted.label ? {} : { label: wanted.label }),
    ...(found.description === wanted.description ? {} : { description: wanted.description }),
    ...(added.length === 0 ? {} : { options: [...found.options, ...withOrder(added, found.options.length)] }),
  };
}

export const withOrder = (options: WrittenProperty['options'], from = 0) =>
  options.map(({ value, label }, index) => ({ value, label, displayOrder: from + index, hidden: false }));
