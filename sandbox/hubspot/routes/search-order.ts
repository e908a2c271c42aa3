import { invalid } from '../http/api-problem.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type Portal } from '../portal/portal.ts';
import { propertyReader } from '../portal/projection.ts';
import { type IndexedRecord } from '../portal/search-index.ts';
import { comparable, valueKind } from './search-values.ts';

export type SearchSort =
  string | { readonly propertyName: string; readonly direction?: 'ASCENDING' | 'DESCENDING' | undefined };
export type Order = (a: IndexedRecord, b: IndexedRecord) => number;

/** By the one sort that HubSpot takes, else oldest first. Records without a value come last. */
export function searchOrder(portal: Portal, type: ObjectType, sort: SearchSort | undefined): Order {
  if (sort === undefined) return (a, b) => a.createdAt - b.createdAt || tie(a, b);
  const { propertyName, direction = 'ASCENDING' } = typeof sort === 'string' ? named(sort) : sort;
  const reader = propertyReader(portal, type, propertyName);
  if (reader === null) throw invalid(`There was a problem with the request: cannot sort by ${propertyName}`);
  const kind = valueKind(portal, type, propertyName);
  const sign = direction === 'DESCENDING' ? -1 : 1;
  const keys = new Map<IndexedRecord, number | string | null>();
  const key = (record: IndexedRecord): number | string | null => {
    const known = keys.get(record);
    if (known !== undefined) return known;
    const text = reader(record);
    const made = text === null ? null : comparable(kind, text);
    keys.set(record, made);
    return made;
  };
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return tie(a, b);
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -sign : sign;
  };
}

const named = (sort: string): { readonly propertyName: string; readonly direction: 'ASCENDING' | 'DESCENDING' } =>
  sort.startsWith('-')
    ? { propertyName: sort.slice(1), direction: 'DESCENDING' }
    : { propertyName: sort, direction: 'ASCENDING' };

/** Equal keys come in an order that is fixed but that no reader could guess: neither by id nor by age. */
const tie: Order = (a, b) => (a.order % 89) - (b.order % 89) || a.order - b.order;
