import { z } from 'zod';
import { invalid } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { projection } from '../portal/projection.ts';
import { linkInputs, linkNew } from './link-new-record.ts';
import { batchReply, checkBatchSize, toWire, typeOf, writeScopes, type BatchError } from './object-call.ts';
import {
  brokenRequirement,
  checkedValues,
  conflicting,
  findRecord,
  requirementProblem,
  writtenProperties,
} from './record-writes.ts';

/** batch/create, batch/update, batch/upsert and batch/archive: at most 100 inputs each. */
export function batchWriteRoutes(context: RouteContext): readonly Route[] {
  const common = { method: 'POST', versions: crmVersions, scopes: writeScopes } as const;
  return [
    { ...common, path: 'objects/{objectType}/batch/create', handle: (call) => batchCreate(context, call) },
    { ...common, path: 'objects/{objectType}/batch/update', handle: (call) => batchUpdate(context, call) },
    { ...common, path: 'objects/{objectType}/batch/upsert', handle: (call) => batchUpsert(context, call) },
    { ...common, path: 'objects/{objectType}/batch/archive', handle: (call) => batchArchive(context, call) },
  ];
}

const largestBatch = 100;
const traced = { objectWriteTraceId: z.string().optional() };
const createBody = z.strictObject({
  inputs: z.array(z.strictObject({ ...traced, properties: writtenProperties, associations: linkInputs.optional() })),
});
const updateBody = z.strictObject({
  inputs: z.array(
    z.strictObject({ ...traced, id: z.string(), idProperty: z.string().optional(), properties: writtenProperties }),
  ),
});
const archiveBody = z.strictObject({ inputs: z.array(z.strictObject({ id: z.string() })) });

/** Without a trace id an error of a create cannot be matched to its input: HubSpot names no other. */
function failure(category: string, message: string, ids: readonly string[], traceId: string | undefined): BatchError {
  const trace = traceId === undefined ? {} : { objectWriteTraceId: [traceId] };
  return { status: 'error', category, message, context: { ...(ids.length === 0 ? {} : { ids }), ...trace } };
}

function batchCreate(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(createBody, call);
  checkBatchSize(inputs, largestBatch);
  const values = checkedValues(
    context,
    call,
    type,
    inputs.map((input) => input.properties),
  );
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const [at, input] of inputs.entries()) {
    const given = values[at] ?? {};
    const taken = conflicting(context, type, given);
    if (taken !== null) {
      errors.push(failure('CONFLICT', `record already exists. Existing ID: ${taken.id}`, [], input.objectWriteTraceId));
      continue;
    }
    const id = context.portal.nextId();
    context.portal.commit({ op: 'create', type, id, properties: given, at: call.now, by: 'api' });
    linkNew(context, call, type, id, input.associations ?? []);
    results.push(resultOf(context, type, id, given, input.objectWriteTraceId));
  }
  return batchReply(call, results, errors, 201);
}

function batchUpdate(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(updateBody, call);
  checkBatchSize(inputs, largestBatch);
  refuseDuplicates(inputs.map((input) => `${input.idProperty ?? ''} ${input.id}`));
  const values = checkedValues(
    context,
    call,
    type,
    inputs.map((input) => input.properties),
  );
  const plan = inputs.map((input, at) => planUpdate(context, call, type, input, values[at] ?? {}));
  const results: object[] = [];
  const errors: BatchError[] = [];
  for (const step of plan) {
    if ('error' in step) {
      errors.push(step.error);
      continue;
    }
    context.portal.commit({ op: 'update', type, id: step.id, properties: step.values, at: call.now, by: 'api' });
    results.push(resultOf(context, type, step.id, step.values, step.traceId));
  }
  return batchReply(call, results, errors);
}

type Step =
  | { readonly error: BatchError }
  | { readonly id: string; readonly values: Readonly<Record<string, string>>; readonly traceId: string | undefined };

/** Throws when the input fails the whole batch: nothing may be applied before all inputs are planned. */
function planUpdate(
  context: RouteContext,
  call: Call,
  type: ObjectType,
  input: z.infer<typeof updateBody>['inputs'][number],
  values: Readonly<Record<string, string>>,
): Step {
  const { id, idProperty, objectWriteTraceId: traceId } = input;
  const record = findRecord(context, type, id, idProperty);
  if (record === null)
    return { error: failure('OBJECT_NOT_FOUND', `Could not find the record ${id}: it may be deleted`, [id], traceId) };
  const broken = brokenRequirement(context, call, type, record, values);
  if (broken === null) return { id: record.id, values, traceId };
  if (broken.fails === 'batch') throw requirementProblem(broken);
  return { error: failure('VALIDATION_ERROR', `Required properties are missing: ${broken.property}`, [id], traceId) };
}

function refuseDuplicates(keys: readonly string[]): void {
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => key.trim());
  if (twice.length > 0) throw invalid(`Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`);
}

function batchUpsert(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(updateBody, call);
  checkBatchSize(inputs, largestBatch);
  refuseDuplicates(inputs.map((input) => `${input.idProperty ?? ''} ${input.id}`));
  const values = checkedValues(
    context,
    call,
    type,
    inputs.map((input) => input.properties),
  );
  const results = inputs.map((input, at) => {
    const { id, idProperty } = input;
    if (idProperty === undefined) throw invalid('idProperty is required to upsert');
    const given = values[at] ?? {};
    const known = findRecord(context, type, id, idProperty);
    const recordId = known?.id ?? context.portal.nextId();
    if (known === null)
      context.portal.commit({
        op: 'create',
        type,
        id: recordId,
        properties: { [idProperty]: id, ...given },
        at: call.now,
        by: 'api',
      });
    else context.portal.commit({ op: 'update', type, id: recordId, properties: given, at: call.now, by: 'api' });
    return { ...resultOf(context, type, recordId, given, input.objectWriteTraceId), new: known === null };
  });
  return batchReply(call, results, []);
}

function batchArchive(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs } = readBody(archiveBody, call);
  checkBatchSize(inputs, largestBatch);
  for (const { id } of inputs) {
    const record = findRecord(context, type, id, undefined);
    if (record !== null) context.portal.commit({ op: 'archive', type, id: record.id, at: call.now, by: 'api' });
  }
  return { status: 204 };
}

function resultOf(
  { portal }: RouteContext,
  type: ObjectType,
  id: string,
  written: Readonly<Record<string, string>>,
  traceId: string | undefined,
): object {
  const record = portal.table(type).find(id);
  if (record === null) throw new Error(`no ${type} ${id}`);
  const wire = toWire(record, projection(portal, type, Object.keys(written)));
  return traceId === undefined ? wire : { ...wire, objectWriteTraceId: traceId };
}
