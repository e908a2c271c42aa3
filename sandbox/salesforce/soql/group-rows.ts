import {
  type FieldFunctionExpression,
  type FieldType,
  type OrderByClause,
  type Query,
} from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';
import { type Scalar } from '../org/field.ts';
import { wireInstant } from '../org/instant.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { aggregate, isAggregateName, type Group } from './aggregates.ts';
import { resolvePath, type FieldPath } from './field-path.ts';
import { compare } from './predicate.ts';
import { type QueryContext } from './query-context.ts';
import { groupFilter } from './record-filter.ts';
import { type Row } from './select-rows.ts';

/** Aggregates come in one batch: there is no next page. */
const mostGroups = 2_000;

export function isGrouped({ groupBy, fields = [] }: Query): boolean {
  return (
    groupBy !== undefined || fields.some((field) => isAggregate(field) && field.rawValue?.toUpperCase() !== 'COUNT()')
  );
}

const isAggregate = (field: FieldType): field is FieldFunctionExpression =>
  field.type === 'FieldFunctionExpression' && isAggregateName(field.functionName);

interface Column {
  readonly name: string;
  /** As it stands in the query, for ORDER BY. */
  readonly expression: string;
  readonly valueOf: (group: Group) => Scalar;
}

/** GROUP BY with aggregates, HAVING, ORDER BY a column of the answer, and LIMIT. */
export function readGroups(
  query: Query,
  records: readonly SalesforceRecord[],
  context: QueryContext,
): { readonly size: number; readonly hasLongText: false; rows(from: number, to: number): readonly Row[] } {
  const keys = [query.groupBy ?? []].flat().map((clause) => {
    if (!('field' in clause)) throw malformed('functions cannot be grouped by in this org');
    return resolvePath(context.org, context.object, clause.field, context.soql);
  });
  const columns = columnsOf(query.fields ?? [], keys, context);
  const groups = grouped(records, keys).filter(having(query, context));
  const rows = ordered(groups, columns, query)
    .slice(0, query.limit)
    .map((group) => rowOf(group, columns));
  if (rows.length > mostGroups)
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
    );
  return { size: rows.length, hasLongText: false, rows: (from, to) => rows.slice(from, to) };
}

function grouped(records: readonly SalesforceRecord[], keys: readonly FieldPath[]): readonly Group[] {
  if (keys.length === 0) return [records];
  const groups = Map.groupBy(records, (record) => JSON.stringify(keys.map(({ valueOf }) => valueOf(record))));
  return [...groups.values()];
}

function columnsOf(fields: readonly FieldType[], keys: readonly FieldPath[], context: QueryContext): readonly Column[] {
  let unnamed = 0;
  return fields.map((field): Column => {
    if (!isAggregate(field)) return keyColumn(field, keys, context);
    const { functionName, parameters, rawValue = '', alias = `expr${unnamed++}` } = field;
    return {
      name: alias,
      expression: rawValue.toLowerCase(),
      valueOf: aggregate(functionName, parameters[0], context),
    };
  });
}

function keyColumn(field: FieldType, keys: readonly FieldPath[], context: QueryContext): Column {
  if (field.type !== 'Field' && field.type !== 'FieldRelationship')
    throw malformed('unexpected token in an aggregate query');
  const text = field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
  const path = resolvePath(context.org, context.object, text, context.soql);
  const isKey = keys.some((key) => key.field === path.field && key.relations.join() === path.relations.join());
  if (!isKey) throw malformed(`Field must be grouped or aggregated: ${path.field.name}`);
  const name = field.type === 'Field' ? (field.alias ?? path.field.name) : path.field.name;
  const valueOf = ([first]: Group): Scalar => (first === undefined ? null : path.valueOf(first));
  return { name, expression: text.toLowerCase(), valueOf };
}

function rowOf(group: Group, columns: readonly Column[]): Row {
  const values = columns.map(({ name, valueOf }) => [name, wireScalar(valueOf(group))] as const);
  return { attributes: { type: 'AggregateResult' }, ...Object.fromEntries(values) };
}

const wireScalar = (value: Scalar): Scalar =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? wireInstant(value) : value;

function having({ having: clause }: Query, context: QueryContext): (group: Group) => boolean {
  if (clause === undefined) return () => true;
  return groupFilter(clause, (comparison) => {
    if (!('fn' in comparison)) throw malformed('HAVING wants an aggregate');
    const { functionName = '', parameters = [] } = comparison.fn;
    const valueOf = aggregate(functionName, parameters[0], context);
    const test = numberTests[comparison.operator];
    const wanted = Number(comparison.value);
    if (test === undefined) throw malformed(`unexpected token: '${comparison.operator}'`);
    return (group) => test(Number(valueOf(group)), wanted);
  });
}

const numberTests: Readonly<Record<string, (value: number, wanted: number) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '<': (value, wanted) => value < wanted,
  '<=': (value, wanted) => value <= wanted,
  '>': (value, wanted) => value > wanted,
  '>=': (value, wanted) => value >= wanted,
};

function ordered(groups: readonly Group[], columns: readonly Column[], { orderBy }: Query): readonly Group[] {
  const keys = [orderBy ?? []]
    .flat()
    .map((key) => ({ column: columnFor(key, columns), sign: key.order === 'DESC' ? -1 : 1 }));
  return [...groups].sort((a, b) => {
    for (const { column, sign } of keys) {
      const result = compareColumns(column.valueOf(a), column.valueOf(b), sign);
      if (result !== 0) return result;
    }
    return 0;
  });
}

function compareColumns(a: Scalar, b: Scalar, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return sign * compare(a, b);
}

function columnFor(key: OrderByClause, columns: readonly Column[]): Column {
  const text = ('field' in key ? key.field : (key.fn.rawValue ?? '')).toLowerCase();
  const found = columns.find(({ expression, name }) => expression === text || name.toLowerCase() === text);
  if (found === undefined) throw malformed(`Ordered field must be grouped or aggregated: ${text}`);
  return found;
}
