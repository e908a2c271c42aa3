import { defineField, type FieldDefinition, type FieldRow } from './field.ts';
import { objectNames, type ObjectName } from './object-names.ts';
import { customFields, orgProfiles, type OrgKind } from './org-kind.ts';
import { packageFields } from './package-fields.ts';
import { recordType } from './common-fields.ts';
import { standardFields, systemFields } from './standard-fields.ts';

/** Which fields there are and which of them the integration user sees: a field without access is as if it were not there. */
export interface Schema {
  /** Visible fields, in the order of their definition. */
  fields(object: ObjectName): readonly FieldDefinition[];
  /** Null for a field that is absent, not deployed or hidden. Names are compared without case. */
  field(object: ObjectName, name: string): FieldDefinition | null;
  /** Hidden ones too: what the sandbox itself works on. */
  anyField(object: ObjectName, name: string): FieldDefinition | null;
  /** The field whose relationship has this name, such as Owner for OwnerId. */
  relation(object: ObjectName, name: string): FieldDefinition | null;
  readonly packageDeployed: boolean;
  deployPackage(deployed: boolean): void;
  /** Field-level security: `hidden` cannot be read, `readOnly` cannot be written. */
  setAccess(object: ObjectName, name: string, access: 'full' | 'readOnly' | 'hidden'): void;
  /** As an admin in setup: another definition of the same field, or the field under another name, or none. */
  changeField(object: ObjectName, name: string, change: (field: FieldDefinition) => FieldDefinition | null): void;
}

interface ObjectFields {
  readonly byName: Map<string, FieldDefinition>;
  readonly ours: ReadonlySet<string>;
  readonly access: Map<string, 'readOnly' | 'hidden'>;
}

export function createSchema(kind: OrgKind): Schema {
  const objects = new Map(objectNames.map((name) => [name, objectFields(name, kind)]));
  const of = (object: ObjectName): ObjectFields => {
    const found = objects.get(object);
    if (found === undefined) throw new Error(`no object ${object}`);
    return found;
  };
  let deployed = true;

  const seen = (object: ObjectName, field: FieldDefinition | undefined): FieldDefinition | null => {
    const { ours, access } = of(object);
    if (field === undefined) return null;
    const key = field.name.toLowerCase();
    if (!deployed && ours.has(key)) return null;
    const given = access.get(key);
    if (given === 'hidden') return null;
    return given === 'readOnly' ? { ...field, createable: false, updateable: false } : field;
  };

  return {
    fields: (object) => [...of(object).byName.values()].flatMap((field) => seen(object, field) ?? []),
    field: (object, name) => seen(object, of(object).byName.get(name.toLowerCase())),
    anyField: (object, name) => of(object).byName.get(name.toLowerCase()) ?? null,
    relation(object, name) {
      const wanted = name.toLowerCase();
      for (const field of of(object).byName.values())
        if (field.relationshipName?.toLowerCase() === wanted) return seen(object, field);
      return null;
    },
    get packageDeployed() {
      return deployed;
    },
    deployPackage: (value) => {
      deployed = value;
    },
    setAccess(object, name, access) {
      if (access === 'full') of(object).access.delete(name.toLowerCase());
      else of(object).access.set(name.toLowerCase(), access);
    },
    changeField(object, name, change) {
      const { byName } = of(object);
      const field = byName.get(name.toLowerCase());
      if (field === undefined) throw new Error(`no field ${object}.${name}`);
      const changed = change(field);
      byName.delete(name.toLowerCase());
      if (changed !== null) byName.set(changed.name.toLowerCase(), changed);
    },
  };
}

function objectFields(object: ObjectName, kind: OrgKind): ObjectFields {
  const ours = packageFields[object] ?? [];
  const custom = customFields(kind).flatMap(([of, row]) => (of === object ? [row] : []));
  const rows = [...systemFields, ...ownFields(object, kind), ...custom, ...ours];
  return {
    byName: new Map(rows.map((row) => [row[0].toLowerCase(), defineField(row)])),
    ours: new Set(ours.map(([name]) => name.toLowerCase())),
    access: new Map(),
  };
}

/** The standard fields with the values that this org's admin gave them. */
function ownFields(object: ObjectName, kind: OrgKind): readonly FieldRow[] {
  const { types, recordTypes, meetingTypes } = orgProfiles[kind];
  const rows = standardFields[object];
  if (object === 'Opportunity') {
    const options = types.filter((type) => type !== null);
    const filled = rows.map((row): FieldRow => (row[0] === 'Type' ? [row[0], row[1], row[2], { options }] : row));
    return recordTypes.length === 0 ? filled : [...filled, recordType];
  }
  if (object === 'Event')
    return rows.map((row): FieldRow => (row[0] === 'Type' ? [row[0], row[1], row[2], { options: meetingTypes }] : row));
  return rows;
}
