import { z } from 'zod';
import { rawText } from '../crm-fields/field-reader.ts';
import { CrmError, type HealthWrite } from '../ports/crm.ts';
import { api } from './api.ts';
import { bulkJobAnswer, jobFailed, jobPending, pollJob, type PollOptions } from './bulk-job.ts';
import { readCsv } from './bulk-query.ts';
import { type WrittenObject, writtenObject } from './objects.ts';
import { toCsv } from './row-values.ts';
import type { RowResults } from './write-collections.ts';
import type { Transport } from './transport.ts';

/** A job that Salesforce works on, and what was sent in it. */
interface Job {
  readonly id: string;
  readonly sent: ReadonlyMap<string, HealthWrite>;
}

export interface BulkWriter {
  /**
   * Writes rows of one object in one job: 6 calls and the polls. Throws CrmError; `unavailable`/`timeout` when the job is not done in time: it goes on, and the
   * next call for this object waits for it before it begins another.
   */
  write(writes: readonly HealthWrite[]): Promise<RowResults>;
}

const ignored = z.unknown();

/** Bulk API 2.0, with a poll of our own: jsforce's deletes a job that is not done within thirty seconds, and with it the only word on what was written. */
export function createBulkWriter(transport: Transport, poll: PollOptions): BulkWriter {
  const pending = new Map<WrittenObject, Job>();

  const finish = async (object: WrittenObject, job: Job): Promise<RowResults> => {
    const done = await pollJob(transport, api.ingestJob(job.id), poll);
    if (done === null) throw jobPending('bulk ingest');
    pending.delete(object);
    if (done.state === 'Aborted') throw jobFailed('bulk ingest', done);
    return readResults(transport, job);
  };

  return {
    write: async (writes) => {
      const object = writtenObject[writes[0]?.type ?? 'account'];
      const earlier = pending.get(object);
      const known = earlier === undefined ? new Map() : sameRows(await finish(object, earlier), earlier, writes);
      const rest = writes.filter(({ id }) => !known.has(id));
      if (rest.length === 0) return known;
      const job = await start(transport, object, rest);
      pending.set(object, job);
      return new Map([...known, ...(await finish(object, job))]);
    },
  };
}

/** Results of an earlier job for rows that are asked for again with the same values. */
function sameRows(results: RowResults, { sent }: Job, writes: readonly HealthWrite[]): RowResults {
  const same = writes.filter((write) => JSON.stringify(sent.get(write.id)?.values) === JSON.stringify(write.values));
  return new Map(same.flatMap(({ id }) => (results.get(id) === undefined ? [] : [[id, results.get(id) ?? null]])));
}

/** Nothing is written before the upload is declared complete: until then a failure leaves only an open job, which is given up. */
async function start(transport: Transport, object: WrittenObject, writes: readonly HealthWrite[]): Promise<Job> {
  const body = { object, operation: 'update', contentType: 'CSV', lineEnding: 'LF' };
  const { id } = await transport.call({ kind: 'write', method: 'POST', path: api.ingestJobs(), body }, bulkJobAnswer);
  const job = { id, sent: new Map(writes.map((write) => [write.id, write])) };
  try {
    await transport.text({ kind: 'write', method: 'PUT', path: api.ingestJob(id, '/batches'), csv: toCsv(writes) });
  } catch (error) {
    await abort(transport, id);
    throw error;
  }
  await complete(transport, id);
  return job;
}

async function abort(transport: Transport, id: string): Promise<void> {
  const call = { kind: 'write', method: 'PATCH', path: api.ingestJob(id), body: { state: 'Aborted' } } as const;
  // the reason why it is given up matters more than how that went
  await transport.call(call, ignored).catch(() => undefined);
}

/** A lost answer tells nothing: the job does. */
async function complete(transport: Transport, id: string): Promise<void> {
  const body = { state: 'UploadComplete' };
  const close = () => transport.call({ kind: 'write', method: 'PATCH', path: api.ingestJob(id), body }, ignored);
  try {
    await close();
  } catch (error) {
    if (!(error instanceof CrmError && error.kind === 'unavailable')) throw error;
    const { state } = await transport.call({ kind: 'read', method: 'GET', path: api.ingestJob(id) }, bulkJobAnswer);
    if (state === 'Open') await close();
  }
}

/** Rows that the job did not get to are in none of the first two lists: they are not answered, and read back. */
async function readResults(transport: Transport, { id }: Job): Promise<RowResults> {
  const rowsOf = async (part: string) =>
    readCsv((await transport.text({ kind: 'read', method: 'GET', path: api.ingestJob(id, part) })).text);
  const results = new Map<string, ReturnType<typeof toError> | null>();
  for (const row of await rowsOf('/successfulResults')) results.set(rawText(row.sf__Id), null);
  for (const row of await rowsOf('/failedResults'))
    results.set(rawText(row.sf__Id) || rawText(row.Id), toError(row.sf__Error));
  return results;
}

/** Such as "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--": code, text, fields. */
function toError(text: unknown) {
  const [code = '', message = '', fields = ''] = rawText(text).split(':');
  return { code, message, fields: fields.split(/[\s,]+/).filter((field) => field !== '' && field !== '--') };
}
