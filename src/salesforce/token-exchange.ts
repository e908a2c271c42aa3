import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { allowedOrigin } from './allowed-host.ts';
import { unavailable } from './http-exchange.ts';
import { parseJson } from './refusal.ts';

/** The app as the org's admin made it: an External Client App with its consumer key and secret, and the org's My Domain address. */
export interface SalesforceApp {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Token {
  readonly accessToken: string;
  readonly instanceUrl: string;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  instance_url: z.string(),
  refresh_token: z.string().optional(),
  id: z.string().optional(),
});
const tokenError = z.object({ error: z.string().catch('') }).catch({ error: '' });

/** Fails fast: everything else waits for it. */
const timeoutMs = 15_000;

/** Asks the org for a token. A rotated refresh token comes as `refreshToken`; null where the old one stays. `userUrl` names org and user. Throws CrmError. */
export async function requestToken(
  app: SalesforceApp,
  grant: Readonly<Record<string, string>>,
): Promise<Token & { readonly refreshToken: string | null; readonly userUrl: string }> {
  const url = new URL('/services/oauth2/token', allowedOrigin(app.loginUrl, app.loginUrl));
  const body = new URLSearchParams({ ...grant, client_id: app.clientId, client_secret: app.clientSecret });
  const { status, text } = await post(url, body);
  const parsed = tokenAnswer.safeParse(parseJson(text));
  if (status !== 200 || !parsed.success) throw refusal(status, text, url.host);
  const { access_token: accessToken, instance_url: instanceUrl, refresh_token: refreshToken = null, id } = parsed.data;
  return { accessToken, instanceUrl: allowedOrigin(instanceUrl, app.loginUrl), refreshToken, userUrl: id ?? '' };
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

/** The error's words of OAuth; never its description, which may quote what was sent. */
function refusal(status: number, text: string, host: string): CrmError {
  const { error } = tokenError.parse(parseJson(text) ?? {});
  const details = { crm: 'salesforce', status, host, call: 'POST /services/oauth2/token', reason: error };
  if (status >= 500) return new CrmError('unavailable', 'server_error', { details });
  if (error === 'invalid_client' || error === 'invalid_client_id')
    return new CrmError('auth', 'app_refused', { details });
  if (error === 'invalid_grant') return new CrmError('auth', 'disconnected', { details });
  return status >= 400
    ? new CrmError('auth', 'wrong_token', { details })
    : new CrmError('unavailable', 'unexpected_answer', { details });
}
