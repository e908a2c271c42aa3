import { z } from 'zod';
import { invalid, notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type CrmList } from '../portal/mutation.ts';
import { isoInstant } from '../portal/projection.ts';

/** Segments: made, found by id or by name, and listed. Their members are not computed. */
export function listRoutes(context: RouteContext): readonly Route[] {
  const read = { versions: crmVersions, scopes: () => ['crm.lists.read'] };
  const found = (call: Call, list: CrmList | undefined): Reply => {
    if (list === undefined) throw notFound('List does not exist');
    return { status: 200, body: { list: wireList(list, call.query.get('includeFilters') === 'true') } };
  };
  const { lists } = context.portal;
  return [
    {
      ...read,
      method: 'GET',
      path: 'lists/{listId}',
      query: ['includeFilters'],
      handle: (call) => found(call, lists.get(call.params.listId ?? '')),
    },
    {
      ...read,
      method: 'GET',
      path: 'lists/object-type-id/{objectTypeId}/name/{listName}',
      query: ['includeFilters'],
      handle: (call) => found(call, named(context, call.params.objectTypeId, call.params.listName)),
    },
    { ...read, method: 'POST', path: 'lists/search', handle: (call) => search(context, call) },
    {
      method: 'POST',
      path: 'lists',
      versions: crmVersions,
      scopes: () => ['crm.lists.write'],
      handle: (call) => create(context, call),
    },
  ];
}

const filterBranch = z.looseObject({ filterBranchType: z.string() });
const listBody = z.strictObject({
  name: z.string().min(1),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'DYNAMIC', 'SNAPSHOT']),
  filterBranch: filterBranch.optional(),
});
const searchBody = z.strictObject({
  query: z.string().optional(),
  count: z.number().optional(),
  offset: z.number().optional(),
});

const named = (
  { portal }: RouteContext,
  objectTypeId: string | undefined,
  name: string | undefined,
): CrmList | undefined =>
  [...portal.lists.values()].find((list) => list.objectTypeId === objectTypeId && list.name === name);

function create(context: RouteContext, call: Call): Reply {
  const body = readBody(listBody, call);
  if ([...context.portal.lists.values()].some((list) => list.name === body.name)) {
    throw invalid(`A list named ${body.name} already exists`, { subCategory: 'ILS.DUPLICATE_LIST_NAMES' });
  }
  if (body.processingType !== 'MANUAL' && body.filterBranch?.filterBranchType !== 'OR')
    throw invalid('The root filter branch must be of type OR');
  const list: CrmList = {
    ...body,
    filterBranch: body.filterBranch ?? null,
    listId: String(context.portal.lists.size + 1),
    createdAt: call.now,
  };
  context.portal.commit({ op: 'put-list', list, at: call.now, by: 'api' });
  return { status: 200, body: { list: wireList(list, true) } };
}

function search({ portal }: RouteContext, call: Call): Reply {
  const { query = '', count = 20, offset = 0 } = readBody(searchBody, call);
  const found = [...portal.lists.values()].filter((list) => list.name.toLowerCase().includes(query.toLowerCase()));
  const lists = found.slice(offset, offset + count).map((list) => ({ ...searchHit(list), additionalProperties: {} }));
  return {
    status: 200,
    body: { lists, total: found.length, offset: offset + lists.length, hasMore: offset + lists.length < found.length },
  };
}

function searchHit(list: CrmList): object {
  // unlike a read, a search does not count the members
  const { size: _, ...shown } = wireList(list, false);
  return shown;
}

function wireList({ filterBranch: filters, createdAt, ...list }: CrmList, withFilters: boolean) {
  const at = isoInstant(createdAt);
  return {
    ...list,
    processingStatus: 'COMPLETE',
    listVersion: 1,
    size: 0,
    createdAt: at,
    updatedAt: at,
    filtersUpdatedAt: at,
    ...(withFilters && filters !== null ? { filterBranch: filters } : {}),
  };
}
