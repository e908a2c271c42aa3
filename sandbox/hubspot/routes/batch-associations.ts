import { z } from 'zod';
import { associationVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { isoInstant } from '../portal/projection.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';
import { pageOfLinks, pairOf, wireLink } from './association-wire.ts';
import { liveLinks } from './inline-associations.ts';
import { associationSpec } from './link-new-record.ts';
import { batchReply, checkBatchSize, typeNamed, type BatchError } from './object-call.ts';
import { labelsBetween } from './record-associations.ts';

/** Links of many records at once: 1,000 read, 2,000 made, 100 removed in one call. */
export function batchAssociationRoutes(context: RouteContext): readonly Route[] {
  const path = 'associations/{fromObjectType}/{toObjectType}/batch';
  const read = {
    method: 'POST',
    versions: associationVersions,
    scopes: (call: Call) => objectTypeInfo[fromType(call)].readScopes,
  } as const;
  const write = { ...read, scopes: (call: Call) => objectTypeInfo[fromType(call)].writeScopes };
  return [
    { ...read, path: `${path}/read`, handle: (call) => readLinks(context, call) },
    { ...write, path: `${path}/create`, handle: (call) => createLinks(context, call) },
    { ...write, path: `${path}/associate/default`, handle: (call) => createDefault(context, call) },
    { ...write, path: `${path}/archive`, handle: (call) => archiveLinks(context, call) },
  ];
}

const fromType = (call: Call): ObjectType => typeNamed(call.params.fromObjectType);
const toType = (call: Call): ObjectType => typeNamed(call.params.toObjectType);

const pageLength = 500;
const idObject = z.strictObject({ id: z.string() });
const readBodySchema = z.strictObject({
  inputs: z.array(z.strictObject({ id: z.string(), after: z.string().optional() })),
});
const createBody = z.strictObject({
  inputs: z.array(z.strictObject({ from: idObject, to: idObject, types: z.array(associationSpec).min(1) })),
});
const defaultBody = z.strictObject({ inputs: z.array(z.strictObject({ from: idObject, to: idObject })) });
const archiveBody = z.strictObject({ inputs: z.array(z.strictObject({ from: idObject, to: z.array(idObject) })) });

/** A record without links is an error of the batch, not an empty result. */
function readLinks({ portal }: RouteContext, call: Call): Reply {
  const [from, to] = [fromType(call), toType(call)];
  const { inputs } = readBody(readBodySchema, call);
  checkBatchSize(inputs, 1_000);
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const { id, after = null } of inputs) {
    const record = portal.table(from).find(id);
    const links = record?.archivedAt === null ? liveLinks(portal, from, record.id, to) : [];
    if (record === null || links.length === 0) {
      errors.push(noLinks(from, to, id));
      continue;
    }
    const page = pageOfLinks(links, after, pageLength);
    const link = `${call.origin}/crm/v4/objects/${from}/${record.id}/associations/${to}?after=${page.after ?? ''}`;
    const paging = page.after === null ? {} : { paging: { next: { after: page.after, link } } };
    results.push({ from: { id: record.id }, to: page.links.map((entry) => wireLink(from, to, entry)), ...paging });
  }
  return batchReply(call, results, errors);
}

const noLinks = (from: ObjectType, to: ObjectType, id: string): BatchError => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${objectTypeInfo[to].singular} is associated with ${objectTypeInfo[from].singular} ${id}.`,
  context: {
    fromObjectId: [id],
    fromObjectType: [objectTypeInfo[from].singular],
    toObjectType: [objectTypeInfo[to].singular],
  },
});

interface Ends {
  readonly type: ObjectType;
  readonly id: string;
  readonly toType: ObjectType;
  readonly toId: string;
}

/** The live records at both ends, or the error that one of them is missing. */
function ends({ portal }: RouteContext, call: Call, fromId: string, toId: string): Ends | BatchError {
  const [type, target] = [fromType(call), toType(call)];
  const from = portal.table(type).find(fromId);
  const to = portal.table(target).find(toId);
  if (from?.archivedAt === null && to?.archivedAt === null) return { type, id: from.id, toType: target, toId: to.id };
  return {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: 'One or both objects do not exist',
    context: { fromObjectId: [fromId], toObjectId: [toId] },
  };
}

function createLinks(context: RouteContext, call: Call): Reply {
  const { inputs } = readBody(createBody, call);
  checkBatchSize(inputs, 2_000);
  const found = inputs.map((input) => ({
    types: input.types.map((spec) => spec.associationTypeId),
    between: ends(context, call, input.from.id, input.to.id),
  }));
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const { types, between } of found) {
    if ('status' in between) {
      errors.push(between);
      continue;
    }
    context.portal.commit({ op: 'link', ...between, types, at: call.now, by: 'api' });
    results.push(labelsBetween(between));
  }
  return batchReply(call, results, errors, call.version === '2026-09' ? 200 : 201);
}

function createDefault(context: RouteContext, call: Call): Reply {
  const { inputs } = readBody(defaultBody, call);
  checkBatchSize(inputs, 2_000);
  const associationTypeId = pairOf(fromType(call), toType(call)).standard;
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const { from, to } of inputs) {
    const between = ends(context, call, from.id, to.id);
    if ('status' in between) {
      errors.push(between);
      continue;
    }
    context.portal.commit({ op: 'link', ...between, types: [associationTypeId], at: call.now, by: 'api' });
    results.push({
      from: { id: between.id },
      to: { id: between.toId },
      associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId },
    });
  }
  return batchReply(call, results, errors);
}

function archiveLinks(context: RouteContext, call: Call): Reply {
  const { inputs } = readBody(archiveBody, call);
  checkBatchSize(inputs, 100);
  for (const { from, to } of inputs) {
    for (const target of to) {
      const between = ends(context, call, from.id, target.id);
      if (!('status' in between))
        context.portal.commit({ op: 'unlink', ...between, types: [], at: call.now, by: 'api' });
    }
  }
  if (call.version !== '2026-09') return { status: 204 };
  const at = isoInstant(call.now);
  return { status: 200, body: { status: 'COMPLETE', results: [], startedAt: at, completedAt: at } };
}
