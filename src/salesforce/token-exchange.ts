import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { allowedOrigin } from './allowed-host.ts';
import { unavailable } from './http-exchange.ts';
import { parseJson } from './refusal.ts';

/** The app as an admin made it: an External Client App with its consumer key and secret, and the address at which it signs in. */
export interface SalesforceApp {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Token {
  readonly accessToken: string;
  readonly instanceUrl: string;
}

/** OAuth's own names. */
export type TokenForm = Readonly<Record<string, string>> & { readonly grant_type: string };

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  instance_url: z.string(),
  refresh_token: z.string().optional(),
  id: z.string().optional(),
});
const tokenError = z.object({ error: z.string().catch(''), error_description: z.string().catch('') });
const unnamed = { error: '', error_description: '' };

/** Fails fast: everything else waits for it. */
const timeoutMs = 15_000;

/** Logins of a user are counted by the hour; a quarter of one is the schedule's own step. */
const loginPauseMs = 15 * 60_000;

/** A question that got no answer, or came while the same one was under way, may still be at work there: asked again at once, a refresh token counts as stolen. */
const pauseMs = { lost: timeoutMs, busy: 2_000 };

/** How the app proves itself where it has a secret. */
export const secretOf = ({ clientId, clientSecret }: SalesforceApp) => ({
  client_id: clientId,
  client_secret: clientSecret,
});

/** Asks the login for a token. A rotated refresh token comes as `refreshToken`; null where the old one stays. `userUrl` names org and user. Throws CrmError. */
export async function requestToken(
  { loginUrl }: Pick<SalesforceApp, 'loginUrl'>,
  form: TokenForm,
): Promise<Token & { readonly refreshToken: string | null; readonly userUrl: string }> {
  const url = new URL('/services/oauth2/token', allowedOrigin(loginUrl, loginUrl));
  const { status, text } = await post(url, new URLSearchParams(form));
  const parsed = tokenAnswer.safeParse(parseJson(text));
  if (status !== 200 || !parsed.success) throw refusal(status, text, url.host, form);
  const { access_token: accessToken, instance_url: instanceUrl, refresh_token: refreshToken = null, id } = parsed.data;
  return { accessToken, instanceUrl: allowedOrigin(instanceUrl, loginUrl), refreshToken, userUrl: id ?? '' };
}

async function post(url: URL, body: URLSearchParams): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', body, signal, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const lost = unavailable(url.host, error);
    throw lost.details.sent === 'no' ? lost : waitingFor(lost, pauseMs.lost);
  }
}

const waitingFor = ({ kind, code, details, cause }: CrmError, retryAfterMs: number): CrmError =>
  new CrmError(kind, code, { details, cause, retryAfterMs });

function refusal(status: number, text: string, host: string, form: TokenForm): CrmError {
  const said = tokenError.catch(unnamed).parse(parseJson(text));
  const details = { crm: 'salesforce', status, host, call: 'POST /services/oauth2/token', reason: reasonOf(said) };
  if (status >= 500) return new CrmError('unavailable', 'server_error', { details });
  if (said.error === 'invalid_client' || said.error === 'invalid_client_id')
    return new CrmError('auth', 'app_refused', { details });
  if (said.error === 'invalid_grant') return badGrant(form, said.error_description, details);
  if (said.error === 'rate_limit_exceeded')
    return new CrmError('rate_limited', 'rate_limited', { details, retryAfterMs: loginPauseMs });
  return status >= 400
    ? new CrmError('auth', 'wrong_token', { details })
    : new CrmError('unavailable', 'unexpected_answer', { details });
}

/**
 * One word of OAuth for four things, which only the description tells apart: an access that is over for good, a code of no worth, a sign-in that an admin can
 * put right at any time, and a renewal that meets another one of the same token.
 */
function badGrant({ grant_type: grant }: TokenForm, description: string, details: CrmError['details']): CrmError {
  if (grant === 'authorization_code') return new CrmError('invalid', 'refused_by_crm', { details });
  if (grant === 'refresh_token' && underWay.test(description))
    return new CrmError('unavailable', 'server_error', {
      details: { ...details, sent: 'no' },
      retryAfterMs: pauseMs.busy,
    });
  const isOver = grant === 'refresh_token' && !shutOut.test(description);
  return new CrmError('auth', isOver ? 'disconnected' : 'wrong_token', { details });
}

/** A server outside the user's addresses or hours, or a user who is not active, has lost nothing. "inactive user" is said here, "user is inactive" under `inactive_user`. */
const shutOut = /^ip restricted|^inactive user|^user is inactive/i;
/** The second text too is what a renewal gets that meets another one: it holds no code that could have expired. */
const underWay = /^token request is already being processed|^expired authorization code/i;

/** Says what an admin has to look at, such as "user hasn't approved this consumer". A description that is more than a few plain words may quote what was sent. */
function reasonOf({ error, error_description: description }: z.infer<typeof tokenError>): string {
  return /^[A-Za-z][A-Za-z' ]{2,79}$/.test(description) ? `${error}: ${description}` : error;
}
