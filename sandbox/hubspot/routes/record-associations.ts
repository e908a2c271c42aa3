import { z } from 'zod';
import { notFound } from '../http/api-problem.ts';
import { associationVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';
import { pageOfLinks, pairOf, wireLink } from './association-wire.ts';
import { liveLinks } from './inline-associations.ts';
import { associationSpec } from './link-new-record.ts';
import { batchReply, limitParam, readScopes, typeNamed, typeOf, writeScopes } from './object-call.ts';

/** The associations of one record: a page of them, and set or removed one at a time. Links change no record's modification date. */
export function recordAssociationRoutes(context: RouteContext): readonly Route[] {
  const versions = associationVersions;
  const one = 'objects/{objectType}/{id}/associations/{toObjectType}/{toId}';
  return [
    {
      method: 'GET',
      path: 'objects/{objectType}/{id}/associations/{toObjectType}',
      query: ['after', 'limit'],
      versions,
      scopes: readScopes,
      handle: (call) => readPage(context, call),
    },
    {
      method: 'PUT',
      path: 'objects/{objectType}/{id}/associations/default/{toObjectType}/{toId}',
      versions,
      scopes: writeScopes,
      handle: (call) => putDefault(context, call),
    },
    { method: 'PUT', path: one, versions, scopes: writeScopes, handle: (call) => putTyped(context, call) },
    { method: 'DELETE', path: one, versions, scopes: writeScopes, handle: (call) => remove(context, call) },
  ];
}

const mostLinks = 500;

function readPage({ portal }: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const to = typeNamed(call.params.toObjectType);
  const id = liveId({ portal }, type, call.params.id ?? '');
  const page = pageOfLinks(
    liveLinks(portal, type, id, to),
    call.query.get('after'),
    limitParam(call.query, mostLinks, mostLinks),
  );
  const results = page.links.map((link) => wireLink(type, to, link));
  if (page.after === null) return { status: 200, body: { results } };
  return {
    status: 200,
    body: { results, paging: { next: { after: page.after, link: `${call.origin}${call.path}?after=${page.after}` } } },
  };
}

function liveId({ portal }: Pick<RouteContext, 'portal'>, type: ObjectType, id: string): string {
  const record = portal.table(type).find(id);
  if (record?.archivedAt !== null) throw notFound();
  return record.id;
}

interface Pair {
  readonly type: ObjectType;
  readonly id: string;
  readonly toType: ObjectType;
  readonly toId: string;
}

function pairIn(context: RouteContext, call: Call): Pair {
  const type = typeOf(call);
  const toType = typeNamed(call.params.toObjectType);
  return {
    type,
    id: liveId(context, type, call.params.id ?? ''),
    toType,
    toId: liveId(context, toType, call.params.toId ?? ''),
  };
}

function putDefault(context: RouteContext, call: Call): Reply {
  const pair = pairIn(context, call);
  const { standard } = pairOf(pair.type, pair.toType);
  context.portal.commit({ op: 'link', ...pair, types: [standard], at: call.now, by: 'api' });
  const back = pairOf(pair.toType, pair.type).standard;
  const result = (from: string, to: string, associationTypeId: number): object => ({
    from: { id: from },
    to: { id: to },
    associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId },
  });
  return batchReply(call, [result(pair.id, pair.toId, standard), result(pair.toId, pair.id, back)], []);
}

function putTyped(context: RouteContext, call: Call): Reply {
  const pair = pairIn(context, call);
  const specs = readBody(z.array(associationSpec).min(1), call);
  context.portal.commit({
    op: 'link',
    ...pair,
    types: specs.map((spec) => spec.associationTypeId),
    at: call.now,
    by: 'api',
  });
  return { status: call.version === '2026-09' ? 200 : 201, body: labelsBetween(pair) };
}

export const labelsBetween = ({ type, id, toType, toId }: Pair): object => ({
  fromObjectTypeId: objectTypeInfo[type].typeId,
  fromObjectId: id,
  toObjectTypeId: objectTypeInfo[toType].typeId,
  toObjectId: toId,
  labels: [],
});

function remove(context: RouteContext, call: Call): Reply {
  const pair = pairIn(context, call);
  context.portal.commit({ op: 'unlink', ...pair, types: [], at: call.now, by: 'api' });
  return { status: 204 };
}
