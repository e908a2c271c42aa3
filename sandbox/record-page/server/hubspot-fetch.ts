import { z } from 'zod';
import { type Signed } from './sign-request.ts';

/** Limits of `hubspot.fetch`, from HubSpot's page on fetching data. */
export const fetchLimits = { bytes: 1_048_576, concurrent: 20, timeoutMs: 15_000, longestMs: 120_000 } as const;

export const cardRequest = z.strictObject({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  timeout: z.number().positive().optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
});
export type CardRequest = z.infer<typeof cardRequest>;

export interface CardAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface SignedUser {
  readonly id: number;
  readonly email: string;
}

export interface HubSpotFetchParts {
  readonly portalId: number;
  readonly appId: number;
  /** `permittedUrls.fetch` of the app: https origins, perhaps with a path. */
  readonly permitted: readonly string[];
  /** Where the permitted address is served on this machine. */
  readonly backend: string;
  readonly sign: (method: string, uri: string, body: string) => Signed;
}

/** What HubSpot itself answers when it does not let a request through. Its codes are documented in part only. */
const refusal = (status: number, category: string, message: string): CardAnswer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify({ status: 'error', category, message }),
});

/** `hubspot.fetch` as HubSpot's servers carry it out: who asks is appended and signed, limits are kept, one failure is retried. */
export function createHubSpotFetch(parts: HubSpotFetchParts) {
  let running = 0;
  return async (request: CardRequest, user: SignedUser): Promise<CardAnswer> => {
    const body = bodyOf(request);
    const refused = refuse(parts, request, body) ?? (running >= fetchLimits.concurrent ? tooMany : null);
    if (refused !== null) return refused;
    running += 1;
    try {
      return await send(parts, request, withIdentity(parts, request.url, user), body);
    } finally {
      running -= 1;
    }
  };
}

const tooMany = refusal(429, 'RATE_LIMITS', 'At most 20 requests of an app run at the same time.');

const bodyOf = ({ method, body }: CardRequest): string =>
  method === 'GET' || body === undefined ? '' : JSON.stringify(body);

function refuse({ permitted }: HubSpotFetchParts, { url, headers = {} }: CardRequest, body: string): CardAnswer | null {
  if (!isPermitted(permitted, url))
    return refusal(400, 'VALIDATION_ERROR', `${url.split('?')[0] ?? ''} is not among the app's permitted fetch URLs.`);
  if (Object.keys(headers).some((name) => name.toLowerCase() !== 'authorization') || Object.keys(headers).length > 1)
    return refusal(400, 'VALIDATION_ERROR', "Only 'Authorization' header is allowed from hubspot.fetch().");
  if (Buffer.byteLength(body) > fetchLimits.bytes) return refusal(413, 'VALIDATION_ERROR', 'The request exceeds 1 MB.');
  return null;
}

/** https only; a permitted address with a path opens that path and what lies below it. */
export function isPermitted(permitted: readonly string[], url: string): boolean {
  const asked = URL.canParse(url) ? new URL(url) : null;
  if (asked?.protocol !== 'https:') return false;
  return permitted.some((entry) => {
    const { origin, pathname } = new URL(entry);
    const folder = pathname.endsWith('/') ? pathname : `${pathname}/`;
    return asked.origin === origin && `${asked.pathname}/`.startsWith(folder);
  });
}

function withIdentity({ portalId, appId }: HubSpotFetchParts, url: string, user: SignedUser): URL {
  const full = new URL(url);
  const identity = { userId: user.id, portalId, userEmail: user.email, appId };
  for (const [name, value] of Object.entries(identity)) full.searchParams.append(name, String(value));
  return full;
}

async function send(parts: HubSpotFetchParts, request: CardRequest, url: URL, body: string): Promise<CardAnswer> {
  const allowed = Math.min(request.timeout ?? fetchLimits.timeoutMs, fetchLimits.longestMs);
  const signal = AbortSignal.timeout(allowed);
  const first = await attempt(parts, request, url, body, signal);
  const failed = first === null || first.status >= 500;
  const last = failed && !signal.aborted ? await attempt(parts, request, url, body, signal) : first;
  if (last !== null) return last;
  return signal.aborted
    ? refusal(504, 'GATEWAY_TIMEOUT', `Gateway took too long: no answer within ${allowed / 1000} seconds.`)
    : refusal(502, 'GATEWAY_ERROR', "The app's server cannot be reached.");
}

/** Null: no answer came. */
async function attempt(
  { backend, sign }: HubSpotFetchParts,
  { method, headers = {} }: CardRequest,
  url: URL,
  body: string,
  signal: AbortSignal,
): Promise<CardAnswer | null> {
  const target = new URL(`${url.pathname}${url.search}`, backend);
  try {
    const response = await fetch(target, {
      method,
      signal,
      redirect: 'manual',
      headers: {
        ...headers,
        ...sign(method, url.href, body),
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === '' ? {} : { body }),
    });
    return await answerOf(response);
  } catch {
    return null;
  }
}

async function answerOf(response: Response): Promise<CardAnswer> {
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > fetchLimits.bytes) return refusal(413, 'RESPONSE_TOO_LARGE', 'The answer exceeds 1 MB.');
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? 'text/plain',
    body: new TextDecoder().decode(bytes),
  };
}
