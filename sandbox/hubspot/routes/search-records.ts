import { z } from 'zod';
import { invalid } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { projection } from '../portal/projection.ts';
import { type IndexedRecord } from '../portal/search-index.ts';
import { readScopes, toWire, typeOf } from './object-call.ts';
import { searchFilter } from './search-filter.ts';
import { searchOrder } from './search-order.ts';

const text = z.string();
/** Values are strings on the wire; HubSpot takes numbers as well. */
const filterValue = z.union([text, z.number(), z.boolean()]).transform(String);

const searchBody = z.strictObject({
  filterGroups: z
    .array(
      z.strictObject({
        filters: z.array(
          z.strictObject({
            propertyName: text,
            operator: text,
            value: filterValue.optional(),
            highValue: filterValue.optional(),
            values: z.array(filterValue).optional(),
          }),
        ),
      }),
    )
    .optional(),
  sorts: z
    .array(
      z.union([
        text,
        z.strictObject({ propertyName: text, direction: z.enum(['ASCENDING', 'DESCENDING']).optional() }),
      ]),
    )
    .optional(),
  query: text.max(3_000).optional(),
  properties: z.array(text).optional(),
  limit: z.number().int().min(0).optional(),
  after: z.union([text, z.number()]).transform(String).optional(),
});
export type SearchRequest = z.output<typeof searchBody>;
export type SearchFilter = NonNullable<SearchRequest['filterGroups']>[number]['filters'][number];

const largestPage = 200;
const mostResults = 10_000;

/** POST search: eventually consistent, 200 a page, never beyond 10,000 results of one query. */
export function searchRoutes(context: RouteContext): readonly Route[] {
  const find = createFinder(context);
  const handle = (call: Call): Reply => search(context, find, call);
  return [
    {
      method: 'POST',
      path: 'objects/{objectType}/search',
      versions: crmVersions,
      scopes: readScopes,
      search: true,
      handle,
    },
  ];
}

function search({ portal }: RouteContext, find: Finder, call: Call): Reply {
  const type = typeOf(call);
  const request = readBody(searchBody as z.ZodType<SearchRequest>, call);
  checkSize(request);
  const limit = request.limit ?? 10;
  const start = Number(request.after ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalid(`after is not a valid offset: ${request.after ?? ''}`);
  if (start + limit > mostResults) throw invalid(`The maximum offset is ${mostResults}: narrow the filters to page on`);
  const found = find(call, type, request);
  const project = projection(portal, type, request.properties ?? []);
  const end = start + limit;
  const results = found.slice(start, end).map((record) => toWire(record, project));
  return {
    status: 200,
    body: { total: found.length, results, ...(end < found.length ? { paging: { next: { after: String(end) } } } : {}) },
  };
}

function checkSize({ filterGroups = [], limit = 0, sorts = [] }: SearchRequest): void {
  const filters = filterGroups.map((group) => group.filters.length);
  if (limit > largestPage) throw invalid(`limit ${limit} is too high: the maximum is ${largestPage}`);
  if (filterGroups.length > 5) throw invalid('The maximum number of filter groups is 5');
  if (filters.some((count) => count > 6) || filters.reduce((sum, count) => sum + count, 0) > 18)
    throw invalid('There are too many filters: at most 6 in a group and 18 in all');
  if (sorts.length > 1) throw invalid('Only one sort can be applied to a search');
}

type Finder = (call: Call, type: ObjectType, request: SearchRequest) => readonly IndexedRecord[];

/** Remembers the last result of each object type: the pages of one query must not filter and sort everything anew. */
function createFinder(context: RouteContext): Finder {
  const { portal } = context;
  const last = new Map<ObjectType, { readonly key: string; readonly found: readonly IndexedRecord[] }>();
  return (call, type, request) => {
    const { filterGroups = [], sorts = [], query = '' } = request;
    // with a lag the result changes by time alone
    const key = portal.index.lagMs > 0 ? null : JSON.stringify([portal.index.version(), filterGroups, sorts, query]);
    const known = last.get(type);
    if (key !== null && known?.key === key) return known.found;
    const accepts = searchFilter(context, type, filterGroups, query);
    const shown = portal.index.view(type, portal.table(type).all(), call.now);
    const found = shown
      .filter((record) => record.archivedAt === null && accepts(record))
      .sort(searchOrder(portal, type, sorts[0]));
    if (key !== null) last.set(type, { key, found });
    return found;
  };
}
