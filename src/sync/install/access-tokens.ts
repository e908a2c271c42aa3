import type { ConnectionId } from '../../accounts/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Credentials, CredentialStore } from '../../ports/credentials.ts';
import { CrmError } from '../../ports/crm.ts';
import type { AccessTokens, OAuthClient } from '../../ports/oauth.ts';

export interface AccessTokenDependencies {
  readonly oauth: Pick<OAuthClient, 'refresh'>;
  /** Those that end an installation by themselves. */
  readonly credentials: CredentialStore;
  readonly clock: Clock;
}

/** A call begun with a token must end before the token does; HubSpot's live 30 minutes. */
const marginMs = 5 * 60_000;

/**
 * The access tokens of an installation. Each question looks into the store, so that an installation that ended anywhere has ended here with the next call.
 * Throws CrmError.
 */
export const createAccessTokens =
  (dependencies: AccessTokenDependencies) =>
  (connection: ConnectionId): AccessTokens => {
    const { credentials, clock } = dependencies;
    const renewed = (spent: string) => renew(dependencies, connection, spent);
    return {
      current: async () => {
        const stored = await credentials.read(connection);
        if (stored === null) throw new CrmError('auth', 'disconnected', { details: { connection } });
        const leftMs = stored.expiresAt === null ? Infinity : Date.parse(stored.expiresAt) - clock.now().getTime();
        if (leftMs > marginMs) return stored;
        return renewed(stored.accessToken).catch((error: unknown) => {
          // the CRM cannot renew it just now, but it still works
          if (leftMs > 0 && mayPass(error)) return stored;
          throw error;
        });
      },
      renewed,
    };
  };

const mayPass = (error: unknown): boolean =>
  error instanceof CrmError && (error.kind === 'unavailable' || error.kind === 'rate_limited');

async function renew(
  { oauth, credentials }: AccessTokenDependencies,
  connection: ConnectionId,
  spent: string,
): Promise<Credentials> {
  try {
    return await credentials.renew(connection, spent, (current) => oauth.refresh(current));
  } catch (error) {
    // This process stood still and another one renewed in its place: its result is as good.
    const stored = error instanceof CrmError && error.code === 'lease_lost' ? await credentials.read(connection) : null;
    if (stored === null) throw error;
    return stored;
  }
}
