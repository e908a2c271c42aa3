import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';
import { type Portal } from '../portal/portal.ts';
import { instantOf } from '../portal/property-values.ts';

/** How the search compares a property. Ids compare as texts: a larger id can be a smaller text. */
export type ValueKind = 'number' | 'instant' | 'text' | 'exact';

export function valueKind(portal: Portal, type: ObjectType, name: string): ValueKind {
  const { createdName, modifiedName } = objectTypeInfo[type];
  if (name === 'hs_object_id') return 'exact';
  if (name === createdName || name === modifiedName) return 'instant';
  switch (portal.catalog.find(type, name)?.type) {
    case 'number':
      return 'number';
    case 'date':
    case 'datetime':
      return 'instant';
    case 'enumeration':
    case 'bool':
      return 'exact';
    default:
      return 'text';
  }
}

/** A value in a form that `<` and `===` compare as the search does; null when it is none of the kind. */
export function comparable(kind: ValueKind, value: string): number | string | null {
  switch (kind) {
    case 'number': {
      const number = Number(value);
      return value.trim() === '' || Number.isNaN(number) ? null : number;
    }
    case 'instant':
      return instantOf(value);
    case 'text':
      return value.toLowerCase();
    case 'exact':
      return value;
  }
}
