import { z } from 'zod';
import { ApiError, notFound } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { instantOf, wireInstant } from '../org/instant.ts';
import { salesforceId } from '../org/salesforce-id.ts';
import { readJson } from '../routes/read-json.ts';
import { type RouteContext } from '../routes/route-context.ts';
import { parseSoql } from '../soql/parse-soql.ts';
import { resolvePath } from '../soql/field-path.ts';
import { runQuery, type QueryResult } from '../soql/run-query.ts';
import { startProgress, type BulkPace, type JobProgress } from './bulk-jobs.ts';
import { writeCsv } from './csv.ts';
import { csvReply } from './ingest-routes.ts';

const createBody = z.object({ operation: z.enum(['query', 'queryAll']), query: z.string() });
const stateBody = z.object({ state: z.literal('Aborted') });
const largestPage = 250_000;

interface QueryJob {
  readonly id: string;
  readonly operation: 'query' | 'queryAll';
  readonly createdAt: number;
  readonly result: QueryResult;
  /** Each column as the way to its value: ["Owner", "Name"]. */
  readonly columns: readonly (readonly string[])[];
  readonly progress: JobProgress;
  aborted: boolean;
}

/** Bulk API 2.0 query: create, poll, pages of CSV led by the header Sforce-Locator ("null" on the last one). */
export function queryJobRoutes(context: RouteContext, pace: BulkPace): readonly Route[] {
  const jobs = new Map<string, QueryJob>();
  let made = 0;
  const jobOf = ({ params }: Call): QueryJob => {
    const job = jobs.get(params.job ?? '');
    if (job === undefined) throw notFound();
    return job;
  };
  return [
    {
      method: 'POST',
      path: 'jobs/query',
      handle: (call) => {
        const job = newJob(context, pace, call, salesforceId('750', 500_000 + (made += 1)));
        jobs.set(job.id, job);
        return { status: 200, body: infoOf(job, 'UploadComplete') };
      },
    },
    { method: 'GET', path: 'jobs/query/{job}', handle: (call) => ({ status: 200, body: progressInfo(jobOf(call)) }) },
    { method: 'GET', path: 'jobs/query/{job}/results', handle: (call) => page(jobOf(call), call) },
    {
      method: 'PATCH',
      path: 'jobs/query/{job}',
      handle: (call) => {
        readJson(stateBody, call);
        const job = jobOf(call);
        job.aborted = true;
        return { status: 200, body: infoOf(job, 'Aborted') };
      },
    },
    {
      method: 'DELETE',
      path: 'jobs/query/{job}',
      handle: (call) => {
        jobs.delete(jobOf(call).id);
        return { status: 204 };
      },
    },
  ];
}

function newJob({ org }: RouteContext, pace: BulkPace, call: Call, id: string): QueryJob {
  const { operation, query } = readJson(createBody, call);
  const result = runQuery(org, query, { includeDeleted: operation === 'queryAll', now: call.now });
  const { fields = [], groupBy } = parseSoql(query);
  const columns = fields.map((field) => {
    if (groupBy !== undefined || (field.type !== 'Field' && field.type !== 'FieldRelationship'))
      throw new ApiError(400, 'INVALIDENTITY', 'Aggregate Relationships not supported in Bulk Query');
    const text = field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.');
    const path = resolvePath(org, result.object, text, query);
    return [...path.relations, path.field.name];
  });
  return { id, operation, createdAt: call.now, result, columns, progress: startProgress(pace), aborted: false };
}

function page(job: QueryJob, { query }: Call): Reply {
  const from = Number(Buffer.from(query.get('locator') ?? '', 'base64url').toString() || '0');
  const size = Math.min(Number(query.get('maxRecords') ?? largestPage), largestPage);
  const to = Math.min(from + size, job.result.size);
  const rows = job.result.rows(from, to).map((row) => job.columns.map((steps) => valueAt(row, steps)));
  const next = to < job.result.size ? Buffer.from(String(to)).toString('base64url') : 'null';
  const names = job.columns.map((steps) => steps.join('.'));
  return csvReply(writeCsv(names, rows), { 'sforce-locator': next, 'sforce-numberofrecords': String(to - from) });
}

function valueAt(row: unknown, steps: readonly string[]): unknown {
  let current = row;
  for (const step of steps) current = isRow(current) ? current[step] : null;
  return current ?? null;
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function progressInfo(job: QueryJob): object {
  const done = job.progress.state() === 'done';
  const state = job.aborted ? 'Aborted' : done ? 'JobComplete' : 'InProgress';
  return { ...infoOf(job, state), numberRecordsProcessed: done ? job.result.size : 0, retries: 0 };
}

const infoOf = (job: QueryJob, state: string): object => ({
  id: job.id,
  operation: job.operation,
  object: job.result.object,
  createdDate: wireInstant(instantOf(job.createdAt)),
  systemModstamp: wireInstant(instantOf(job.createdAt)),
  state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: 66,
  lineEnding: 'LF',
  columnDelimiter: 'COMMA',
});
