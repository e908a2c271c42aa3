import { invalid } from '../http/api-problem.ts';
import { type Call, type Reply } from '../http/call.ts';
import { objectTypeInfo, objectTypeNamed, type ObjectType } from '../portal/object-types.ts';
import { isoInstant, type Projection } from '../portal/projection.ts';
import { type IndexedRecord } from '../portal/search-index.ts';

/** What the record routes have in common: types from paths, lists from queries, records to the wire. */
export function typeNamed(name: string | undefined): ObjectType {
  const type = objectTypeNamed(name ?? '');
  if (type === null) throw invalid(`Unable to infer object type from: ${name ?? ''}`);
  return type;
}

export const typeOf = (call: Call): ObjectType => typeNamed(call.params.objectType);

export const readScopes = (call: Call): readonly string[] => objectTypeInfo[typeOf(call)].readScopes;
export const writeScopes = (call: Call): readonly string[] => objectTypeInfo[typeOf(call)].writeScopes;

/** `?properties=a,b` and `?properties=a&properties=b` are the same. */
export function listParam(query: URLSearchParams, name: string): readonly string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

export function limitParam(query: URLSearchParams, usual: number, most: number): number {
  const text = query.get('limit');
  if (text === null) return usual;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw invalid(`limit must be a positive whole number, got ${text}`);
  if (limit > most) throw invalid(`The limit ${text} is too high, the maximum allowed is ${most}`);
  return limit;
}

export const flagParam = (query: URLSearchParams, name: string): boolean => query.get(name) === 'true';

export interface WireRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
}

export function toWire(record: IndexedRecord, project: Projection): WireRecord {
  const wire = {
    id: record.id,
    properties: project(record),
    createdAt: isoInstant(record.createdAt),
    updatedAt: isoInstant(record.updatedAt),
    archived: record.archivedAt !== null,
  };
  return record.archivedAt === null ? wire : { ...wire, archivedAt: isoInstant(record.archivedAt) };
}

export interface BatchError {
  readonly status: 'error';
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/**
 * A batch answer. With errors v3, v4 and 2026-03 answer 207 and 2026-09 answers as if all went well: only `errors` tells.
 * HubSpot promises no order of results, so they come back in reverse.
 */
export function batchReply(
  call: Call,
  results: readonly unknown[],
  errors: readonly BatchError[],
  success = 200,
): Reply {
  const at = isoInstant(call.now);
  const body = { status: 'COMPLETE', results: [...results].reverse(), startedAt: at, completedAt: at };
  if (errors.length === 0) return { status: success, body };
  return { status: call.version === '2026-09' ? success : 207, body: { ...body, numErrors: errors.length, errors } };
}

export function checkBatchSize(inputs: readonly unknown[], most: number): void {
  if (inputs.length === 0) throw invalid('Invalid input: inputs must not be empty');
  if (inputs.length > most)
    throw invalid(`The maximum number of inputs supported in a batch request is ${most}, received ${inputs.length}`);
}

export const missingError = (type: ObjectType, ids: readonly string[]): BatchError => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Could not get some ${objectTypeInfo[type].singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  context: { ids },
});
