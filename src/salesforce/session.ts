import type { ConnectionId } from '../accounts/ids.ts';
import type { Timers } from '../common/timers.ts';
import type { CredentialStore, Credentials } from '../ports/credentials.ts';
import { CrmError } from '../ports/crm.ts';
import { allowedOrigin } from './allowed-host.ts';
import { requestToken, type SalesforceApp, type Token } from './token-exchange.ts';

/** How the product signs in: as the app's own user (client credentials), or with the stored credentials of an org that installed the app. */
export type SalesforceAccess =
  | ({ readonly by: 'client_credentials' } & SalesforceApp)
  | ({
      readonly by: 'stored_credentials';
      readonly connectionId: ConnectionId;
      readonly credentials: CredentialStore;
    } & SalesforceApp);

/** The tokens of one org in this process. */
export interface Session {
  token(): Promise<Token>;
  /** A token in place of one that the org no longer takes. Callers that come with the same spent one share one exchange. */
  renew(spent: Token): Promise<Token>;
  /** The org took the token: what was refused before is over. */
  accepted(): void;
}

/** An org that refuses every new token would otherwise be asked for ever: two exchanges in a minute without one that is taken, then it is an error. */
const cap = { exchanges: 2, withinMs: 60_000 };

export function createSession(access: SalesforceAccess, timers: Pick<Timers, 'now'>): Session {
  const source = access.by === 'client_credentials' ? appSource(access) : storedSource(access);
  const exchanges: number[] = [];
  let current: Promise<Token> | null = null;

  const remember = (asked: Promise<Token>): Promise<Token> => {
    current = asked;
    asked.catch(() => {
      // a failure is not worth keeping: the next call may well succeed
      if (current === asked) current = null;
    });
    return asked;
  };

  const renewOnce = (spent: Token): Promise<Token> => {
    const now = timers.now();
    while (exchanges[0] !== undefined && exchanges[0] + cap.withinMs <= now) exchanges.shift();
    if (exchanges.length >= cap.exchanges) {
      throw new CrmError('auth', 'token_revoked', { details: { crm: 'salesforce' } });
    }
    exchanges.push(now);
    return remember(source.renew(spent));
  };

  return {
    accepted: () => {
      exchanges.length = 0;
    },
    token: () => current ?? remember(source.token()),
    renew: async (spent) => {
      for (;;) {
        const seen: Promise<Token> | null = current;
        if (seen === null) return renewOnce(spent);
        const known = await seen;
        // others waited for the same token, and one of them may have begun an exchange meanwhile: that one counts
        if (current === seen) return known.accessToken === spent.accessToken ? renewOnce(spent) : known;
      }
    },
  };
}

type TokenSource = Pick<Session, 'token' | 'renew'>;

/** No refresh token: a new sign-in gives a new token. */
function appSource(app: SalesforceApp): TokenSource {
  const signIn = () => requestToken(app, { grant_type: 'client_credentials' });
  return { token: signIn, renew: signIn };
}

/** A rotated refresh token is stored before anything is done with its access token: one that is lost, or used twice, ends the connection. */
function storedSource(access: SalesforceAccess & { readonly by: 'stored_credentials' }): TokenSource {
  const { connectionId, credentials } = access;
  return {
    token: async () => {
      const stored = await credentials.read(connectionId);
      return stored === null ? notConnected() : toToken(stored, access);
    },
    renew: async ({ accessToken }) =>
      toToken(await credentials.renew(connectionId, accessToken, (stored) => refresh(access, stored)), access),
  };
}

async function refresh(app: SalesforceApp, stored: Credentials): Promise<Credentials> {
  if (stored.refreshToken === null) return notConnected();
  const grant = { grant_type: 'refresh_token', refresh_token: stored.refreshToken };
  const { accessToken, instanceUrl, refreshToken } = await requestToken(app, grant);
  return { ...stored, accessToken, instanceUrl, refreshToken: refreshToken ?? stored.refreshToken };
}

const toToken = ({ accessToken, instanceUrl }: Credentials, { loginUrl }: SalesforceApp): Token => ({
  accessToken,
  instanceUrl: allowedOrigin(instanceUrl ?? loginUrl, loginUrl),
});

function notConnected(): never {
  throw new CrmError('auth', 'disconnected', { details: { crm: 'salesforce' } });
}
