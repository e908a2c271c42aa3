import { type z } from 'zod';
import { chunk, mapConcurrent } from '../common/batch.ts';
import { bisect } from '../common/bisect.ts';
import { CrmError, type HealthWrite, type WriteOutcome } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import { type ErrorBody, named, readErrorBody, reasonOf } from './error-body.ts';
import { byId, writtenObject } from './object-types.ts';
import { batchRead } from './read-records.ts';
import { type HubSpotRecord, recordBatch } from './record.ts';
import { mergedIds } from './to-read.ts';
import type { Transport } from './transport.ts';

const concurrency = 4;

/**
 * One outcome for every write. Throws CrmError only when nothing can have been written; once anything was answered, writes that were not sent, or whose
 * answer is lost, are `unknown`: reading back tells, sending again would not.
 */
export async function writeHealth(
  transport: Transport,
  writes: readonly HealthWrite[],
): Promise<readonly WriteOutcome[]> {
  const state: WriteState = { transport, stopped: null, answered: false };
  const batches = (['account', 'renewal'] as const).flatMap((type) =>
    chunk(
      writes.filter((write) => write.type === type),
      sizes.batch,
    ),
  );
  const outcomes = await mapConcurrent(batches, concurrency, (batch) => writeBatch(state, batch));
  if (state.stopped !== null && !state.answered) throw state.stopped;
  return outcomes.flat();
}

interface WriteState {
  readonly transport: Transport;
  /** The error after which nothing more is sent: the token, the quota. */
  stopped: CrmError | null;
  answered: boolean;
}

/** A batch that HubSpot refuses as a whole is taken apart until the refused records are alone. */
async function writeBatch(state: WriteState, batch: readonly HealthWrite[]): Promise<readonly WriteOutcome[]> {
  const { results, guilty } = await bisect(batch, {
    attempt: (part) => attempt(state, part),
    isContentError: (error) => error instanceof CrmError && error.kind === 'invalid',
    named: (error, part) => namedWrites(error, part),
  });
  if (guilty.length > 0) state.answered = true;
  const refused = guilty.map(({ item, error }) => failedOutcome(item, bodyOf(error)));
  return [...results, ...refused];
}

async function attempt(state: WriteState, part: readonly HealthWrite[]): Promise<readonly WriteOutcome[]> {
  if (state.stopped !== null) return part.map((write) => unknown(write, 'not_sent'));
  try {
    const answer = await update(state.transport, part);
    state.answered = true;
    return await judge(state.transport, part, answer);
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind === 'invalid') throw error;
    if (isAmbiguous(error)) state.answered = true;
    else state.stopped ??= error;
    return part.map((write) => unknown(write, error.code));
  }
}

/** Worth reading back, and no reason to stop: HubSpot may have applied what it did not acknowledge, or one record stayed locked. */
function isAmbiguous({ kind, details }: CrmError): boolean {
  return kind === 'unavailable' && details.sent !== 'no' && details.status !== 477;
}

type BatchAnswer = z.infer<typeof recordBatch>;

function update(transport: Transport, part: readonly HealthWrite[]): Promise<BatchAnswer> {
  const inputs = part.map(({ id, values }) => ({ id, properties: values, objectWriteTraceId: id }));
  const path = api.batchUpdate(objectOf(part));
  return transport.call({ kind: 'write', method: 'POST', path, body: { inputs } }, recordBatch);
}

const objectOf = ([first]: readonly HealthWrite[]) => writtenObject[first?.type ?? 'account'];

/** Only ids say what happened: the status is 200 with errors and without, and results come in any order. */
async function judge(
  transport: Transport,
  part: readonly HealthWrite[],
  { results, errors }: BatchAnswer,
): Promise<readonly WriteOutcome[]> {
  const written = new Map(results.map((record) => [record.objectWriteTraceId ?? record.id, record.id]));
  const refusals = refusalsById(errors.map(readErrorBody));
  const silent = part.filter(({ id }) => !written.has(id) && !refusals.has(id));
  const lookedUp = silent.length === 0 ? new Map<string, WriteOutcome>() : await lookUp(transport, silent, results);
  return part.map((write) => {
    const newId = written.get(write.id);
    const refusal = refusals.get(write.id);
    if (newId !== undefined) return writtenOutcome(write, newId);
    if (refusal !== undefined) return failedOutcome(write, refusal);
    return lookedUp.get(write.id) ?? unknown(write, 'not_acknowledged');
  });
}

function refusalsById(errors: readonly ErrorBody[]): ReadonlyMap<string, ErrorBody> {
  return new Map(
    errors.flatMap((error) =>
      [...named(error, 'ids'), ...named(error, 'objectWriteTraceId')].map((id) => [id, error] as const),
    ),
  );
}

/** Neither in the results nor in the errors: deleted, merged into another record of the results, or dropped. One read tells. */
async function lookUp(
  transport: Transport,
  silent: readonly HealthWrite[],
  results: readonly HubSpotRecord[],
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const ids = silent.map(({ id }) => id).sort(byId);
  const found = await batchRead(transport, objectOf(silent), ids, ['hs_merged_object_ids']).catch(() => null);
  if (found === null) return new Map();
  const acknowledged = new Set(results.map(({ id }) => id));
  const survivors = new Map(
    found.flatMap((record) => [record.id, ...mergedIds(record)].map((id) => [id, record.id] as const)),
  );
  return new Map(
    silent.map((write) => {
      const survivor = survivors.get(write.id);
      if (survivor === undefined) return [write.id, gone(write)];
      const merged = survivor !== write.id && acknowledged.has(survivor);
      return [write.id, merged ? writtenOutcome(write, survivor) : unknown(write, 'not_acknowledged')];
    }),
  );
}

const gone = ({ type, id }: HealthWrite): WriteOutcome => ({ type, id, state: 'gone' });
const unknown = ({ type, id }: HealthWrite, reason: string): WriteOutcome => ({ type, id, state: 'unknown', reason });
const writtenOutcome = ({ type, id }: HealthWrite, newId: string): WriteOutcome => ({
  type,
  id,
  state: 'written',
  newId: newId === id ? null : newId,
});

function failedOutcome(write: HealthWrite, body: ErrorBody): WriteOutcome {
  if (body.category === 'OBJECT_NOT_FOUND') return gone(write);
  // HubSpot's own failure says nothing about the record, nor for certain that nothing was applied
  if (body.category === 'INTERNAL_ERROR') return unknown(write, reasonOf(body));
  return { type: write.type, id: write.id, state: 'refused', reason: reasonOf(body) };
}

const bodyOf = (error: unknown): ErrorBody => readErrorBody(error instanceof Error ? error.cause : null);

/** Records that the error names, or, when it names a property the portal does not have, those that carry it: no halving finds out more. */
function namedWrites(error: unknown, part: readonly HealthWrite[]): readonly HealthWrite[] {
  const body = bodyOf(error);
  const ids = new Set([...named(body, 'ids'), ...named(body, 'objectWriteTraceId')]);
  const byName = part.filter(({ id }) => ids.has(id));
  if (byName.length > 0) return byName;
  const absent = body.errors
    .filter(({ code }) => code === 'PROPERTY_DOESNT_EXIST')
    .flatMap(({ context }) => context.propertyName ?? []);
  return part.filter(({ values }) => absent.some((name) => name in values));
}
