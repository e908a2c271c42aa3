import { createHash, createHmac, randomBytes } from 'node:crypto';
import { type Org } from '../org/org.ts';
import { type ConnectedApp } from './connected-app.ts';
import { verifyAssertion } from './jwt-bearer.ts';
import { OAuthError } from './oauth-error.ts';
import { type Session, type Sessions } from './sessions.ts';

export type Form = Readonly<Record<string, string | undefined>>;

export interface Grants {
  /** The login page, answered at once: where the browser is sent to. */
  authorize(form: Form, now: number): string;
  /** A token request of any grant type; `now` in milliseconds. Throws OAuthError. */
  token(form: Form, origin: string, now: number): object;
}

interface PendingLogin {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

const codeLifetimeMs = 900_000;
const appScopes = ['api', 'refresh_token', 'id'];

export function createGrants(org: Org, app: ConnectedApp, sessions: Sessions): Grants {
  const logins = new Map<string, PendingLogin>();

  const answer = (session: Session, refreshToken: string | null, origin: string, now: number): object => {
    const id = `${origin}/id/${org.id}/${app.userId}`;
    const issuedAt = String(now);
    return {
      access_token: session.token,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      signature: createHmac('sha256', app.clientSecret).update(`${id}${issuedAt}`).digest('base64'),
      scope: session.scopes.join(' '),
      instance_url: origin,
      id,
      token_type: 'Bearer',
      issued_at: issuedAt,
    };
  };

  const grantTypes: Readonly<Record<string, (form: Form, origin: string, now: number) => object>> = {
    client_credentials(form, origin, now) {
      checkClient(app, form, true);
      if (!app.clientCredentials || sessions.blocked)
        throw new OAuthError('invalid_grant', 'no client credentials user enabled');
      return answer(sessions.open(['api', 'id'], null), null, origin, now);
    },
    authorization_code(form, origin, now) {
      checkClient(app, form, true);
      const login = takeLogin(logins, form, now);
      const family = sessions.newFamily(login.scopes);
      return answer(sessions.open(login.scopes, family), sessions.issueRefresh(family), origin, now);
    },
    refresh_token(form, origin, now) {
      checkClient(app, form, false);
      const spent = sessions.spend(form.refresh_token ?? '');
      if (spent === null) throw new OAuthError('invalid_grant', 'expired access/refresh token');
      const session = sessions.open(spent.scopes, spent.family);
      // without rotation the answer carries no refresh token: the old one stays good
      return answer(session, sessions.rotation ? sessions.issueRefresh(spent.family) : null, origin, now);
    },
    'urn:ietf:params:oauth:grant-type:jwt-bearer': (form, origin, now) => {
      const audiences = [origin, 'https://login.salesforce.com', 'https://test.salesforce.com'];
      verifyAssertion(form.assertion ?? '', app, audiences, now);
      if (sessions.blocked) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
      return answer(sessions.open(['api', 'id'], null), null, origin, now);
    },
  };

  return {
    token(form, origin, now) {
      const grant = grantTypes[form.grant_type ?? ''];
      if (grant === undefined) throw new OAuthError('unsupported_grant_type', 'grant type not supported');
      return grant(form, origin, now);
    },
    authorize(form, now) {
      const { redirect_uri: redirectUri = '', state, code_challenge: challenge, scope } = form;
      if (form.client_id !== app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
      if (form.response_type !== 'code')
        throw new OAuthError('unsupported_response_type', 'response type not supported');
      const back = redirectOf(redirectUri);
      if (state !== undefined) back.searchParams.set('state', state);
      if (challenge === undefined) return refused(back, 'invalid_request', 'missing required code challenge');
      if ((form.code_challenge_method ?? 'S256') !== 'S256')
        return refused(back, 'invalid_request', 'invalid code challenge method');
      if (!app.approves) return refused(back, 'access_denied', 'end-user denied authorization');
      const code = `aPrx${randomBytes(36).toString('base64url')}`;
      const scopes = scope?.split(' ') ?? appScopes;
      logins.set(code, { redirectUri, challenge, scopes, expiresAt: now + codeLifetimeMs });
      back.searchParams.set('code', code);
      return back.href;
    },
  };
}

function checkClient(app: ConnectedApp, { client_id: id, client_secret: secret }: Form, secretRequired: boolean): void {
  if (id !== app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (secret === undefined && !secretRequired) return;
  if (secret !== app.clientSecret) throw new OAuthError('invalid_client', 'invalid client credentials');
}

/** A code works once, for the address and the verifier that it was asked with. */
function takeLogin(logins: Map<string, PendingLogin>, form: Form, now: number): PendingLogin {
  const login = logins.get(form.code ?? '');
  logins.delete(form.code ?? '');
  if (login === undefined) throw new OAuthError('invalid_grant', 'invalid authorization code');
  if (login.expiresAt <= now) throw new OAuthError('invalid_grant', 'expired authorization code');
  if (login.redirectUri !== form.redirect_uri)
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const { code_verifier: verifier = '' } = form;
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier) || challengeOf(verifier) !== login.challenge.replace(/=+$/, ''))
    throw new OAuthError('invalid_grant', 'invalid code verifier');
  return login;
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

function redirectOf(text: string): URL {
  if (!URL.canParse(text)) throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  return new URL(text);
}

function refused(back: URL, error: string, description: string): string {
  back.searchParams.set('error', error);
  back.searchParams.set('error_description', description);
  return back.href;
}
