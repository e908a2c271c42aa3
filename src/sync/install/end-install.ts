import type { ConnectionId } from '../../accounts/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CredentialStore } from '../../ports/credentials.ts';
import type { Install, InstallEnd, InstallStore } from '../../ports/installs.ts';
import type { Logger } from '../../ports/logger.ts';

export interface EndInstallDependencies {
  readonly installs: InstallStore;
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

const keptDays = 30;
const dayMs = 86_400_000;

/** Takes the tokens away and sets the date on which everything else goes. A connection that is ended keeps its first date. */
export const createEndInstall =
  ({ installs, credentials, clock, logger }: EndInstallDependencies) =>
  async (connection: ConnectionId, why: InstallEnd['why']): Promise<Install> => {
    const known = await installs.get(connection);
    const now = clock.now();
    const at = now.toISOString();
    const purgeAt = new Date(now.getTime() + keptDays * dayMs).toISOString();
    const install: Install = {
      ...(known ?? { connection, installedAt: at, missingScopes: [] }),
      ended: known?.ended ?? { at, why, purgeAt },
    };
    // The date first: were the tokens gone and the date not set, nothing would ever be purged.
    await installs.save(install);
    await credentials.remove(connection);
    logger.warn({ connection, why, purgeAt: install.ended?.purgeAt }, 'disconnected');
    return install;
  };
