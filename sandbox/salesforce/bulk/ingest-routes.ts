import { z } from 'zod';
import { ApiError, notFound, unsupportedType } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { instantOf, wireInstant } from '../org/instant.ts';
import { objectNamed, type ObjectName } from '../org/object-names.ts';
import { salesforceId } from '../org/salesforce-id.ts';
import { readJson } from '../routes/read-json.ts';
import { type RouteContext } from '../routes/route-context.ts';
import { writeContext } from '../routes/row-answer.ts';
import { startProgress, type BulkPace, type JobProgress } from './bulk-jobs.ts';
import { readCsv, writeCsv, type CsvTable } from './csv.ts';
import { runIngest, unknownColumn, type IngestOperation, type IngestResult } from './run-ingest.ts';

const createBody = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'delete']),
  contentType: z.literal('CSV').default('CSV'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  columnDelimiter: z.enum(['COMMA', 'SEMICOLON', 'TAB']).default('COMMA'),
});
const stateBody = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });
const delimiters = { COMMA: ',', SEMICOLON: ';', TAB: '\t' } as const;

interface IngestJob {
  readonly id: string;
  readonly object: ObjectName;
  readonly operation: IngestOperation;
  readonly settings: z.infer<typeof createBody>;
  readonly createdAt: number;
  upload: string | null;
  state: 'Open' | 'UploadComplete' | 'Aborted' | 'Failed';
  errorMessage: string | null;
  progress: JobProgress | null;
  table: CsvTable;
  result: IngestResult;
}

const nothing: IngestResult = { successful: [], failed: [] };

/** Bulk API 2.0 ingest: create, upload, close, poll, three result files, delete. Rows are written when the job is closed; that it is done shows later. */
export function ingestRoutes(context: RouteContext, pace: BulkPace): readonly Route[] {
  const jobs = new Map<string, IngestJob>();
  let made = 0;
  const jobOf = ({ params }: Call): IngestJob => {
    const job = jobs.get(params.job ?? '');
    if (job === undefined) throw notFound();
    return job;
  };
  const results = (
    path: string,
    rowsOf: (job: IngestJob) => readonly [readonly string[], IngestResult['failed']],
  ): Route => ({
    method: 'GET',
    path: `jobs/ingest/{job}/${path}`,
    handle: (call) => {
      const job = jobOf(call);
      if (job.state === 'Open') throw wrongState(job);
      const [lead, rows] = rowsOf(job);
      return csvReply(writeCsv([...lead, ...job.table.columns], rows));
    },
  });

  return [
    {
      method: 'POST',
      path: 'jobs/ingest',
      handle: (call) => {
        const job = newJob(call, salesforceId('750', (made += 1)));
        jobs.set(job.id, job);
        return { status: 200, body: infoOf(job) };
      },
    },
    { method: 'PUT', path: 'jobs/ingest/{job}/batches', handle: (call) => upload(jobOf(call), call) },
    { method: 'PATCH', path: 'jobs/ingest/{job}', handle: (call) => close(context, pace, jobOf(call), call) },
    { method: 'GET', path: 'jobs/ingest/{job}', handle: (call) => ({ status: 200, body: progressInfo(jobOf(call)) }) },
    {
      method: 'DELETE',
      path: 'jobs/ingest/{job}',
      handle: (call) => {
        jobs.delete(jobOf(call).id);
        return { status: 204 };
      },
    },
    results('successfulResults', ({ result }) => [['sf__Id', 'sf__Created'], result.successful]),
    results('failedResults', ({ result }) => [['sf__Id', 'sf__Error'], result.failed]),
    results('unprocessedrecords', ({ state, table }) => [
      [],
      state === 'Failed' || state === 'Aborted' ? table.rows : [],
    ]),
  ];
}

function newJob(call: Call, id: string): IngestJob {
  const settings = readJson(createBody, call);
  const object = objectNamed(settings.object);
  if (object === null) throw unsupportedType(settings.object);
  return {
    id,
    object,
    settings,
    operation: settings.operation,
    createdAt: call.now,
    upload: null,
    state: 'Open',
    errorMessage: null,
    progress: null,
    table: { columns: [], rows: [] },
    result: nothing,
  };
}

function upload(job: IngestJob, { body, headers }: Call): Reply {
  if (job.state !== 'Open') throw wrongState(job);
  if (job.upload !== null)
    throw new ApiError(
      400,
      'INVALIDJOBSTATE',
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  if (headers['content-type']?.startsWith('text/csv') !== true)
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be text/csv');
  job.upload = body;
  return { status: 201 };
}

function close(context: RouteContext, pace: BulkPace, job: IngestJob, call: Call): Reply {
  const { state } = readJson(stateBody, call);
  if (state === 'Aborted') job.state = 'Aborted';
  else process(context, pace, job, call);
  return { status: 200, body: infoOf(job) };
}

function process(context: RouteContext, pace: BulkPace, job: IngestJob, call: Call): void {
  if (job.state !== 'Open' || job.upload === null) throw wrongState(job);
  job.state = 'UploadComplete';
  job.progress = startProgress(pace);
  job.table = readCsv(job.upload, delimiters[job.settings.columnDelimiter]);
  const unknown = unknownColumn(context.org, job.object, job.table);
  if (unknown === null) {
    for (const _row of job.table.rows) context.log.wrote(`bulk ${job.operation} ${job.object}`);
    job.result = runIngest(writeContext(context, call), job.object, job.operation, job.table);
    return;
  }
  job.state = 'Failed';
  job.errorMessage = `InvalidBatch : Field name not found : ${unknown}`;
}

function wrongState({ state }: IngestJob): ApiError {
  return new ApiError(400, 'INVALIDJOBSTATE', `Invalid job state: ${state}`);
}

function infoOf(job: IngestJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdDate: wireInstant(instantOf(job.createdAt)),
    systemModstamp: wireInstant(instantOf(job.createdAt)),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: 66,
    ...(job.state === 'Open' ? { contentUrl: `services/data/v66.0/jobs/ingest/${job.id}/batches` } : {}),
    lineEnding: job.settings.lineEnding,
    columnDelimiter: job.settings.columnDelimiter,
  };
}

function progressInfo(job: IngestJob): object {
  const { successful, failed } = job.result;
  const done = job.state === 'UploadComplete' && job.progress?.state() === 'done';
  const state = done ? 'JobComplete' : job.state === 'UploadComplete' ? 'InProgress' : job.state;
  return {
    ...infoOf(job),
    state,
    jobType: 'V2Ingest',
    retries: 0,
    numberRecordsProcessed: done ? successful.length + failed.length : 0,
    numberRecordsFailed: done ? failed.length : 0,
    ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  };
}

export const csvReply = (text: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  body: text,
  headers: { 'content-type': 'text/csv', ...headers },
});
