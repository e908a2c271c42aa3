import type { ConnectionId } from '../../accounts/ids.ts';
import { CrmError } from '../../ports/crm.ts';
import type { Install } from '../../ports/installs.ts';
import type { AccessTokens, OAuthClient } from '../../ports/oauth.ts';
import { failureCode } from '../failure-code.ts';
import { createEndInstall, type EndInstallDependencies } from './end-install.ts';

export interface DisconnectDependencies extends EndInstallDependencies {
  readonly oauth: Pick<OAuthClient, 'end'>;
  readonly tokens: (connection: ConnectionId) => AccessTokens;
}

/**
 * Somebody wants to leave: the app uninstalls itself, the access is revoked, the tokens go at once and the rest at its date. What the CRM does not answer is
 * no reason to keep the tokens. Null when there is no such installation.
 */
export const createDisconnect =
  (dependencies: DisconnectDependencies) =>
  async (connection: ConnectionId): Promise<Install | null> => {
    const { installs } = dependencies;
    const install = await installs.get(connection);
    if (install?.ended !== null) return install;
    await tell(dependencies, connection);
    return createEndInstall(dependencies)(connection, 'asked');
  };

async function tell({ oauth, tokens, logger }: DisconnectDependencies, connection: ConnectionId): Promise<void> {
  try {
    await oauth.end(await tokens(connection).current());
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    logger.error({ connection, error: failureCode(error) }, 'the CRM was not told of the disconnection');
  }
}
