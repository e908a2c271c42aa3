import { type HavingClause, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed, unsupportedType } from '../http/api-error.ts';
import { objectNamed } from '../org/object-names.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { expressionOf, type Comparison, type Expression } from './condition.ts';
import { resolvePath } from './field-path.ts';
import { memberTest, valueTest } from './predicate.ts';
import { type QueryContext } from './query-context.ts';

export type RecordTest = (record: SalesforceRecord) => boolean;

/** The WHERE clause as a test of one record; fields and literals are checked before the first record is looked at. */
export function recordFilter(where: WhereClause | undefined, context: QueryContext): RecordTest {
  return where === undefined ? () => true : evaluate(expressionOf(where), (comparison) => test(comparison, context));
}

/** Any clause over any kind of row. */
export function evaluate<Row>(
  expression: Expression,
  testOf: (comparison: Comparison) => (row: Row) => boolean,
): (row: Row) => boolean {
  if (expression.is === 'comparison') {
    const { comparison } = expression;
    if (!('operator' in comparison)) throw malformed('unexpected token: (');
    return testOf(comparison);
  }
  if (expression.is === 'not') {
    const inner = evaluate(expression.of, testOf);
    return (row) => !inner(row);
  }
  const parts = expression.parts.map((part) => evaluate(part, testOf));
  return expression.is === 'and' ? (row) => parts.every((part) => part(row)) : (row) => parts.some((part) => part(row));
}

export const groupFilter = <Row>(
  having: HavingClause,
  testOf: (comparison: Comparison) => (row: Row) => boolean,
): ((row: Row) => boolean) => evaluate(expressionOf(having), testOf);

function test(comparison: Comparison, context: QueryContext): RecordTest {
  if (!('field' in comparison)) throw malformed('a function cannot be filtered by in this org');
  const { field, valueOf } = resolvePath(context.org, context.object, comparison.field, context.soql);
  if ('valueQuery' in comparison) {
    const matches = memberTest(field, semiJoin(comparison, context), comparison.operator === 'NOT IN');
    return (record) => matches(valueOf(record));
  }
  const { operator, value, literalType = 'STRING' } = comparison;
  const matches = valueTest({ field, operator, value, literalType }, context);
  return (record) => matches(valueOf(record));
}

function* semiJoin({ valueQuery }: Extract<Comparison, { valueQuery: unknown }>, context: QueryContext) {
  const object = objectNamed(valueQuery.sObject ?? '');
  if (object === null) throw unsupportedType(valueQuery.sObject ?? '');
  const [selected] = valueQuery.fields ?? [];
  if (selected?.type !== 'Field')
    throw new ApiError(400, 'MALFORMED_QUERY', 'The inner select list may have only one field');
  const { valueOf } = resolvePath(context.org, object, selected.field, context.soql);
  for (const record of context.find(valueQuery, object)) yield valueOf(record);
}
