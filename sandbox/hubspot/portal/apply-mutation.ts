import { deriveDealState } from './deal-state.ts';
import { type LinkMutation, type Mutation, type RecordMutation } from './mutation.ts';
import { type ObjectType } from './object-types.ts';
import { type Portal } from './portal.ts';
import { type StoredRecord } from './record-table.ts';

/** Carries one mutation out. What it names has been checked before; a missing record is a defect and throws. */
export function applyMutation(portal: Portal, mutation: Mutation): void {
  portal.index.touch();
  switch (mutation.op) {
    case 'create':
    case 'update':
    case 'archive':
    case 'restore':
    case 'merge':
      return applyToRecord(portal, mutation);
    case 'link':
    case 'unlink':
      return applyLink(portal, mutation);
    case 'put-property':
      if (mutation.definition.archivedAt !== null) portal.table(mutation.type).dropColumn(mutation.definition.name);
      return portal.catalog.put(mutation.type, mutation.definition);
    case 'rename-property':
      return rename(portal, mutation.type, mutation.from, mutation.to);
    case 'put-group':
      return portal.catalog.putGroup(mutation.type, mutation.group);
    case 'remove-group':
      return portal.catalog.removeGroup(mutation.type, mutation.name);
    case 'put-list':
      return void portal.lists.set(mutation.list.listId, mutation.list);
  }
}

function applyToRecord(portal: Portal, mutation: RecordMutation): void {
  const { type, id, at } = mutation;
  if (mutation.op === 'create') return create(portal, type, id, mutation.properties, at);
  const record = recordOf(portal, type, id);
  portal.index.remember(type, record, at);
  switch (mutation.op) {
    case 'update':
      setValues(portal, type, record, mutation.properties);
      record.updatedAt = at;
      return;
    case 'archive':
      record.archivedAt = at;
      return;
    case 'restore':
      record.archivedAt = null;
      record.updatedAt = at;
      return;
    case 'merge':
      return merge(portal, mutation, record, recordOf(portal, type, mutation.other));
  }
}

function create(
  portal: Portal,
  type: ObjectType,
  id: string,
  properties: Readonly<Record<string, string>>,
  at: number,
): void {
  const record: StoredRecord = { id, order: Number(id), createdAt: at, updatedAt: at, archivedAt: null, values: [] };
  portal.index.rememberBirth(type, record, at);
  portal.table(type).add(record);
  setValues(portal, type, record, properties);
}

/** Sets values on a record and what HubSpot derives from them. */
export function setValues(
  portal: Portal,
  type: ObjectType,
  record: StoredRecord,
  properties: Readonly<Record<string, string>>,
): void {
  const table = portal.table(type);
  // a new array: the search index may still hold the old one
  const values = record.values.length === 0 ? record.values : record.values.slice();
  for (const [name, value] of Object.entries(properties)) values[table.column(name)] = value === '' ? null : value;
  record.values = values;
  if (type === 'deals') deriveDealState(portal, record);
}

/** The survivor takes its own values first, then the other's; both old ids answer with it, their own links are gone. */
function merge(
  portal: Portal,
  mutation: RecordMutation & { readonly op: 'merge' },
  primary: StoredRecord,
  other: StoredRecord,
): void {
  const { type, at, into } = mutation;
  const table = portal.table(type);
  portal.index.remember(type, other, at);
  const survivor = into === primary.id ? primary : newSurvivor(portal, mutation, primary);
  const width = Math.max(primary.values.length, other.values.length);
  survivor.values = Array.from({ length: width }, (_, column) => primary.values[column] ?? other.values[column]);
  survivor.updatedAt = at;
  const merged = table.column('hs_merged_object_ids');
  const gone = [primary, other].filter((record) => record !== survivor);
  survivor.values[merged] = [
    ...new Set([primary.values[merged], other.values[merged], ...gone.map((record) => record.id)]),
  ]
    .filter(Boolean)
    .join(';');
  for (const record of gone) {
    portal.links.move(type, record.id, survivor.id);
    record.archivedAt = at;
    table.redirect(record.id, survivor.id);
  }
}

function newSurvivor(
  portal: Portal,
  { type, into, at }: RecordMutation & { readonly op: 'merge' },
  primary: StoredRecord,
): StoredRecord {
  const record: StoredRecord = {
    ...primary,
    id: into,
    order: Number(into),
    updatedAt: at,
    values: primary.values.slice(),
  };
  portal.index.rememberBirth(type, record, at);
  portal.table(type).add(record);
  return record;
}

function applyLink({ links }: Portal, { op, type, id, toType, toId, types }: LinkMutation): void {
  if (op === 'link') links.add(type, id, toType, toId, types);
  else links.remove(type, id, toType, toId);
}

function rename(portal: Portal, type: ObjectType, from: string, to: string): void {
  const definition = portal.catalog.find(type, from);
  if (definition === null) return;
  portal.catalog.remove(type, from);
  portal.catalog.put(type, { ...definition, name: to });
  portal.table(type).renameColumn(from, to);
}

function recordOf(portal: Portal, type: ObjectType, id: string): StoredRecord {
  const record = portal.table(type).find(id);
  if (record === null) throw new Error(`no ${type} ${id}`);
  return record;
}
