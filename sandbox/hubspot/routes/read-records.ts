import { z } from 'zod';
import { notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { isoInstant, projection, propertyReader } from '../portal/projection.ts';
import { type StoredRecord } from '../portal/record-table.ts';
import { inlineAssociations } from './inline-associations.ts';
import {
  batchReply,
  checkBatchSize,
  flagParam,
  limitParam,
  listParam,
  missingError,
  readScopes,
  toWire,
  typeOf,
  type WireRecord,
} from './object-call.ts';
import { findRecord } from './record-writes.ts';

const shown = ['properties', 'propertiesWithHistory', 'associations'];

/** GET of a page, GET of one, POST batch/read. */
export function readRoutes(context: RouteContext): readonly Route[] {
  const common = { versions: crmVersions, scopes: readScopes };
  return [
    {
      ...common,
      method: 'GET',
      path: 'objects/{objectType}',
      query: ['limit', 'after', 'archived', ...shown],
      handle: (call) => listPage(context, call),
    },
    {
      ...common,
      method: 'GET',
      path: 'objects/{objectType}/{id}',
      query: ['archived', 'idProperty', ...shown],
      handle: (call) => readOne(context, call),
    },
    {
      ...common,
      method: 'POST',
      path: 'objects/{objectType}/batch/read',
      query: ['archived'],
      handle: (call) => batchRead(context, call),
    },
  ];
}

function listPage(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const history = listParam(call.query, 'propertiesWithHistory');
  const limit = limitParam(call.query, 10, history.length > 0 ? 50 : 100);
  const page = context.portal
    .table(type)
    .page({ after: call.query.get('after'), limit, archived: flagParam(call.query, 'archived') });
  const write = recordWriter(
    context,
    call,
    type,
    listParam(call.query, 'properties'),
    history,
    listParam(call.query, 'associations'),
  );
  const results = page.records.map(write);
  if (page.after === null) return { status: 200, body: { results } };
  return { status: 200, body: { results, paging: { next: { after: page.after, link: nextLink(call, page.after) } } } };
}

function nextLink(call: Call, after: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `${call.origin}${call.path}?${query.toString()}`;
}

function readOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const id = call.params.id ?? '';
  const archived = flagParam(call.query, 'archived');
  const record = archived
    ? archivedRecord(context, type, id)
    : findRecord(context, type, id, call.query.get('idProperty') ?? undefined);
  if (record === null) throw notFound();
  const { query } = call;
  const write = recordWriter(
    context,
    call,
    type,
    listParam(query, 'properties'),
    listParam(query, 'propertiesWithHistory'),
    listParam(query, 'associations'),
  );
  return { status: 200, body: write(record) };
}

function archivedRecord({ portal }: RouteContext, type: ObjectType, id: string): StoredRecord | null {
  const record = portal.table(type).find(id);
  return record?.archivedAt === null ? null : record;
}

type RecordWriter = (record: StoredRecord) => WireRecord;

function recordWriter(
  context: RouteContext,
  call: Call,
  type: ObjectType,
  names: readonly string[],
  history: readonly string[],
  associated: readonly string[],
): RecordWriter {
  const { portal } = context;
  const project = projection(portal, type, [...names, ...history]);
  return (record) => {
    const associations =
      associated.length === 0 ? undefined : inlineAssociations(portal, call, type, record.id, associated);
    return {
      ...toWire(record, project),
      ...(history.length === 0 ? {} : { propertiesWithHistory: historyOf(context, type, record, history) }),
      ...(associations === undefined ? {} : { associations }),
    };
  };
}

/** The newest value of each property: older ones are not kept. */
function historyOf(
  { portal }: RouteContext,
  type: ObjectType,
  record: StoredRecord,
  names: readonly string[],
): Record<string, readonly object[]> {
  const entries: Record<string, readonly object[]> = {};
  for (const name of names) {
    const value = propertyReader(portal, type, name)?.(record) ?? null;
    entries[name] = value === null ? [] : [{ value, timestamp: isoInstant(record.updatedAt), sourceType: 'CRM_UI' }];
  }
  return entries;
}

const batchReadBody = z.strictObject({
  inputs: z.array(z.strictObject({ id: z.string() })),
  properties: z.array(z.string()).optional(),
  propertiesWithHistory: z.array(z.string()).optional(),
  idProperty: z.string().optional(),
});

function batchRead(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { inputs, properties = [], propertiesWithHistory = [], idProperty } = readBody(batchReadBody, call);
  checkBatchSize(inputs, 100);
  const write = recordWriter(context, call, type, properties, propertiesWithHistory, []);
  const archived = flagParam(call.query, 'archived');
  const missing: string[] = [];
  // two old ids of one merged record answer once
  const found = new Set<StoredRecord>();
  for (const { id } of inputs) {
    const record = archived ? archivedRecord(context, type, id) : findRecord(context, type, id, idProperty);
    if (record === null) missing.push(id);
    else found.add(record);
  }
  return batchReply(call, [...found].map(write), missing.length === 0 ? [] : [missingError(type, missing)]);
}
