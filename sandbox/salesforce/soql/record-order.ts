import { type OrderByClause } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';
import { isLongText, type FieldDefinition, type Scalar } from '../org/field.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { resolvePath } from './field-path.ts';
import { comparable, compare } from './predicate.ts';
import { type QueryContext } from './query-context.ts';

type Order = (a: SalesforceRecord, b: SalesforceRecord) => number;

/** ORDER BY over any number of keys; nulls come first unless the query says otherwise. Null without a clause. */
export function recordOrder(clause: OrderByClause | OrderByClause[] | undefined, context: QueryContext): Order | null {
  if (clause === undefined) return null;
  const keys = [clause].flat().map((key) => keyOrder(key, context));
  return (a, b) => {
    for (const key of keys) {
      const result = key(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function keyOrder(key: OrderByClause, context: QueryContext): Order {
  if (!('field' in key)) throw malformed('a function cannot be sorted by in this org');
  const { field, valueOf } = resolvePath(context.org, context.object, key.field, context.soql);
  if (isLongText(field))
    throw new ApiError(400, 'INVALID_FIELD', `field '${field.name}' can not be sorted in a query call`);
  const order = scalarOrder(field, key.order === 'DESC', key.nulls === 'LAST');
  return (a, b) => order(valueOf(a), valueOf(b));
}

export function scalarOrder(
  field: FieldDefinition,
  descending: boolean,
  nullsLast: boolean,
): (a: Scalar, b: Scalar) => number {
  return (a, b) => {
    const [left, right] = [comparable(field, a), comparable(field, b)];
    if (left === null || right === null) return left === right ? 0 : (left === null) === nullsLast ? 1 : -1;
    return descending ? -compare(left, right) : compare(left, right);
  };
}
