import { ApiError } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { salesforceId } from '../org/salesforce-id.ts';
import { runQuery, type QueryResult } from '../soql/run-query.ts';
import { type RouteContext } from './route-context.ts';

/** Cursors live for two days. */
const cursorLifetimeMs = 172_800_000;
const largestPage = 2_000;
const smallestPage = 200;
/** Long text areas shorten pages; Salesforce goes by bytes, here it is one number. */
const longTextPage = 500;

interface Cursor {
  readonly result: QueryResult;
  readonly pageSize: number;
  readonly expiresAt: number;
}

/** query, queryAll and their further pages. */
export function queryRoutes(context: RouteContext): readonly Route[] {
  const cursors = new Map<string, Cursor>();
  let made = 0;

  const start = (call: Call, includeDeleted: boolean): Reply => {
    const soql = call.query.get('q');
    if (soql === null) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    const result = runQuery(context.org, soql, { includeDeleted, now: call.now });
    const pageSize = pageSizeOf(call.headers['sforce-query-options'], result.hasLongText);
    const id = salesforceId('01g', (made += 1));
    if (result.size > pageSize) cursors.set(id, { result, pageSize, expiresAt: call.now + cursorLifetimeMs });
    return page(id, { result, pageSize }, 0);
  };

  const next = ({ params, now }: Call): Reply => {
    const [id = '', from = ''] = (params.locator ?? '').split('-');
    const cursor = cursors.get(id);
    if (cursor === undefined || cursor.expiresAt <= now || !/^\d+$/.test(from))
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return page(id, cursor, Number(from));
  };

  return [
    { method: 'GET', path: 'query', handle: (call) => start(call, false) },
    { method: 'GET', path: 'queryAll', handle: (call) => start(call, true) },
    { method: 'GET', path: 'query/{locator}', handle: next },
    { method: 'GET', path: 'queryAll/{locator}', handle: next },
  ];
}

function page(id: string, { result, pageSize }: Pick<Cursor, 'result' | 'pageSize'>, from: number): Reply {
  const to = from + pageSize;
  const done = to >= result.size;
  return {
    status: 200,
    body: {
      totalSize: result.size,
      done,
      ...(done ? {} : { nextRecordsUrl: `/services/data/v66.0/query/${id}-${to}` }),
      records: result.rows(from, to),
    },
  };
}

function pageSizeOf(options: string | undefined, hasLongText: boolean): number {
  const wanted = Number(/batchSize=(\d+)/.exec(options ?? '')?.[1] ?? largestPage);
  return Math.min(Math.max(smallestPage, Math.min(largestPage, wanted)), hasLongText ? longTextPage : largestPage);
}
