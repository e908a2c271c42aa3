import { type FieldDefinition, type Scalar } from '../org/field.ts';
import { type Mutation, type Values } from '../org/mutation.ts';
import { objectOfId, setupObjects, type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { normalId } from '../org/salesforce-id.ts';
import { checkValue } from './check-value.ts';
import { RowError } from './row-error.ts';
import { type RowRules } from './row-rules.ts';

export interface WriteContext {
  readonly org: Org;
  readonly rules: RowRules;
  readonly at: number;
  readonly by: Mutation['by'];
  /** Carries the change out; a rehearsal of all-or-none does nothing here. */
  readonly commit: (mutation: Mutation) => void;
}

export type RawValues = Readonly<Record<string, unknown>>;

/** Makes one record and returns its id. Throws RowError, or UnreadableValue for what is no value of its field at all. */
export function insertRow(context: WriteContext, object: ObjectName, raw: RawValues): string {
  checkWritable(object);
  const { org, rules, at, by, commit } = context;
  const values = acceptedValues(context, object, raw, 'createable');
  const missing = org.schema
    .fields(object)
    .filter((field) => field.required && field.createable && (values[field.name] ?? null) === null);
  if (missing.length > 0) throw requiredMissing(missing);
  rules.check(org, object, null, values, by);
  const id = org.nextId(object);
  commit({ op: 'create', object, id, values, at, by });
  return id;
}

export function updateRow(context: WriteContext, object: ObjectName, rawId: string, raw: RawValues): string {
  checkWritable(object);
  const { org, rules, at, by, commit } = context;
  const record = targetOf(org, object, rawId);
  const values = acceptedValues(context, object, raw, 'updateable');
  const emptied = org.schema
    .fields(object)
    .filter((field) => field.required && field.name in values && values[field.name] === null);
  if (emptied.length > 0) throw requiredMissing(emptied);
  rules.check(org, object, record.Id, { ...record, ...values }, by);
  commit({ op: 'update', object, id: record.Id, values, at, by });
  return record.Id;
}

export function deleteRow(context: WriteContext, object: ObjectName, rawId: string): string {
  checkWritable(object);
  const { org, rules, at, by, commit } = context;
  const record = targetOf(org, object, rawId);
  rules.check(org, object, record.Id, record, by);
  commit({ op: 'delete', object, id: record.Id, at, by });
  return record.Id;
}

/** The live record; throws what Salesforce says of ids that are wrong, gone or deleted. */
export function targetOf(org: Org, object: ObjectName, rawId: string): SalesforceRecord {
  const id = normalId(rawId);
  if (id === null || objectOfId(id) !== object)
    throw new RowError('MALFORMED_ID', `${object} ID: id value of incorrect type: ${rawId}`, ['Id']);
  const record = org.table(object).find(id);
  if (record === null) throw new RowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  if (record.IsDeleted === true) throw new RowError('ENTITY_IS_DELETED', 'entity is deleted', []);
  return record;
}

function checkWritable(object: ObjectName): void {
  if (setupObjects.has(object))
    throw new RowError(
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type ${object} does not support this operation`,
      [],
    );
}

function acceptedValues(
  { org }: WriteContext,
  object: ObjectName,
  raw: RawValues,
  right: 'createable' | 'updateable',
): Values {
  const values: Record<string, Scalar> = {};
  for (const [name, given] of Object.entries(raw)) {
    if (name === 'attributes' || name.toLowerCase() === 'id') continue;
    const field = org.schema.field(object, name);
    if (field === null) throw noColumn(object, name);
    if (!field[right])
      throw new RowError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [field.name],
      );
    values[field.name] = checkReference(org, field, checkValue(field, given));
  }
  return values;
}

/** An id must be that of a record that is there. */
function checkReference(org: Org, field: FieldDefinition, value: Scalar): Scalar {
  if (field.type !== 'reference' || typeof value !== 'string') return value;
  const object = objectOfId(value);
  if (object === null || !field.referenceTo.includes(object))
    throw new RowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${value}`, [
      field.name,
    ]);
  if (org.live(object, value) === null)
    throw new RowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
  return value;
}

/** The caller turns this into a refusal of the whole request: Salesforce reads the JSON against the object first. */
export class UnknownColumn extends Error {}

const noColumn = (object: ObjectName, name: string): UnknownColumn =>
  new UnknownColumn(`No such column '${name}' on sobject of type ${object}`);

function requiredMissing(fields: readonly FieldDefinition[]): RowError {
  const names = fields.map(({ name }) => name);
  return new RowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);
}
