import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { type Grant, type Tokens } from '../http/tokens.ts';

/** Tokens by form body only: parameters in the query are not read. v1 is what the official client still calls. */
export function oauthRoutes(context: RouteContext, tokens: Tokens): readonly Route[] {
  const dated = { method: 'POST', versions: ['2026-03', '2026-09', 'v3'], anonymous: true } as const;
  return [
    {
      ...dated,
      versions: [...dated.versions, 'v1'],
      path: 'oauth/token',
      handle: (call) => token(context, tokens, call),
    },
    { ...dated, path: 'oauth/token/introspect', handle: (call) => introspect(context, tokens, call) },
    { ...dated, path: 'oauth/token/revoke', handle: (call) => revoke(tokens, call) },
    {
      method: 'GET',
      path: 'oauth/access-tokens/{token}',
      versions: ['v1'],
      anonymous: true,
      handle: (call) => accessToken(context, tokens, call),
    },
    {
      method: 'DELETE',
      path: 'appinstalls/external-install',
      versions: ['2026-03', '2026-09'],
      scopes: () => ['oauth'],
      handle: () => uninstall(tokens),
    },
  ];
}

const form = z.looseObject({
  grant_type: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
  code_verifier: z.string().optional(),
  token: z.string().optional(),
});
type Form = z.infer<typeof form>;

const formOf = (call: Call): Form => form.safeParse(call.body).data ?? {};
const isApp = (tokens: Tokens, { client_id, client_secret }: Form): boolean =>
  client_id === tokens.app.clientId && client_secret === tokens.app.clientSecret;

function refused(call: Call, status: string, error: string, message: string): Reply {
  const body = { status, message, correlationId: randomUUID() };
  return { status: 400, body: call.version === 'v1' ? body : { ...body, error, error_description: message } };
}

function token(context: RouteContext, tokens: Tokens, call: Call): Reply {
  const given = formOf(call);
  if (!isApp(tokens, given))
    return refused(call, 'BAD_CLIENT_ID', 'invalid_client', 'missing or unknown client id or client secret');
  switch (given.grant_type) {
    case 'authorization_code':
      if (!isGoodCode(tokens, given))
        return refused(call, 'BAD_AUTH_CODE', 'invalid_grant', 'missing or unknown auth code');
      return issued(context, tokens, call);
    case 'refresh_token':
      if (!tokens.refreshable() || given.refresh_token !== tokens.refreshToken())
        return refused(call, 'BAD_REFRESH_TOKEN', 'invalid_grant', 'missing or invalid refresh token');
      tokens.refreshed();
      return issued(context, tokens, call);
    default:
      return refused(call, 'BAD_GRANT_TYPE', 'unsupported_grant_type', 'missing or unknown grant type');
  }
}

/** The fixed code stands for a consent given beforehand; every other one is good once, for the address and the verifier of its own consent. */
function isGoodCode(tokens: Tokens, { code, redirect_uri, code_verifier }: Form): boolean {
  if (code === tokens.app.code) return tokens.refreshable();
  return tokens.redeem({
    ...(code === undefined ? {} : { code }),
    ...(redirect_uri === undefined ? {} : { redirectUri: redirect_uri }),
    ...(code_verifier === undefined ? {} : { verifier: code_verifier }),
  });
}

function issued({ portal }: RouteContext, tokens: Tokens, call: Call): Reply {
  const grant = tokens.issue();
  const basic = {
    token_type: 'bearer',
    access_token: grant.token,
    refresh_token: tokens.refreshToken(),
    expires_in: secondsLeft(grant, call.now),
  };
  if (call.version === 'v1') return { status: 200, body: basic };
  return {
    status: 200,
    body: {
      ...basic,
      hub_id: portal.profile.portalId,
      user_id: tokens.app.userId,
      token_use: 'access',
      scopes: [...grant.scopes],
    },
  };
}

const secondsLeft = ({ expiresAt }: Grant, now: number): number => Math.floor(((expiresAt ?? now) - now) / 1000);

function about({ portal }: RouteContext, tokens: Tokens, grant: Grant, now: number): object {
  return {
    token: grant.token,
    token_type: 'access',
    app_id: tokens.app.appId,
    hub_id: portal.profile.portalId,
    user_id: tokens.app.userId,
    user: portal.owners[0]?.email ?? 'admin@portal.example',
    hub_domain: `portal-${portal.profile.portalId}.example`,
    scopes: [...grant.scopes],
    expires_in: secondsLeft(grant, now),
  };
}

function introspect(context: RouteContext, tokens: Tokens, call: Call): Reply {
  const given = formOf(call);
  if (!isApp(tokens, given))
    return refused(call, 'BAD_CLIENT_ID', 'invalid_client', 'missing or unknown client id or client secret');
  const check = tokens.check(given.token ?? '');
  if (check.state !== 'valid') return { status: 200, body: { active: false } };
  const more = { active: true, client_id: tokens.app.clientId, is_private_distribution: false };
  return { status: 200, body: { ...about(context, tokens, check.grant, call.now), ...more } };
}

function accessToken(context: RouteContext, tokens: Tokens, call: Call): Reply {
  const check = tokens.check(call.params.token ?? '');
  if (check.state !== 'valid')
    return {
      status: 404,
      body: {
        status: 'error',
        message: 'access token not found',
        correlationId: randomUUID(),
        category: 'OBJECT_NOT_FOUND',
      },
    };
  return { status: 200, body: about(context, tokens, check.grant, call.now) };
}

function revoke(tokens: Tokens, call: Call): Reply {
  const given = formOf(call);
  if (!isApp(tokens, given))
    return refused(call, 'BAD_CLIENT_ID', 'invalid_client', 'missing or unknown client id or client secret');
  if (given.token === tokens.refreshToken()) tokens.forgetRefreshToken();
  return { status: 204 };
}

/** The app takes itself out of the account. */
function uninstall(tokens: Tokens): Reply {
  tokens.revoke();
  return { status: 204 };
}
