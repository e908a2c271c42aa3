import { type CallLog } from '../http/call-log.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { type Org } from '../org/org.ts';
import { type ConnectedApp } from './connected-app.ts';
import { type Grants } from './grants.ts';
import { OAuthError } from './oauth-error.ts';
import { type Sessions } from './sessions.ts';

export interface OAuthParts {
  readonly org: Org;
  readonly app: ConnectedApp;
  readonly sessions: Sessions;
  readonly grants: Grants;
  readonly log: CallLog;
}

/** Login, tokens, revocation, introspection and who the user is. */
export function oauthRoutes(parts: OAuthParts): readonly Route[] {
  const { grants, sessions, log } = parts;
  const open = (method: Route['method'], path: string, handle: (call: Call) => Reply): Route => ({
    method,
    path,
    anonymous: true,
    handle: (call) => refusalsAsReplies(() => handle(call)),
  });
  const revoke = (call: Call): Reply => {
    if (!sessions.revoke(formOf(call).token ?? ''))
      throw new OAuthError('unsupported_token_type', 'this token type is not supported');
    return { status: 200 };
  };
  return [
    open('GET', '/services/oauth2/authorize', ({ query, now }) => ({
      status: 302,
      headers: { location: grants.authorize(Object.fromEntries(query), now) },
    })),
    open('POST', '/services/oauth2/token', (call) => {
      const form = formOf(call);
      log.granted(form.grant_type ?? '');
      return { status: 200, body: grants.token(form, call.origin, call.now) };
    }),
    open('POST', '/services/oauth2/revoke', revoke),
    open('GET', '/services/oauth2/revoke', revoke),
    open('POST', '/services/oauth2/introspect', (call) => ({ status: 200, body: introspection(parts, formOf(call)) })),
    {
      method: 'GET',
      path: '/services/oauth2/userinfo',
      handle: (call) => ({ status: 200, body: identity(parts, call) }),
    },
    { method: 'GET', path: '/id/{org}/{user}', handle: (call) => ({ status: 200, body: identity(parts, call) }) },
  ];
}

/** The form in the body, or the query where there is none. */
function formOf({ body, query }: Call): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(body === '' ? query : new URLSearchParams(body));
}

function introspection({ app, sessions }: OAuthParts, form: Readonly<Record<string, string | undefined>>): object {
  if (form.client_id !== app.clientId || form.client_secret !== app.clientSecret)
    throw new OAuthError('invalid_client', 'invalid client credentials', 401);
  const session = sessions.check(form.token ?? '');
  if (session === null) return { active: false };
  return {
    active: true,
    scope: session.scopes.join(' '),
    client_id: app.clientId,
    username: app.username,
    sub: app.userId,
    token_type: 'access_token',
    exp: Math.floor(session.expiresAt / 1000),
  };
}

function identity({ org, app }: OAuthParts, { origin }: Call): object {
  const user = org.table('User').find(app.userId);
  return {
    id: `${origin}/id/${org.id}/${app.userId}`,
    user_id: app.userId,
    organization_id: org.id,
    sub: `${origin}/id/${org.id}/${app.userId}`,
    username: app.username,
    preferred_username: app.username,
    display_name: user?.Name ?? '',
    name: user?.Name ?? '',
    email: user?.Email ?? '',
    user_type: 'STANDARD',
    language: org.profile.language,
    locale: org.profile.locale,
    zoneinfo: org.profile.timeZone,
    urls: {
      rest: `${origin}/services/data/v{version}/`,
      sobjects: `${origin}/services/data/v{version}/sobjects/`,
      query: `${origin}/services/data/v{version}/query/`,
      custom_domain: origin,
    },
    active: true,
  };
}

function refusalsAsReplies(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof OAuthError) return { status: error.status, body: error.body };
    throw error;
  }
}
