import { type FieldSubquery, type FieldType, type Subquery } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';
import { isLongText, type FieldDefinition, type Scalar } from '../org/field.ts';
import { objectOfId, type ObjectName } from '../org/object-names.ts';
import { wireInstant } from '../org/instant.ts';
import { type Org } from '../org/org.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { childRelationships } from '../org/child-relationships.ts';
import { parentOf, resolvePath, type FieldPath } from './field-path.ts';
import { type QueryContext } from './query-context.ts';

/** One row of an answer: attributes, then the selected fields, parents as objects within. */
export type Row = Readonly<Record<string, unknown>>;

export interface Selection {
  readonly toRow: (record: SalesforceRecord) => Row;
  /** Long text among the fields makes the pages short. */
  readonly hasLongText: boolean;
}

/** Reads the SELECT list of a query that groups nothing. Throws INVALID_FIELD for what is not there or not visible. */
export function readSelection(fields: readonly FieldType[], context: QueryContext): Selection {
  const writers = fields.map((field) => writerOf(field, context));
  return {
    hasLongText: writers.some(({ longText }) => longText),
    toRow: (record) => {
      const row: Record<string, unknown> = { attributes: attributesOf(context.object, record.Id) };
      for (const { write } of writers) write(record, row);
      return row;
    },
  };
}

export const attributesOf = (object: ObjectName, id: string): { readonly type: string; readonly url: string } => ({
  type: object,
  url: `/services/data/v66.0/sobjects/${object}/${id}`,
});

/** A stored value as JSON: instants with +0000, empty checkboxes false. */
export function wireValue({ type }: FieldDefinition, value: Scalar): Scalar {
  if (type === 'datetime' && typeof value === 'string') return wireInstant(value);
  if (type === 'boolean') return value === true;
  return value === '' ? null : value;
}

interface Writer {
  readonly longText: boolean;
  readonly write: (record: SalesforceRecord, row: Record<string, unknown>) => void;
}

function writerOf(field: FieldType, context: QueryContext): Writer {
  switch (field.type) {
    case 'Field':
      return pathWriter(resolvePath(context.org, context.object, field.field, context.soql), context.org);
    case 'FieldRelationship':
      return pathWriter(resolvePath(context.org, context.object, pathText(field), context.soql), context.org);
    case 'FieldFunctionExpression':
      return labelWriter(field, context);
    case 'FieldSubquery':
      return childWriter(field, context);
    default:
      throw malformed('TYPEOF is not supported here');
  }
}

const pathText = ({ relationships, field }: { readonly relationships: string[]; readonly field: string }): string =>
  [...relationships, field].join('.');

function pathWriter({ field, relations, valueOf }: FieldPath, org: Org): Writer {
  const longText = isLongText(field);
  if (relations.length === 0)
    return { longText, write: (record, row) => (row[field.name] = wireValue(field, record[field.name] ?? null)) };
  return {
    longText,
    write: (record, row) => {
      const parent = parentRow(org, record, row, relations);
      if (parent !== null) parent[field.name] = wireValue(field, valueOf(record));
    },
  };
}

/** The object within the row that stands for the parent; null (and so shown) where there is no parent. */
function parentRow(
  org: Org,
  record: SalesforceRecord,
  row: Record<string, unknown>,
  relations: readonly string[],
): Record<string, unknown> | null {
  let current: SalesforceRecord = record;
  let target = row;
  for (const relation of relations) {
    const object = objectOfId(current.Id);
    const reference = object === null ? null : org.schema.relation(object, relation);
    const id = reference === null ? undefined : current[reference.name];
    const parent = typeof id === 'string' ? parentOf(org, id) : null;
    if (parent === null) {
      target[relation] = null;
      return null;
    }
    const known = target[relation];
    const next: Record<string, unknown> = isRow(known)
      ? known
      : { attributes: attributesOf(objectOfId(parent.Id) ?? 'Account', parent.Id) };
    target[relation] = next;
    [current, target] = [parent, next];
  }
  return target;
}

const isRow = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** toLabel(field): the translated label of a picklist value. */
function labelWriter(field: Extract<FieldType, { type: 'FieldFunctionExpression' }>, context: QueryContext): Writer {
  const [parameter] = field.parameters;
  if (field.functionName.toLowerCase() !== 'tolabel' || typeof parameter !== 'string')
    throw malformed(`unexpected token: '${field.functionName}'`);
  const { field: target, valueOf } = resolvePath(context.org, context.object, parameter, context.soql);
  const labels = new Map(target.options.map(({ value, label }): [Scalar, string] => [value, label]));
  const name = field.alias ?? target.name;
  return { longText: false, write: (record, row) => (row[name] = labels.get(valueOf(record)) ?? valueOf(record)) };
}

function childWriter({ subquery }: FieldSubquery, context: QueryContext): Writer {
  const relation = childRelation(subquery, context);
  const selection = readSelection(subquery.fields ?? [], { ...context, object: relation.child });
  const byParent = Map.groupBy(context.find(subquery, relation.child), (record) => record[relation.field]);
  return {
    longText: selection.hasLongText,
    write: (record, row) => {
      const children = byParent.get(record.Id)?.slice(0, subquery.limit ?? Infinity) ?? [];
      row[relation.name] =
        children.length === 0
          ? null
          : { totalSize: children.length, done: true, records: children.map(selection.toRow) };
    },
  };
}

function childRelation({ relationshipName }: Subquery, { object }: QueryContext) {
  const wanted = relationshipName.toLowerCase();
  const found = childRelationships.find(({ parent, name }) => parent === object && name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new ApiError(
    400,
    'INVALID_TYPE',
    `Didn't understand relationship '${relationshipName}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
