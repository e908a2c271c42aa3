import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { parseJson } from './error-body.ts';
import { lostCall } from './send.ts';

export interface OAuthCall {
  readonly method: 'POST' | 'DELETE';
  readonly url: string;
  /** Sent as a form: nothing secret ever stands in an address. */
  readonly form?: Readonly<Record<string, string>>;
  readonly accessToken?: string;
}

/** One exchange with HubSpot's OAuth, parsed. The official client knows only the addresses that end in February 2027. Throws CrmError. */
export async function oauthCall<T>(call: OAuthCall, schema: z.ZodType<T>, timeoutMs: number): Promise<T> {
  const { status, text, retryAfter } = await sendForm(call, timeoutMs);
  if (status < 200 || status >= 300) throw refusal(call, status, text, retryAfter);
  const parsed = schema.safeParse(text === '' ? {} : parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CrmError('unavailable', 'unexpected_answer', { details: { status, call: nameOf(call) } });
}

async function sendForm({ method, url, form, accessToken }: OAuthCall, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method,
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      ...(accessToken === undefined ? {} : { headers: { authorization: `Bearer ${accessToken}` } }),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'manual',
    });
    return { status: response.status, text: await response.text(), retryAfter: response.headers.get('retry-after') };
  } catch (error) {
    throw lostCall(url, error);
  }
}

/** RFC 6749 `error`, beside HubSpot's older `status`. Both are words of a list, never free text that might quote a token. */
const word = z
  .string()
  .regex(/^[A-Za-z_]{1,40}$/)
  .catch('');
const refusalBody = z.object({ error: word, status: word });

/** The installation is over. */
const endedWords = new Set(['invalid_grant', 'access_denied', 'BAD_REFRESH_TOKEN', 'BAD_HUB']);
/** The app is not what HubSpot knows: no customer's fault, and no customer is disconnected for it. */
const appWords = new Set(['invalid_client', 'unauthorized_client', 'BAD_CLIENT_ID', 'BAD_CLIENT_SECRET']);

function refusal(call: OAuthCall, status: number, text: string, retryAfter: string | null): CrmError {
  const body = refusalBody.safeParse(parseJson(text)).data ?? { error: '', status: '' };
  const details = { status, call: nameOf(call), reason: body.error || body.status };
  const is = (words: ReadonlySet<string>) => words.has(body.error) || words.has(body.status);
  // `invalid_client` first: a wrong secret must never read as an ended installation.
  if (is(appWords) || status === 401) return new CrmError('auth', 'app_refused', { details });
  if (status === 400 && is(endedWords)) return new CrmError('auth', 'disconnected', { details });
  if (status === 429) {
    const seconds = Number(retryAfter ?? NaN);
    const wait = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : tenSecondsMs;
    return new CrmError('rate_limited', 'rate_limited', { details, retryAfterMs: wait });
  }
  if (status === 408 || status >= 500) return new CrmError('unavailable', 'server_error', { details });
  return new CrmError('invalid', 'refused_by_crm', { details });
}

/** HubSpot's usual window, when it names no time. */
const tenSecondsMs = 10_000;
const nameOf = ({ method, url }: OAuthCall): string => `${method} ${new URL(url).pathname}`;
