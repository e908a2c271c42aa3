import { objectTypeInfo, type ObjectType } from './object-types.ts';
import { type Portal } from './portal.ts';
import { type IndexedRecord } from './search-index.ts';

export type PropertyReader = (record: IndexedRecord) => string | null;
export type Projection = (record: IndexedRecord) => Record<string, string | null>;

/** Reads one property; null for a name that the object type does not have. */
export function propertyReader(portal: Portal, type: ObjectType, name: string): PropertyReader | null {
  const { createdName, modifiedName } = objectTypeInfo[type];
  if (name === 'hs_object_id') return (record) => record.id;
  if (name === createdName) return (record) => isoInstant(record.createdAt);
  if (name === modifiedName) return (record) => isoInstant(record.updatedAt);
  if (portal.catalog.find(type, name) === null) return null;
  const column = portal.table(type).columnIfKnown(name);
  return column === null ? () => null : (record) => record.values[column] ?? null;
}

/**
 * The `properties` object of records: what was asked for (else the defaults of the type), and always the id and the two dates.
 * Names that do not exist are left out without a word, empty ones are null.
 */
export function projection(portal: Portal, type: ObjectType, names: readonly string[]): Projection {
  const { defaultProperties, createdName, modifiedName } = objectTypeInfo[type];
  const wanted = new Set([
    ...(names.length === 0 ? defaultProperties : names),
    'hs_object_id',
    createdName,
    modifiedName,
  ]);
  const readers: (readonly [string, PropertyReader])[] = [];
  for (const name of wanted) {
    const reader = propertyReader(portal, type, name);
    if (reader !== null) readers.push([name, reader]);
  }
  return (record) => {
    const properties: Record<string, string | null> = {};
    for (const [name, reader] of readers) properties[name] = reader(record);
    return properties;
  };
}

export const isoInstant = (milliseconds: number): string => new Date(milliseconds).toISOString();
