import { type Client } from '@hubspot/api-client';
import { Request } from '@hubspot/api-client/lib/src/services/http/Request.js';
import { CrmError } from '../ports/crm.ts';

export interface HubSpotCall {
  /** read: safe to repeat. write: may have been applied although no answer came. search: a read with its own, lower limit. */
  readonly kind: 'read' | 'write' | 'search';
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * One HTTP exchange, the body included, within `timeoutMs`. The official client builds the request (address, token, user agent); it is sent here because its
 * own `apiRequest()` takes no signal: a silent server would hold the call, and its socket, for five minutes. Aborting ends the socket.
 * Throws CrmError `unavailable`; `details.sent` is 'no' when HubSpot cannot have received it.
 */
export async function send(client: Client, call: HubSpotCall, timeoutMs: number): Promise<Answer> {
  const request = new Request(client.config, {
    method: call.method,
    path: call.path,
    ...(call.query === undefined ? {} : { qs: call.query }),
    ...(call.body === undefined ? {} : { body: call.body }),
  });
  try {
    const response = await fetch(request.getUrl(), {
      ...request.getSendData(),
      signal: AbortSignal.timeout(timeoutMs),
      // a redirect would carry the token to an address nobody chose
      redirect: 'manual',
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw lostCall(String(request.getUrl()), error);
  }
}

/** What `fetch` threw: no answer, for one reason or another. Names the host and the system's code, nothing of what was sent. */
export function lostCall(url: string, error: unknown): CrmError {
  const { host } = new URL(url);
  if (field(error, 'name') === 'TimeoutError') {
    return new CrmError('unavailable', 'timeout', { details: { host, sent: 'unknown' }, cause: error });
  }
  const code = causeCode(error);
  const sent = neverSent.has(code) ? 'no' : 'unknown';
  return new CrmError('unavailable', 'unreachable', { details: { host, reason: code, sent }, cause: error });
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

/** `fetch failed` hides the code of the socket's error in its cause. */
function causeCode(error: unknown): string {
  const code = field(field(error, 'cause'), 'code');
  return typeof code === 'string' ? code : 'no_answer';
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
