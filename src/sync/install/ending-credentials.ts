import type { ConnectionId } from '../../accounts/ids.ts';
import type { CredentialStore } from '../../ports/credentials.ts';
import { CrmError } from '../../ports/crm.ts';
import type { InstallEnd } from '../../ports/installs.ts';

export interface EndingDependencies {
  readonly credentials: CredentialStore;
  readonly endInstall: (connection: ConnectionId, why: InstallEnd['why']) => Promise<unknown>;
}

/** Credentials whose renewal ends the installation when the CRM says that it is over: written down while the lease is held, so that nobody else asks a second time. */
export const createEndingCredentials = ({ credentials, endInstall }: EndingDependencies): CredentialStore => ({
  ...credentials,
  renew: (connection, spent, exchange) =>
    credentials.renew(connection, spent, async (current) => {
      try {
        return await exchange(current);
      } catch (error) {
        const isOver = error instanceof CrmError && error.code === 'disconnected';
        // The refusal of an old refresh token says nothing about an installation that was made anew meanwhile.
        const isStored = isOver && (await credentials.read(connection))?.refreshToken === current.refreshToken;
        if (isStored) await endInstall(connection, 'revoked');
        throw error;
      }
    }),
});
