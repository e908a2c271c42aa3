import { type ConnectionId, crmOf, type CrmName } from '../src/accounts/ids.ts';
import { createHubSpotGateway } from '../src/hubspot/gateway.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { CrmActions } from '../src/ports/crm-actions.ts';
import type { CrmGateway } from '../src/ports/crm.ts';
import type { InstallStore } from '../src/ports/installs.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { AccessTokens } from '../src/ports/oauth.ts';
import { createSalesforceGateway } from '../src/salesforce/gateway.ts';
import type { InstalledApp } from './compose-install.ts';
import type { Config } from './config.ts';
import type { SalesforceConfig } from './salesforce-settings.ts';

export interface GatewaysDependencies {
  readonly config: Pick<Config, 'hubspotApp' | 'salesforceApp'>;
  readonly apps: ReadonlyMap<CrmName, Pick<InstalledApp, 'tokens'>>;
  readonly installs: Pick<InstallStore, 'get'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What opens a HubSpot portal. */
export interface PortalAccess {
  readonly accessToken: string | AccessTokens;
  readonly baseUrl: string;
}

type Gateway = CrmGateway & CrmActions;

/** The gateways of one process. */
export function createGateways({ config, apps, installs, clock, logger }: GatewaysDependencies) {
  /** One for each org: two in a process would write against each other, and learn the org's fields twice. */
  const orgs = new Map<string, Gateway>();
  const keep = (key: string, access: Parameters<typeof createSalesforceGateway>[0]['access']): Gateway => {
    const org = orgs.get(key) ?? createSalesforceGateway({ access, logger });
    orgs.set(key, org);
    return org;
  };

  const portal = (access: PortalAccess): Gateway => createHubSpotGateway({ ...access, clock, logger });
  const installedPortal = (id: ConnectionId): Gateway => {
    const app = apps.get('hubspot');
    if (app === undefined || config.hubspotApp === null) throw new Error('no HubSpot app is configured');
    return portal({ accessToken: app.tokens(id), baseUrl: config.hubspotApp.baseUrl });
  };

  return {
    /** Made anew each time: one for each run. */
    portal,
    installedPortal,
    /** The org of the settings, or the sandbox's. */
    org: (access: SalesforceConfig): Gateway => keep(access.loginUrl, access),
    /**
     * The gateway of an installation, whatever its CRM; null where it has ended, or where its app is not configured. An access that is due is renewed here,
     * whatever is done with the gateway: a refresh token that nobody uses ends by itself. Throws CrmError.
     */
    installed: async (id: ConnectionId): Promise<Gateway | null> => {
      const crm = crmOf(id);
      const tokens = apps.get(crm)?.tokens(id);
      const install = await installs.get(id);
      if (tokens === undefined || install?.ended !== null) {
        orgs.delete(id);
        return null;
      }
      await tokens.current();
      if (crm === 'hubspot') return installedPortal(id);
      const loginUrl = config.salesforceApp?.loginUrl;
      return loginUrl === undefined ? null : keep(id, { by: 'installation', loginUrl, tokens });
    },
  };
}
