import { type Query, type Subquery } from '@jetstreamapp/soql-parser-js';
import { ApiError, unsupportedType } from '../http/api-error.ts';
import { objectNamed, type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { isGrouped, readGroups } from './group-rows.ts';
import { dayIn } from './date-literals.ts';
import { parseSoql } from './parse-soql.ts';
import { type QueryContext } from './query-context.ts';
import { recordFilter } from './record-filter.ts';
import { sortRecords } from './record-order.ts';
import { readSelection, type Row } from './select-rows.ts';

/** A finished query: how many rows there are, and the rows of any part of them. */
export interface QueryResult {
  readonly object: ObjectName;
  readonly size: number;
  /** Bare COUNT() answers with a number and no rows. */
  readonly countOnly: boolean;
  readonly hasLongText: boolean;
  rows(from: number, to: number): readonly Row[];
}

export interface QueryOptions {
  readonly includeDeleted: boolean;
  /** Milliseconds: what TODAY is worked out from. */
  readonly now: number;
}

/** Runs SOQL over the org as the integration user. Throws ApiError in Salesforce's codes and words. */
export function runQuery(org: Org, soql: string, { includeDeleted, now }: QueryOptions): QueryResult {
  const query = parseSoql(soql);
  const object = objectNamed(query.sObject ?? '');
  if (object === null) throw unsupportedType(query.sObject ?? '');
  const { timeZone } = org.profile;
  const base = { org, soql, includeDeleted, timeZone, today: dayIn(timeZone, now) };
  const find: QueryContext['find'] = (inner, of) => findRecords(inner, { ...base, object: of, find });
  const context: QueryContext = { ...base, object, find };
  if (isGrouped(query))
    return { object, countOnly: false, ...readGroups(query, findRecords({ ...query, orderBy: [] }, context), context) };
  return isCount(query) ? counted(query, context) : plain(query, context);
}

const isCount = ({ fields = [] }: Query): boolean => {
  const [only] = fields;
  return fields.length === 1 && only?.type === 'FieldFunctionExpression' && only.rawValue?.toUpperCase() === 'COUNT()';
};

function counted(query: Query, context: QueryContext): QueryResult {
  const size = limited(findRecords(query, context), query).length;
  return { object: context.object, size, countOnly: true, hasLongText: false, rows: () => [] };
}

function plain(query: Query, context: QueryContext): QueryResult {
  const selection = readSelection(query.fields ?? [], context);
  const records = limited(findRecords(query, context), query);
  return {
    object: context.object,
    size: records.length,
    countOnly: false,
    hasLongText: selection.hasLongText,
    rows: (from, to) => records.slice(from, to).map(selection.toRow),
  };
}

const mostOffset = 2_000;

export function limited<T>(list: readonly T[], { limit, offset = 0 }: Pick<Query, 'limit' | 'offset'>): readonly T[] {
  if (offset > mostOffset)
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${mostOffset}`);
  return limit === undefined && offset === 0
    ? list
    : list.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** Filtered and ordered, without LIMIT. Without ORDER BY the order is nobody's promise: here it is that of the ids. */
function findRecords(query: Query | Subquery, context: QueryContext): readonly SalesforceRecord[] {
  const matches = recordFilter(query.where, context);
  const found = context.org
    .table(context.object)
    .all()
    .filter((record) => (context.includeDeleted || record.IsDeleted !== true) && matches(record));
  return sortRecords(found, query.orderBy, context);
}
