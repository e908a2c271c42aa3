import { invalid } from '../http/api-problem.ts';
import { type RouteContext } from '../http/call.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';
import { propertyReader, type PropertyReader } from '../portal/projection.ts';
import { type IndexedRecord } from '../portal/search-index.ts';
import { comparable, valueKind, type ValueKind } from './search-values.ts';
import { liveLinks } from './inline-associations.ts';
import { typeNamed } from './object-call.ts';

interface Filter {
  readonly propertyName: string;
  readonly operator: string;
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}
interface FilterGroup {
  readonly filters: readonly Filter[];
}
export type Test = (record: IndexedRecord) => boolean;

/** The groups are alternatives, the filters of a group must all hold, and so must the free text. */
export function searchFilter(
  context: RouteContext,
  type: ObjectType,
  groups: readonly FilterGroup[],
  query: string,
): Test {
  const alternatives = groups.map((group) => group.filters.map((filter) => testOf(context, type, filter)));
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const readers = objectTypeInfo[type].searchable.map((name) => propertyReader(context.portal, type, name));
  return (record) => {
    const fits = alternatives.length === 0 || alternatives.some((tests) => tests.every((test) => test(record)));
    return fits && (words.length === 0 || mentions(readers, record, words));
  };
}

function mentions(
  readers: readonly (PropertyReader | null)[],
  record: IndexedRecord,
  words: readonly string[],
): boolean {
  const texts = readers.map((reader) => reader?.(record)?.toLowerCase() ?? '');
  return words.every((word) => texts.some((text) => text.includes(word)));
}

function testOf(context: RouteContext, type: ObjectType, filter: Filter): Test {
  if (filter.propertyName.startsWith('associations.')) return associationTest(context, type, filter);
  const { portal } = context;
  const reader = propertyReader(portal, type, filter.propertyName);
  if (reader === null) {
    // contacts have `lastmodifieddate`; asked for the name that the other types have, HubSpot finds nothing and says nothing
    if (filter.propertyName === 'hs_lastmodifieddate') return () => false;
    throw invalid(`There was a problem with the request: property ${filter.propertyName} does not exist`);
  }
  const kind = valueKind(portal, type, filter.propertyName);
  const test = operatorTest(kind, filter);
  return (record) => test(reader(record));
}

type ValueTest = (value: string | null) => boolean;

function operatorTest(kind: ValueKind, filter: Filter): ValueTest {
  const given = (text: string | undefined): number | string => {
    const value = text === undefined ? null : comparable(kind, text);
    if (value === null)
      throw invalid(
        `There was a problem with the request: ${filter.operator} on ${filter.propertyName} has no valid value (${text ?? 'none'})`,
      );
    return value;
  };
  const whenKnown =
    (test: (value: number | string) => boolean): ValueTest =>
    (text) => {
      const value = text === null ? null : comparable(kind, text);
      return value !== null && test(value);
    };
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (text) => text !== null;
    case 'NOT_HAS_PROPERTY':
      return (text) => text === null;
    case 'EQ':
    case 'NEQ':
    case 'GT':
    case 'GTE':
    case 'LT':
    case 'LTE':
      return whenKnown(comparison(filter.operator, given(filter.value)));
    case 'BETWEEN': {
      const [low, high] = [given(filter.value), given(filter.highValue)];
      return whenKnown((value) => value >= low && value <= high);
    }
    case 'IN':
    case 'NOT_IN':
      return membership(kind, filter);
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN': {
      const contains = tokenTest(filter.value ?? '');
      return (text) => text !== null && contains(text) === (filter.operator === 'CONTAINS_TOKEN');
    }
    default:
      throw invalid(`Invalid input JSON: unknown operator ${filter.operator}`);
  }
}

function comparison(
  operator: 'EQ' | 'NEQ' | 'GT' | 'GTE' | 'LT' | 'LTE',
  limit: number | string,
): (value: number | string) => boolean {
  const comparisons = {
    EQ: (value: number | string) => value === limit,
    NEQ: (value: number | string) => value !== limit,
    GT: (value: number | string) => value > limit,
    GTE: (value: number | string) => value >= limit,
    LT: (value: number | string) => value < limit,
    LTE: (value: number | string) => value <= limit,
  };
  return comparisons[operator];
}

/** On texts the record's value is lower-cased and the filter's is not: upper case in a filter finds nothing, as documented. */
function membership(kind: ValueKind, { operator, values, propertyName }: Filter): ValueTest {
  if (values === undefined || values.length === 0)
    throw invalid(`There was a problem with the request: ${operator} on ${propertyName} needs values`);
  const given = new Set(kind === 'text' ? values : values.map((value) => comparable(kind, value)));
  return (text) => {
    const value = text === null ? null : comparable(kind, text);
    return value !== null && given.has(value) === (operator === 'IN');
  };
}

/** Words of the value; `*` stands for any characters. */
function tokenTest(pattern: string): (text: string) => boolean {
  const wanted = pattern
    .toLowerCase()
    .split(/[\s@.]+/)
    .filter((token) => token !== '');
  const tests = wanted.map(
    (token) =>
      new RegExp(
        `^${token
          .split('*')
          .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}$`,
      ),
  );
  return (text) => {
    const tokens = text.toLowerCase().split(/[\s@.,;:/()-]+/);
    return tests.every((test) => tokens.some((token) => test.test(token)));
  };
}

/** The pseudo-property `associations.company`: records linked to one of the given ids. */
function associationTest(
  { portal }: RouteContext,
  type: ObjectType,
  { propertyName, operator, value, values }: Filter,
): Test {
  const to = typeNamed(propertyName.slice('associations.'.length));
  const ids = new Set(
    [...(value === undefined ? [] : [value]), ...(values ?? [])].map((id) => portal.table(to).find(id)?.id ?? id),
  );
  if (operator === 'HAS_PROPERTY') return (record) => liveLinks(portal, type, record.id, to).length > 0;
  if (operator === 'NOT_HAS_PROPERTY') return (record) => liveLinks(portal, type, record.id, to).length === 0;
  if (operator !== 'EQ' && operator !== 'IN')
    throw invalid(`There was a problem with the request: ${operator} on ${propertyName}`);
  return (record) => liveLinks(portal, type, record.id, to).some((link) => ids.has(link.to));
}
