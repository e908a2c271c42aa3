import { ApiProblem } from './api-problem.ts';
import { type Call, type Route } from './call.ts';
import { type Grant, type Tokens } from './tokens.ts';

/** The grant behind the Authorization header; throws the 401 that HubSpot answers. */
export function authenticate(tokens: Tokens, header: string | undefined, now: number): Grant {
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const check = token === undefined ? null : tokens.check(token);
  if (check?.state === 'valid') return check.grant;
  if (check?.state === 'expired') {
    const seconds = Math.max(1, Math.round((now - check.expiredAt) / 1000));
    throw new ApiProblem(
      401,
      'EXPIRED_AUTHENTICATION',
      `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
      {
        context: { 'expire time': [new Date(check.expiredAt).toISOString()] },
      },
    );
  }
  throw new ApiProblem(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );
}

/** Throws 403 when the grant holds none of the scopes that open the route. */
export function checkScopes(route: Route, call: Call): void {
  const required = route.scopes?.(call) ?? [];
  if (required.length === 0 || required.some((scope) => call.grant?.scopes.has(scope))) return;
  throw new ApiProblem(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [
        { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: required } },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}
