import { z } from 'zod';
import { connectionId } from '../accounts/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credentials } from '../ports/credentials.ts';
import { CrmError } from '../ports/crm.ts';
import type { Grant, OAuthClient } from '../ports/oauth.ts';
import { api } from './api.ts';
import { oauthCall } from './oauth-call.ts';
import { optionalScopes, requiredScopes } from './scopes.ts';

export interface HubSpotOAuthDependencies {
  readonly clientId: string;
  readonly clientSecret: string;
  /** One of the app's redirect addresses, exactly. */
  readonly redirectUri: string;
  /** Default: https://api.hubapi.com. A stand-in asks for consent where it answers calls. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  readonly timeoutMs?: number;
}

const hubSpot = 'https://api.hubapi.com';
/** Consent is given in the browser, on another host than calls are answered. It finds the account's own data centre by itself. */
const consent = 'https://app.hubspot.com/oauth/authorize';
const thirtySeconds = 30_000;

const scopeList = z.array(z.string());
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  scopes: scopeList.optional(),
});
const introspection = z.object({
  active: z.literal(true).optional(),
  hub_id: z
    .union([z.number(), z.string()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,15}$/)),
  scopes: scopeList,
});

/** HubSpot's OAuth, on its dated addresses. */
export function createHubSpotOAuth(deps: HubSpotOAuthDependencies): OAuthClient {
  const { clientId, clientSecret, redirectUri, clock, timeoutMs = thirtySeconds } = deps;
  const baseUrl = (deps.baseUrl ?? hubSpot).replace(/\/$/, '');
  const app = { client_id: clientId, client_secret: clientSecret };
  const post = <T>(path: string, form: Readonly<Record<string, string>>, schema: z.ZodType<T>) =>
    oauthCall({ method: 'POST', url: baseUrl + path, form: { ...app, ...form } }, schema, timeoutMs);

  const tokens = async (
    form: Readonly<Record<string, string>>,
    before: Pick<Credentials, 'refreshToken' | 'scopes'>,
  ) => {
    const asked = clock.now().getTime();
    const answer = await post(api.token(), form, tokenAnswer);
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? before.refreshToken,
      // from the question on, not from the answer: the token is as old as that at most
      expiresAt: new Date(asked + answer.expires_in * 1000).toISOString(),
      instanceUrl: null,
      scopes: answer.scopes ?? before.scopes,
    } satisfies Credentials;
  };

  return {
    crm: 'hubspot',
    authorizeUrl: ({ state, challenge }) => {
      const url = new URL(baseUrl === hubSpot ? consent : `${baseUrl}/oauth/authorize`);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: requiredScopes.join(' '),
        optional_scope: optionalScopes.join(' '),
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      })
        .toString()
        // HubSpot reads a plus as a plus
        .replaceAll('+', '%20');
      return url.toString();
    },
    exchange: async ({ code, verifier }) => {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
      const credentials = await tokens(form, { refreshToken: null, scopes: [] }).catch(asBadCode);
      const who = { token: credentials.accessToken, token_type_hint: 'access_token' };
      return toGrant(credentials, await post(api.introspect(), who, introspection));
    },
    refresh: async (current) => {
      if (current.refreshToken === null) throw new CrmError('auth', 'token_expired');
      return tokens({ grant_type: 'refresh_token', refresh_token: current.refreshToken }, current);
    },
    end: async ({ accessToken, refreshToken }) => {
      const revoke = () =>
        refreshToken === null
          ? Promise.resolve()
          : post(api.revoke(), { token: refreshToken, token_type_hint: 'refresh_token' }, z.unknown());
      // The refresh token is revoked whatever became of the other call: it is what opens the account.
      await oauthCall(
        { method: 'DELETE', url: baseUrl + api.uninstall(), accessToken },
        z.unknown(),
        timeoutMs,
      ).finally(revoke);
    },
  };
}

/** A code that is used up, or of another login, says nothing about an installation. */
function asBadCode(error: unknown): never {
  if (!(error instanceof CrmError) || error.code !== 'disconnected') throw error;
  throw new CrmError('invalid', 'refused_by_crm', { details: error.details });
}

function toGrant(credentials: Credentials, { hub_id, scopes }: z.infer<typeof introspection>): Grant {
  const given = new Set(scopes);
  const missing = requiredScopes.filter((scope) => !given.has(scope));
  if (missing.length > 0) throw new CrmError('auth', 'missing_scope', { details: { scope: missing.join(' ') } });
  return {
    connection: connectionId('hubspot', hub_id),
    credentials: { ...credentials, scopes },
    missingScopes: optionalScopes.filter((scope) => !given.has(scope)),
  };
}
