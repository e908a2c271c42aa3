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
    throw unavailable(url.host, error);
  }
}

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
 * One word of OAuth for three things: an access that is over for good, a code of no worth, and a sign-in that an admin can put right at any time. A server that
 * stands outside the user's addresses or hours has lost nothing, and only the description says so ("ip restricted or invalid login hours").
 */
function badGrant({ grant_type: grant }: TokenForm, description: string, details: CrmError['details']): CrmError {
  const isShutOut = /^ip restricted/i.test(description);
  if (grant === 'refresh_token' && !isShutOut) return new CrmError('auth', 'disconnected', { details });
  if (grant === 'authorization_code') return new CrmError('invalid', 'refused_by_crm', { details });
  return new CrmError('auth', 'wrong_token', { details });
}

/** Says what an admin has to look at, such as "user hasn't approved this consumer". A description that is more than a few plain words may quote what was sent. */
function reasonOf({ error, error_description: description }: z.infer<typeof tokenError>): string {
  return /^[A-Za-z][A-Za-z' ]{2,79}$/.test(description) ? `${error}: ${description}` : error;
}
