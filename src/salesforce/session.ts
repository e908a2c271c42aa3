import type { Timers } from '../common/timers.ts';
import type { Credentials } from '../ports/credentials.ts';
import { CrmError } from '../ports/crm.ts';
import type { AccessTokens } from '../ports/oauth.ts';
import { allowedOrigin } from './allowed-host.ts';
import { type JwtApp, signAssertion } from './jwt-assertion.ts';
import { requestToken, type SalesforceApp, secretOf, type Token } from './token-exchange.ts';

/**
 * How the product signs in: to one org as the app's own user, with the app's secret (client credentials) or with its certificate (JWT bearer); or with the
 * tokens of an org that installed the app.
 */
export type SalesforceAccess =
  | ({ readonly by: 'client_credentials' } & SalesforceApp)
  | ({ readonly by: 'jwt_bearer' } & JwtApp)
  | { readonly by: 'installation'; readonly loginUrl: string; readonly tokens: AccessTokens };

/** The tokens of one org in this process. */
export interface Session {
  token(): Promise<Token>;
  /** A token in place of one that the org no longer takes. Callers that come with the same spent one share one exchange. */
  renew(spent: Token): Promise<Token>;
  /** The org took the token: what was refused before is over. */
  accepted(): void;
}

/** An org that refuses every new token would otherwise be asked for ever: two tokens refused in a minute without one that is taken, then it is an error. */
const cap = { exchanges: 2, withinMs: 60_000 };

export function createSession(access: SalesforceAccess, timers: Pick<Timers, 'now'>): Session {
  const refused = createRefusals(timers);
  if (access.by === 'installation') return installedSession(access, refused);
  const form =
    access.by === 'client_credentials'
      ? () => ({ grant_type: 'client_credentials', ...secretOf(access) })
      : async () => ({ grant_type: jwtBearer, assertion: await signAssertion(access) });
  return signedInSession(async () => requestToken(access, await form()), refused);
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

type Refusals = ReturnType<typeof createRefusals>;

/** The tokens that the org refused of late, each once however many calls met it. */
function createRefusals(timers: Pick<Timers, 'now'>) {
  const seenAt = new Map<string, number>();
  return {
    /** Throws CrmError when this one is too many. */
    add: ({ accessToken }: Token): void => {
      const now = timers.now();
      for (const [token, at] of seenAt) if (at + cap.withinMs <= now) seenAt.delete(token);
      if (!seenAt.has(accessToken) && seenAt.size >= cap.exchanges)
        throw new CrmError('auth', 'token_revoked', { details: { crm: 'salesforce' } });
      seenAt.set(accessToken, now);
    },
    forget: (): void => {
      seenAt.clear();
    },
  };
}

/** No refresh token: a new sign-in gives a new token, and one sign-in serves the whole process. */
function signedInSession(signIn: () => Promise<Token>, refused: Refusals): Session {
  let current: Promise<Token> | null = null;

  const ask = (): Promise<Token> => {
    const asked = signIn();
    current = asked;
    asked.catch(() => {
      // a failure is not worth keeping: the next call may well succeed
      if (current === asked) current = null;
    });
    return asked;
  };

  const renewOnce = (spent: Token): Promise<Token> => {
    refused.add(spent);
    return ask();
  };

  return {
    accepted: refused.forget,
    token: () => current ?? ask(),
    renew: async (spent) => {
      for (;;) {
        const seen: Promise<Token> | null = current;
        if (seen === null) return renewOnce(spent);
        const known = await seen;
        // others waited for the same token, and one of them may have begun a sign-in meanwhile: that one counts
        if (current === seen) return known.accessToken === spent.accessToken ? renewOnce(spent) : known;
      }
    },
  };
}

/** Whoever keeps the tokens sees to it that callers share an exchange, in this process and in others. */
function installedSession(
  { tokens, loginUrl }: SalesforceAccess & { readonly by: 'installation' },
  refused: Refusals,
): Session {
  const toToken = ({ accessToken, instanceUrl }: Credentials): Token => ({
    accessToken,
    instanceUrl: allowedOrigin(instanceUrl ?? loginUrl, loginUrl),
  });
  return {
    accepted: refused.forget,
    token: async () => toToken(await tokens.current()),
    renew: async (spent) => {
      refused.add(spent);
      return toToken(await tokens.renewed(spent.accessToken));
    },
  };
}
