import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { api } from './api.ts';
import { codeOf } from './refusal.ts';
import type { Transport } from './transport.ts';

/** One row; fields of a parent stand under `Parent.Field`. */
export type SalesforceRecord = Readonly<Record<string, unknown>>;

const queryPage = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
  records: z.array(z.record(z.string(), z.unknown())),
});

export interface Page {
  readonly records: readonly SalesforceRecord[];
  /** Rows of the whole query. */
  readonly total: number;
}

export interface QueryOptions {
  /** Deleted rows too. */
  readonly deleted?: boolean;
  /** The same query from behind a row, for a cursor that Salesforce has dropped. Without it, a dropped cursor is an error. */
  readonly after?: (last: SalesforceRecord) => string;
}

/** Pages of up to 2,000 rows, fewer where rows are long: Salesforce decides. */
export async function* queryPages(
  transport: Transport,
  soql: string,
  { deleted = false, after }: QueryOptions = {},
): AsyncGenerator<Page> {
  const first = (text: string) => `${deleted ? api.queryAll() : api.query()}?q=${encodeURIComponent(text)}`;
  let path: string | null = first(soql);
  let last: SalesforceRecord | undefined;
  while (path !== null) {
    const page = await readPage(transport, path).catch((error: unknown) => {
      if (after === undefined || last === undefined || !isDropped(error)) throw error;
      return readPage(transport, first(after(last)));
    });
    const records = page.records.map(flat);
    if (records.length > 0) yield { records, total: page.totalSize };
    last = records.at(-1) ?? last;
    path = nextPath(page, path);
  }
}

/** All rows of a query, for the small ones. */
export async function allRecords(
  transport: Transport,
  soql: string,
  options: QueryOptions = {},
): Promise<readonly SalesforceRecord[]> {
  const all: SalesforceRecord[] = [];
  for await (const { records } of queryPages(transport, soql, options)) all.push(...records);
  return all;
}

const readPage = (transport: Transport, path: string) =>
  transport.call({ kind: 'read', method: 'GET', path }, queryPage);

const isDropped = (error: unknown): boolean => codeOf(error) === 'INVALID_QUERY_LOCATOR';

function nextPath({ done, nextRecordsUrl }: z.infer<typeof queryPage>, current: string): string | null {
  if (done) return null;
  const isPath = typeof nextRecordsUrl === 'string' && nextRecordsUrl.startsWith('/');
  // the same page twice would go on for ever, and a page without a next one would be half an answer
  if (isPath && nextRecordsUrl !== current) return nextRecordsUrl;
  const details = { crm: 'salesforce', call: 'GET query', at: 'nextRecordsUrl' };
  throw new CrmError('unavailable', 'unexpected_answer', { details });
}

function flat(record: SalesforceRecord): SalesforceRecord {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]): [string, unknown][] => {
      if (name === 'attributes') return [];
      if (typeof value !== 'object' || value === null) return [[name, value]];
      return Object.entries(value).map(([inner, found]) => [`${name}.${inner}`, found]);
    }),
  );
}
