import { objectTypes, type ObjectType } from './object-types.ts';
import { type PropertyDefinition, type PropertyGroup } from './property-definition.ts';
import { standardGroup, standardProperties } from './standard-properties.ts';

/** The property definitions and groups of every object type, archived ones included. */
export interface PropertyCatalog {
  list(type: ObjectType, archived: boolean): readonly PropertyDefinition[];
  /** Live definitions only. */
  find(type: ObjectType, name: string): PropertyDefinition | null;
  findArchived(type: ObjectType, name: string): PropertyDefinition | null;
  put(type: ObjectType, definition: PropertyDefinition): void;
  remove(type: ObjectType, name: string): void;
  groups(type: ObjectType): readonly PropertyGroup[];
  findGroup(type: ObjectType, name: string): PropertyGroup | null;
  putGroup(type: ObjectType, group: PropertyGroup): void;
  removeGroup(type: ObjectType, name: string): void;
}

interface Kept {
  readonly properties: Map<string, PropertyDefinition>;
  readonly groups: Map<string, PropertyGroup>;
}

export function createPropertyCatalog(createdAt: number): PropertyCatalog {
  const types = new Map(objectTypes.map((type) => [type, standardKept(type, createdAt)]));
  const kept = (type: ObjectType): Kept => types.get(type) ?? { properties: new Map(), groups: new Map() };
  const findAny = (type: ObjectType, name: string): PropertyDefinition | null =>
    kept(type).properties.get(name) ?? null;

  return {
    list: (type, archived) =>
      [...kept(type).properties.values()].filter((property) => (property.archivedAt !== null) === archived),
    find: (type, name) => live(findAny(type, name)),
    findArchived: (type, name) => {
      const found = findAny(type, name);
      return found?.archivedAt === null ? null : found;
    },
    put: (type, definition) => void kept(type).properties.set(definition.name, definition),
    remove: (type, name) => void kept(type).properties.delete(name),
    groups: (type) => [...kept(type).groups.values()],
    findGroup: (type, name) => kept(type).groups.get(name) ?? null,
    putGroup: (type, group) => void kept(type).groups.set(group.name, group),
    removeGroup: (type, name) => void kept(type).groups.delete(name),
  };
}

const live = (found: PropertyDefinition | null): PropertyDefinition | null =>
  found?.archivedAt === null ? found : null;

function standardKept(type: ObjectType, createdAt: number): Kept {
  const group = standardGroup(type);
  const properties = standardProperties(type).map((property) => ({ ...property, createdAt, updatedAt: createdAt }));
  return {
    properties: new Map(properties.map((property) => [property.name, property])),
    groups: new Map([[group.name, group]]),
  };
}
