import { connectionId } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credentials } from '../ports/credentials.ts';
import { CrmError } from '../ports/crm.ts';
import type { Grant, OAuthClient } from '../ports/oauth.ts';
import { allowedOrigin } from './allowed-host.ts';
import { unavailable } from './http-exchange.ts';
import { requestToken, type SalesforceApp, secretOf } from './token-exchange.ts';

export interface SalesforceOAuthDependencies extends SalesforceApp {
  /** The app's callback address, exactly. */
  readonly redirectUri: string;
  readonly clock: Clock;
}

/** Reading and writing records, and renewing the access; never `full`. */
const scopes = ['api', 'refresh_token'] as const;
const timeoutMs = 15_000;
/** Salesforce ends a refresh token that nobody has used for 30 days, and an org may keep its sessions alive for longer than that: used after 20 at the latest. */
const unusedForMs = 20 * 86_400_000;
/** https://login.salesforce.com/id/<org>/<user>, the org in its 18 letters. */
const orgOf = /\/id\/(00D[A-Za-z0-9]{15})\/[A-Za-z0-9]{15,18}$/;

/** Salesforce's web-server flow with PKCE. Refresh tokens rotate: each is stored before its access token is used. */
export function createSalesforceOAuth({ redirectUri, clock, ...app }: SalesforceOAuthDependencies): OAuthClient {
  const expiresAt = () => new Date(clock.now().getTime() + unusedForMs).toISOString();
  const login = (path: string) => new URL(path, allowedOrigin(app.loginUrl, app.loginUrl));
  return {
    crm: 'salesforce',
    authorizeUrl: ({ state, challenge }) => {
      const url = login('/services/oauth2/authorize');
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: app.clientId,
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.toString();
    },
    exchange: async ({ code, verifier }) => {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
      return toGrant(await requestToken(app, { ...form, ...secretOf(app) }), expiresAt());
    },
    refresh: async (current) => {
      if (current.refreshToken === null)
        throw new CrmError('auth', 'token_expired', { details: { crm: 'salesforce' } });
      const form = { grant_type: 'refresh_token', refresh_token: current.refreshToken };
      const { accessToken, instanceUrl, refreshToken } = await requestToken(app, { ...form, ...secretOf(app) });
      const rotated = refreshToken ?? current.refreshToken;
      return { ...current, accessToken, instanceUrl, refreshToken: rotated, expiresAt: expiresAt() };
    },
    end: ({ accessToken, refreshToken }) => revoke(login('/services/oauth2/revoke'), refreshToken ?? accessToken),
  };
}

function toGrant(
  { accessToken, refreshToken, instanceUrl, userUrl }: Awaited<ReturnType<typeof requestToken>>,
  expiresAt: Instant,
): Grant {
  const org = orgOf.exec(userUrl)?.[1];
  if (org === undefined)
    throw new CrmError('unavailable', 'unexpected_answer', { details: { call: 'POST /services/oauth2/token' } });
  if (refreshToken === null) throw new CrmError('auth', 'missing_scope', { details: { scope: 'refresh_token' } });
  const credentials: Credentials = { accessToken, refreshToken, instanceUrl, expiresAt, scopes };
  return { connection: connectionId('salesforce', org), credentials, missingScopes: [] };
}

/** Revoking a refresh token ends its access tokens too. One that is over already is refused, which is as good. */
async function revoke(url: URL, token: string): Promise<void> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const body = new URLSearchParams({ token });
    const { status } = await fetch(url, { method: 'POST', body, signal, redirect: 'manual' });
    if (status >= 500) throw new CrmError('unavailable', 'server_error', { details: { status, host: url.host } });
  } catch (error) {
    throw error instanceof CrmError ? error : unavailable(url.host, error);
  }
}
