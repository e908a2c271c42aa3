import type { ConnectionId } from '../src/accounts/ids.ts';
import type { Turns } from '../src/common/turns.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { CredentialStore } from '../src/ports/credentials.ts';
import type { InstallStore, LoginSecrets, LoginStore } from '../src/ports/installs.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { AccessTokens, OAuthClient } from '../src/ports/oauth.ts';
import type { Install } from '../src/ports/installs.ts';
import { createAccessTokens } from '../src/sync/install/access-tokens.ts';
import { createDisconnect } from '../src/sync/install/disconnect.ts';
import { createEndingCredentials } from '../src/sync/install/ending-credentials.ts';
import { createEndInstall } from '../src/sync/install/end-install.ts';
import { createFinishInstall } from '../src/sync/install/finish-install.ts';
import { createStartInstall } from '../src/sync/install/start-install.ts';
import type { InstallApp } from './http/install-door.ts';

export interface InstallParts {
  readonly oauth: OAuthClient;
  readonly logins: LoginStore;
  readonly installs: InstallStore;
  readonly credentials: CredentialStore;
  readonly secrets: LoginSecrets;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The app of one CRM: how it is installed, what its installations work with, and how they end. */
export interface InstalledApp extends InstallApp {
  /** What gateways take their access from: one that the CRM has ended ends the installation. */
  readonly tokens: (connection: ConnectionId) => AccessTokens;
  readonly disconnect: (connection: ConnectionId) => Promise<Install | null>;
}

export function composeInstall(parts: InstallParts): InstalledApp {
  const credentials = createEndingCredentials({ ...parts, endInstall: createEndInstall(parts) });
  const tokens = createAccessTokens({ ...parts, credentials });
  return {
    start: createStartInstall(parts),
    finish: createFinishInstall(parts),
    tokens,
    disconnect: createDisconnect({ ...parts, tokens }),
  };
}
