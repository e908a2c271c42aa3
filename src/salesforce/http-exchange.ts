import { PassThrough } from 'node:stream';
import type { Connection } from 'jsforce/lib/connection.js';
import { HttpApi } from 'jsforce/lib/http-api.js';
import { Transport } from 'jsforce/lib/transport.js';
import type { HttpRequest, HttpResponse } from 'jsforce/lib/types/common.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import { CrmError } from '../ports/crm.ts';

export interface SalesforceCall {
  /** Reads may be repeated, writes only where nothing can have been done. */
  readonly kind: 'read' | 'write';
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path and query on the org's instance. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly csv?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One exchange with the org, the body included, in at most `timeoutMs`. Throws CrmError `unavailable`; `details.sent` is 'no' when nothing can have arrived. */
export async function exchange(connection: Connection, call: SalesforceCall, timeoutMs: number): Promise<Answer> {
  const answered: HttpResponse[] = [];
  const api = new HttpApi(connection, { responseType: 'text/plain', transport: new TimedTransport(timeoutMs) });
  api.on('response', (response: HttpResponse) => answered.push(response));
  try {
    await api.request(toRequest(connection, call));
  } catch (error) {
    // an answer that says no is judged by its status, which jsforce's error does not carry
    if (answered.length === 0) throw failure(connection, error);
  }
  const [response] = answered;
  return { status: response?.statusCode ?? 0, headers: response?.headers ?? {}, text: response?.body ?? '' };
}

function toRequest({ instanceUrl }: Connection, { method, path, body, csv }: SalesforceCall): HttpRequest {
  const url = `${instanceUrl}${path}`;
  if (csv !== undefined) return { method, url, body: csv, headers: { 'content-type': 'text/csv; charset=UTF-8' } };
  if (body === undefined) return { method, url, headers: {} };
  return { method, url, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/**
 * jsforce's own transport ends the process when an answer breaks off in its body, waits for a body without end, and repeats reads for 15 seconds whatever
 * Retry-After says. Here the time limit covers the body, a broken one is an error like any other, and nothing is repeated.
 */
class TimedTransport extends Transport {
  private readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super();
    this.timeoutMs = timeoutMs;
  }

  override httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: send(request, this.timeoutMs) }));
  }
}

async function send({ url, method, headers, body }: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers: headers ?? {},
    ...(typeof body === 'string' ? { body } : {}),
    signal: AbortSignal.timeout(timeoutMs),
    // a redirect would carry the token to an address nobody chose
    redirect: 'manual',
  });
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

function failure({ instanceUrl }: Connection, error: unknown): CrmError {
  return unavailable(new URL(instanceUrl).host, error);
}

/** What a request ran into before it had an answer. */
export function unavailable(host: string, cause: unknown): CrmError {
  const common = { crm: 'salesforce', host };
  if (field(cause, 'name') === 'TimeoutError') {
    return new CrmError('unavailable', 'timeout', { details: { ...common, sent: 'unknown' }, cause });
  }
  const code = field(field(cause, 'cause'), 'code');
  const reason = typeof code === 'string' ? code : 'no_answer';
  const sent = neverSent.has(reason) ? 'no' : 'unknown';
  return new CrmError('unavailable', 'unreachable', { details: { ...common, reason, sent }, cause });
}

/** Error codes of Node that mean no connection was made. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
