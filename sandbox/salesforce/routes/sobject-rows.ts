import { notFound, unsupportedType } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { objectNamed, type ObjectName } from '../org/object-names.ts';
import { normalId } from '../org/salesforce-id.ts';
import { attributesOf, wireValue } from '../soql/select-rows.ts';
import { resolvePath } from '../soql/field-path.ts';
import { deleteRow, insertRow, updateRow } from '../write/write-row.ts';
import { looseRecord, readJson } from './read-json.ts';
import { type RouteContext } from './route-context.ts';
import { rowRefusal, writeContext } from './row-answer.ts';

/** One record at a time. */
export function rowRoutes(context: RouteContext): readonly Route[] {
  return [
    { method: 'POST', path: 'sobjects/{object}', handle: (call) => insert(context, call) },
    { method: 'GET', path: 'sobjects/{object}/{id}', handle: (call) => read(context, call) },
    { method: 'PATCH', path: 'sobjects/{object}/{id}', handle: (call) => change(context, call, 'update') },
    { method: 'DELETE', path: 'sobjects/{object}/{id}', handle: (call) => change(context, call, 'delete') },
  ];
}

function insert(context: RouteContext, call: Call): Reply {
  const object = objectOf(call);
  const values = readJson(looseRecord, call);
  context.log.wrote(`insert ${object}`);
  const id = rowRefusal(() => insertRow(writeContext(context, call), object, values));
  return { status: 201, body: { id, success: true, errors: [] } };
}

function change(context: RouteContext, call: Call, operation: 'update' | 'delete'): Reply {
  const object = objectOf(call);
  const { id = '' } = call.params;
  if (context.org.table(object).find(normalId(id) ?? '') === null) throw notFound();
  context.log.wrote(`${operation} ${object}`);
  rowRefusal(() =>
    operation === 'delete'
      ? deleteRow(writeContext(context, call), object, id)
      : updateRow(writeContext(context, call), object, id, readJson(looseRecord, call)),
  );
  return { status: 204 };
}

function read({ org }: RouteContext, call: Call): Reply {
  const object = objectOf(call);
  const record = org.live(object, normalId(call.params.id ?? '') ?? '');
  if (record === null) throw notFound('The requested resource does not exist');
  const wanted = call.query.get('fields')?.split(',') ?? org.schema.fields(object).map(({ name }) => name);
  const fields = wanted.map((name) => resolvePath(org, object, name, name).field);
  const values = fields.map((field) => [field.name, wireValue(field, record[field.name] ?? null)] as const);
  return { status: 200, body: { attributes: attributesOf(object, record.Id), ...Object.fromEntries(values) } };
}

function objectOf({ params }: Call): ObjectName {
  const object = objectNamed(params.object ?? '');
  if (object === null) throw unsupportedType(params.object ?? '');
  return object;
}
