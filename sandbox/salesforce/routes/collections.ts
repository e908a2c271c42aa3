import { z } from 'zod';
import { ApiError, unsupportedType } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { objectNamed, objectOfId, type ObjectName } from '../org/object-names.ts';
import { normalId } from '../org/salesforce-id.ts';
import { attributesOf, wireValue } from '../soql/select-rows.ts';
import { resolvePath } from '../soql/field-path.ts';
import { deleteRow, insertRow, updateRow, type RawValues, type WriteContext } from '../write/write-row.ts';
import { readJson } from './read-json.ts';
import { type RouteContext } from './route-context.ts';
import { failedRow, rowResult, writeContext, type RowResult } from './row-answer.ts';

const mostRows = 200;
/** Runs of one type after the other; a record of another type in between begins a new one. */
const mostTypeRuns = 10;

const typedRecord = z.looseObject({ attributes: z.looseObject({ type: z.string() }) });
const collection = z.object({ allOrNone: z.boolean().default(false), records: z.array(typedRecord) });
const retrieval = z.object({ ids: z.array(z.string()), fields: z.array(z.string()) });

/** Up to 200 records of mixed types in one call, each with a result of its own. */
export function collectionRoutes(context: RouteContext): readonly Route[] {
  return [
    { method: 'POST', path: 'composite/sobjects', handle: (call) => write(context, call, 'insert') },
    { method: 'PATCH', path: 'composite/sobjects', handle: (call) => write(context, call, 'update') },
    { method: 'DELETE', path: 'composite/sobjects', handle: (call) => remove(context, call) },
    { method: 'POST', path: 'composite/sobjects/{object}', handle: (call) => retrieve(context, call) },
  ];
}

interface Step {
  readonly object: ObjectName | null;
  readonly run: (target: WriteContext) => string;
}

function write(context: RouteContext, call: Call, operation: 'insert' | 'update'): Reply {
  const { allOrNone, records } = readJson(collection, call);
  const objects = records.map(({ attributes }) => {
    const object = objectNamed(attributes.type);
    if (object === null) throw unsupportedType(attributes.type);
    return object;
  });
  checkSize(objects);
  const steps = records.map((record, at): Step => {
    const object = objects[at] ?? 'Account';
    return {
      object,
      run: (target) =>
        operation === 'insert' ? insertRow(target, object, record) : updateRow(target, object, idOf(record), record),
    };
  });
  return { status: 200, body: runSteps(context, call, { steps, operation, allOrNone }) };
}

function idOf(record: RawValues): string {
  const id = record.Id ?? record.id;
  return typeof id === 'string' ? id : '';
}

function remove(context: RouteContext, call: Call): Reply {
  const ids = call.query.get('ids')?.split(',') ?? [];
  const objects = ids.map((id) => objectOfId(id));
  checkSize(objects);
  const steps = ids.map((id, at): Step => {
    const object = objects[at] ?? null;
    return { object, run: (target) => deleteRow(target, object ?? 'Account', id) };
  });
  return {
    status: 200,
    body: runSteps(context, call, { steps, operation: 'delete', allOrNone: call.query.get('allOrNone') === 'true' }),
  };
}

function checkSize(objects: readonly (ObjectName | null)[]): void {
  if (objects.length > mostRows)
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${mostRows} records into this call`,
    );
  const runs = objects.filter((object, at) => at === 0 || object !== objects[at - 1]).length;
  if (runs > mostTypeRuns)
    throw new ApiError(
      400,
      'INVALID_FIELD',
      `cannot have more than ${mostTypeRuns} chunks in a single operation. Please rearrange the data to reduce chunking.`,
    );
}

interface Plan {
  readonly steps: readonly Step[];
  readonly operation: string;
  readonly allOrNone: boolean;
}

/** With allOrNone one refusal undoes all: the rows that would have been written say so. */
function runSteps(context: RouteContext, call: Call, { steps, operation, allOrNone }: Plan): readonly RowResult[] {
  for (const { object } of steps) context.log.wrote(`${operation} ${object ?? '?'}`);
  const target = writeContext(context, call);
  const run = (into: WriteContext): RowResult[] => steps.map((step) => rowResult(() => step.run(into)));
  if (!allOrNone) return run(target);
  const rehearsed = run({ ...target, commit: () => undefined });
  if (rehearsed.every(({ success }) => success)) return run(target);
  return rehearsed.map((result) => (result.success ? rolledBack : result));
}

const rolledBack = failedRow(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

/** Records by id in the order of the ids, null for those that are not there. */
function retrieve({ org }: RouteContext, call: Call): Reply {
  const object = objectNamed(call.params.object ?? '');
  if (object === null) throw unsupportedType(call.params.object ?? '');
  const { ids, fields } = readJson(retrieval, call);
  const paths = fields.map((name) => resolvePath(org, object, name, name).field);
  const body = ids.map((id) => {
    const record = org.live(object, normalId(id) ?? '');
    if (record === null) return null;
    const values = paths.map((field) => [field.name, wireValue(field, record[field.name] ?? null)] as const);
    return { attributes: attributesOf(object, record.Id), ...Object.fromEntries(values) };
  });
  return { status: 200, body };
}
