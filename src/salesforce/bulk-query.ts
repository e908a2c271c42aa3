import { parse } from 'csv-parse/sync';
import { CrmError } from '../ports/crm.ts';
import { api } from './api.ts';
import { bulkJobAnswer, jobFailed, jobPending, pollJob, type PollOptions } from './bulk-job.ts';
import type { SalesforceRecord } from './query-pages.ts';
import type { Transport } from './transport.ts';

export interface BulkReader {
  /** From so many rows on a job takes fewer calls than pages do. */
  readonly worthFrom: number;
  read(soql: string): AsyncIterable<readonly SalesforceRecord[]>;
}

/** Rows of one page of results: a page of 50,000 takes some 180 MB of memory, one of 250,000 more than 400. */
const pageRows = 50_000;
/** 25 pages of 2,000 rows; a job takes some ten calls. */
const worthFrom = 50_000;

/**
 * Bulk API 2.0. The pages of results are read one by one, each with the locator that came with the one before: jsforce's own way ends the process at the
 * second page. A job that is not done in time is kept, and the same query goes on with it.
 */
export function createBulkReader(
  transport: Transport,
  poll: PollOptions,
  given: { readonly worthFrom?: number; readonly pageRows?: number } = {},
): BulkReader {
  const pending = new Map<string, string>();
  const size = given.pageRows ?? pageRows;

  const startOrResume = async (query: string): Promise<string> => {
    const known = pending.get(query);
    if (known !== undefined) return known;
    const body = { operation: 'query', query };
    // two jobs of one query do no harm: it may be repeated like any read
    const { id } = await transport.call({ kind: 'read', method: 'POST', path: api.queryJobs(), body }, bulkJobAnswer);
    pending.set(query, id);
    return id;
  };

  return {
    worthFrom: given.worthFrom ?? worthFrom,
    async *read(query) {
      const id = await startOrResume(query);
      const job = await pollJob(transport, api.queryJob(id), poll);
      if (job === null) throw jobPending('bulk query');
      pending.delete(query);
      if (job.state !== 'JobComplete') throw jobFailed('bulk query', job);
      yield* resultPages(transport, id, size);
    },
  };
}

async function* resultPages(
  transport: Transport,
  id: string,
  size: number,
): AsyncGenerator<readonly SalesforceRecord[]> {
  let locator: string | null = null;
  do {
    const from: string = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
    const path = api.queryJob(id, `/results?maxRecords=${size}${from}`);
    const { text, headers } = await transport.text({ kind: 'read', method: 'GET', path });
    const rows = readCsv(text);
    const announced = Number(headers['sforce-numberofrecords'] ?? NaN);
    if (Number.isInteger(announced) && announced !== rows.length) throw cutShort(announced, rows.length);
    if (rows.length > 0) yield rows;
    const next: string = headers['sforce-locator'] ?? 'null';
    locator = next === 'null' || next === locator ? null : next;
  } while (locator !== null);
}

/** Fewer rows than announced would look as if the others had been deleted. */
const cutShort = (announced: number, found: number): CrmError =>
  new CrmError('unavailable', 'unexpected_answer', {
    details: { crm: 'salesforce', call: 'bulk query results', announced, found },
  });

/** Rows of a CSV answer by their column names; an empty cell is null, as in JSON. */
export function readCsv(text: string): readonly SalesforceRecord[] {
  try {
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true, skip_empty_lines: true });
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value || null])));
  } catch (error) {
    const details = { crm: 'salesforce', call: 'bulk results' };
    throw new CrmError('unavailable', 'unexpected_answer', { details, cause: error });
  }
}
