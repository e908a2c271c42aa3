import { z } from 'zod';
import { ApiProblem, notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { projection } from '../portal/projection.ts';
import { linkInputs, linkNew } from './link-new-record.ts';
import { toWire, typeOf, writeScopes } from './object-call.ts';
import {
  brokenRequirement,
  checkedValues,
  conflicting,
  findRecord,
  requirementProblem,
  writtenProperties,
} from './record-writes.ts';

/** POST, PATCH and DELETE of one record, and the merge of two. */
export function writeRoutes(context: RouteContext): readonly Route[] {
  const common = { versions: crmVersions, scopes: writeScopes };
  return [
    { ...common, method: 'POST', path: 'objects/{objectType}', handle: (call) => createOne(context, call) },
    {
      ...common,
      method: 'PATCH',
      path: 'objects/{objectType}/{id}',
      query: ['idProperty'],
      handle: (call) => updateOne(context, call),
    },
    { ...common, method: 'DELETE', path: 'objects/{objectType}/{id}', handle: (call) => archiveOne(context, call) },
    { ...common, method: 'POST', path: 'objects/{objectType}/merge', handle: (call) => mergeTwo(context, call) },
  ];
}

const createBody = z.strictObject({ properties: writtenProperties, associations: linkInputs.optional() });

function createOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const body = readBody(createBody, call);
  const [values = {}] = checkedValues(context, call, type, [body.properties]);
  const taken = conflicting(context, type, values);
  if (taken !== null) throw new ApiProblem(409, 'CONFLICT', `${type} record already exists. Existing ID: ${taken.id}`);
  const id = context.portal.nextId();
  context.portal.commit({ op: 'create', type, id, properties: values, at: call.now, by: 'api' });
  linkNew(context, call, type, id, body.associations ?? []);
  return { status: 201, body: wireOf(context, type, id, Object.keys(values)) };
}

const updateBody = z.strictObject({ properties: writtenProperties });

function updateOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const body = readBody(updateBody, call);
  const record = findRecord(context, type, call.params.id ?? '', call.query.get('idProperty') ?? undefined);
  if (record === null) throw notFound();
  const [values = {}] = checkedValues(context, call, type, [body.properties]);
  const broken = brokenRequirement(context, call, type, record, values);
  if (broken !== null) throw requirementProblem(broken);
  context.portal.commit({ op: 'update', type, id: record.id, properties: values, at: call.now, by: 'api' });
  return { status: 200, body: wireOf(context, type, record.id, Object.keys(values)) };
}

function archiveOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const record = findRecord(context, type, call.params.id ?? '', undefined);
  if (record !== null) context.portal.commit({ op: 'archive', type, id: record.id, at: call.now, by: 'api' });
  return { status: 204 };
}

const mergeBody = z.strictObject({ primaryObjectId: z.string(), objectIdToMerge: z.string() });

function mergeTwo(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { primaryObjectId, objectIdToMerge } = readBody(mergeBody, call);
  const primary = findRecord(context, type, primaryObjectId, undefined);
  const other = findRecord(context, type, objectIdToMerge, undefined);
  if (primary === null || other === null || primary === other) throw notFound();
  const into = survivorId(context, type, primary.id);
  context.portal.commit({ op: 'merge', type, id: primary.id, other: other.id, into, at: call.now, by: 'api' });
  return { status: 200, body: wireOf(context, type, into, []) };
}

/** Companies and deals become a third record with an id of its own; contacts and tickets keep the primary's. */
export const survivorId = ({ portal }: RouteContext, type: ObjectType, primaryId: string): string =>
  type === 'companies' || type === 'deals' ? portal.nextId() : primaryId;

function wireOf({ portal }: RouteContext, type: ObjectType, id: string, names: readonly string[]): object {
  const record = portal.table(type).find(id);
  if (record === null) throw notFound();
  return toWire(record, projection(portal, type, names));
}
