import { join } from 'node:path';
import type { CrmName } from '../src/accounts/ids.ts';
import { createHubSpotOAuth } from '../src/hubspot/oauth.ts';
import type { Turns } from '../src/common/turns.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { InstallStore } from '../src/ports/installs.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { OAuthClient } from '../src/ports/oauth.ts';
import { createSalesforceOAuth } from '../src/salesforce/oauth.ts';
import { composeInstall, type InstalledApp } from './compose-install.ts';
import { type Config, installableCrms } from './config.ts';
import { loginSecrets } from './secrets/login-secrets.ts';
import { secretsOf, secretsOfFile } from './secrets/secrets.ts';
import { createCredentialStore } from './storage/credential-store.ts';
import type { Database } from './storage/database.ts';
import { createLoginStore } from './storage/login-store.ts';

export interface InstalledAppsDependencies {
  readonly config: Config;
  readonly database: Database;
  readonly installs: InstallStore;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The apps that customers install, one for each CRM that the settings say so of, and the keys that their tokens are sealed with. */
export function openInstalledApps({ config, database: { db }, ...common }: InstalledAppsDependencies) {
  const { tokenKeys } = config;
  const keyFile = secretsOfFile(join(config.dataFolder, 'secret.key'));
  const secrets = tokenKeys === null ? keyFile : secretsOf(tokenKeys);
  const credentials = createCredentialStore({ db, secrets });
  const logins = createLoginStore(db, secrets);
  const apps = new Map<CrmName, InstalledApp>();
  for (const crm of installableCrms(config)) {
    const oauth = oauthOf(crm, config, common.clock);
    if (oauth !== null) apps.set(crm, composeInstall({ ...common, oauth, logins, credentials, secrets: loginSecrets }));
  }
  const reseal = () => credentials.reseal();
  return { apps, rotateKeys: () => (tokenKeys === null ? keyFile.rotate(reseal) : reseal()) };
}

function oauthOf(crm: CrmName, { hubspotApp, salesforceApp }: Config, clock: Clock): OAuthClient | null {
  const callback = (publicUrl: string) => `${publicUrl}/install/${crm}/callback`;
  if (crm === 'salesforce') {
    if (salesforceApp === null) return null;
    const { publicUrl, ...app } = salesforceApp;
    return createSalesforceOAuth({ ...app, redirectUri: callback(publicUrl), clock });
  }
  const clientId = hubspotApp?.clientId ?? null;
  if (hubspotApp === null || clientId === null) return null;
  const { clientSecret, publicUrl, baseUrl } = hubspotApp;
  return createHubSpotOAuth({ clientId, clientSecret, redirectUri: callback(publicUrl), baseUrl, clock });
}
