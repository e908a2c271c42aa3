import { type OrderByClause } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';
import { isLongText, type Scalar } from '../org/field.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { resolvePath } from './field-path.ts';
import { comparable, compare } from './predicate.ts';
import { type QueryContext } from './query-context.ts';

type Keys = readonly Scalar[];
interface SortKey {
  readonly keyOf: (record: SalesforceRecord) => Scalar;
  readonly compareKeys: (a: Scalar, b: Scalar) => number;
}

/** ORDER BY over any number of keys; nulls come first unless the query says otherwise. The keys of a record are worked out once, not with each comparison. */
export function sortRecords(
  records: readonly SalesforceRecord[],
  clause: OrderByClause | OrderByClause[] | undefined,
  context: QueryContext,
): readonly SalesforceRecord[] {
  const keys = [clause ?? []].flat().map((key) => sortKey(key, context));
  if (keys.length === 0) return records;
  const keyed = records.map((record) => ({ record, values: keys.map(({ keyOf }) => keyOf(record)) }));
  return keyed.sort((a, b) => compareAll(keys, a.values, b.values)).map(({ record }) => record);
}

function compareAll(keys: readonly SortKey[], a: Keys, b: Keys): number {
  for (const [at, { compareKeys }] of keys.entries()) {
    const result = compareKeys(a[at] ?? null, b[at] ?? null);
    if (result !== 0) return result;
  }
  return 0;
}

function sortKey(key: OrderByClause, context: QueryContext): SortKey {
  if (!('field' in key)) throw malformed('a function cannot be sorted by in this org');
  const { field, valueOf } = resolvePath(context.org, context.object, key.field, context.soql);
  if (isLongText(field))
    throw new ApiError(400, 'INVALID_FIELD', `field '${field.name}' can not be sorted in a query call`);
  const sign = key.order === 'DESC' ? -1 : 1;
  const nulls = key.nulls === 'LAST' ? 1 : -1;
  return {
    keyOf: (record) => comparable(field, valueOf(record)),
    compareKeys(a, b) {
      if (a === null || b === null) return a === b ? 0 : a === null ? nulls : -nulls;
      return sign * compare(a, b);
    },
  };
}
