import type { ConnectionId } from '../../accounts/ids.ts';
import { inTurn, type Turns } from '../../common/turns.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CredentialStore } from '../../ports/credentials.ts';
import type { Install, InstallStore, LoginSecrets, LoginStore, PendingLogin } from '../../ports/installs.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Grant, OAuthClient } from '../../ports/oauth.ts';
import { failureCode } from '../failure-code.ts';

export interface FinishInstallDependencies {
  readonly oauth: OAuthClient;
  readonly logins: LoginStore;
  readonly installs: InstallStore;
  readonly credentials: CredentialStore;
  readonly secrets: LoginSecrets;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the CRM sent the browser back with, and what the browser still has. */
export interface Callback {
  readonly state: string;
  /** Null when the person at the CRM said no. */
  readonly code: string | null;
  readonly browser: string | null;
}
export type InstallResult =
  | {
      readonly state: 'installed';
      readonly connection: ConnectionId;
      /** What is stored from before goes on. */
      readonly resumed: boolean;
      readonly missingScopes: readonly string[];
    }
  /** busy: what was stored before is just being deleted, or a job of its last days has not ended. */
  | { readonly state: 'refused'; readonly why: 'login_unknown' | 'other_browser' | 'denied' | 'busy' };

/**
 * Ends an installation that this browser began: the tokens are stored under the account that the CRM names. Installed again before its purge date a connection
 * goes on where it was; after it, it starts with nothing. Throws CrmError.
 */
export const createFinishInstall =
  (dependencies: FinishInstallDependencies) =>
  async ({ state, code, browser }: Callback): Promise<InstallResult> => {
    const { oauth, logins, secrets, clock, logger } = dependencies;
    const login = await logins.take(secrets.digest(state));
    if (login === null || !isOpen(login, oauth, clock)) return { state: 'refused', why: 'login_unknown' };
    if (browser === null || !secrets.isSame(secrets.digest(browser), login.browser))
      return { state: 'refused', why: 'other_browser' };
    if (code === null) return { state: 'refused', why: 'denied' };
    const grant = await oauth.exchange({ code, verifier: login.verifier });
    const resumed = await connect(dependencies, grant);
    if (resumed === null) {
      await giveBack(dependencies, grant);
      return { state: 'refused', why: 'busy' };
    }
    logger.info({ connection: grant.connection, resumed, missingScopes: grant.missingScopes }, 'installed');
    return { state: 'installed', connection: grant.connection, resumed, missingScopes: grant.missingScopes };
  };

const isOpen = ({ crm, expiresAt }: PendingLogin, oauth: OAuthClient, clock: Clock): boolean =>
  crm === oauth.crm && expiresAt > clock.now().toISOString();

/** Whether there was something to go on with; null where it has to be deleted first and somebody is at work on it. */
async function connect(dependencies: FinishInstallDependencies, grant: Grant): Promise<boolean | null> {
  const { installs, turns, clock } = dependencies;
  const { connection } = grant;
  const isOver = (install: Install | null) =>
    install !== null && install.ended !== null && install.ended.purgeAt <= clock.now().toISOString();
  if (!isOver(await installs.get(connection))) return save(dependencies, grant);
  return inTurn(turns, connection, async () => {
    // it may have been installed again, or purged, since it was read
    if (isOver(await installs.get(connection))) await installs.purge(connection);
    return save(dependencies, grant);
  });
}

async function save(
  { installs, credentials, clock }: FinishInstallDependencies,
  { connection, credentials: given, missingScopes }: Grant,
): Promise<boolean> {
  const before = await installs.get(connection);
  await credentials.save(connection, given);
  await installs.save({ connection, installedAt: clock.now().toISOString(), ended: null, missingScopes });
  return before !== null;
}

/** The CRM must not show the app as installed, with an access that nobody here has. */
async function giveBack({ oauth, logger }: FinishInstallDependencies, grant: Grant): Promise<void> {
  const { connection } = grant;
  try {
    await oauth.end(grant.credentials);
  } catch (error) {
    logger.error({ connection, error: failureCode(error) }, 'the CRM was not told that nothing was connected');
  }
}
