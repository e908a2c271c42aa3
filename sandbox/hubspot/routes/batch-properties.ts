import { z } from 'zod';
import { ApiProblem } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { batchReply, checkBatchSize, typeOf, type BatchError } from './object-call.ts';
import {
  archiveProperty,
  makeProperty,
  newProperty,
  schemaReadScopes,
  schemaWriteScopes,
  type NewProperty,
} from './properties.ts';
import { wireProperty } from './property-wire.ts';

/** batch/read, batch/create and batch/archive of properties, 100 at a time. */
export function batchPropertyRoutes(context: RouteContext): readonly Route[] {
  const path = 'properties/{objectType}/batch';
  const common = { method: 'POST', versions: crmVersions } as const;
  return [
    { ...common, path: `${path}/read`, scopes: schemaReadScopes, handle: (call) => readSome(context, call) },
    { ...common, path: `${path}/create`, scopes: schemaWriteScopes, handle: (call) => createSome(context, call) },
    { ...common, path: `${path}/archive`, scopes: schemaWriteScopes, handle: (call) => archiveSome(context, call) },
  ];
}

const largestBatch = 100;
const named = z.strictObject({ name: z.string() });
const readBodySchema = z.strictObject({
  inputs: z.array(named),
  archived: z.boolean().optional(),
  dataSensitivity: z.string().optional(),
});
const createBody = z.strictObject({ inputs: z.array(newProperty) });
const archiveBody = z.strictObject({ inputs: z.array(named) });

function readSome({ portal }: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs, archived = false } = readBody(readBodySchema, call);
  checkBatchSize(inputs, largestBatch);
  const results: object[] = [];
  const missing: string[] = [];
  for (const { name } of inputs) {
    const found = archived ? portal.catalog.findArchived(type, name) : portal.catalog.find(type, name);
    if (found === null) missing.push(name);
    else results.push(wireProperty(found));
  }
  return batchReply(call, results, missing.map(missingProperty));
}

const missingProperty = (name: string): BatchError => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Property ${name} does not exist`,
  context: { name: [name] },
});

function createSome(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(createBody as z.ZodType<{ readonly inputs: readonly NewProperty[] }>, call);
  checkBatchSize(inputs, largestBatch);
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      results.push(wireProperty(makeProperty(context, call, type, input)));
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      const category = problem.reply.status === 409 ? 'OBJECT_ALREADY_EXISTS' : 'VALIDATION_ERROR';
      errors.push({ status: 'error', category, message: problem.message, context: { name: [input.name] } });
    }
  }
  return batchReply(call, results, errors, call.version === '2026-09' ? 200 : 201);
}

function archiveSome(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(archiveBody, call);
  checkBatchSize(inputs, largestBatch);
  for (const { name } of inputs) archiveProperty(context, call, type, name);
  return { status: 204 };
}
