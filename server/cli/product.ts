import type { Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId, CrmName } from '../../src/accounts/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Progress } from '../../src/ports/progress.ts';
import type { SignalSource } from '../../src/ports/signal-source.ts';
import type { ConnectedProduct, StoredProduct } from '../compose.ts';
import type { InstalledApp } from '../compose-install.ts';
import type { Turn, Turns } from '../../src/common/turns.ts';
import type { Config, HubSpotAppConfig } from '../config.ts';
import type { PortalAccess } from '../gateways.ts';
import type { HubSpotDoor } from '../http/hubspot-door.ts';
import type { WebhookDoor } from '../http/webhooks-router.ts';
import type { createJobQueue } from '../jobs/queue.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { SalesforceConfig } from '../salesforce-settings.ts';

/** The product as main.ts puts it together. */
export interface OpenedProduct {
  readonly stored: StoredProduct;
  /** Makes a gateway of its own: one for each run, or for each connection of a serving process. */
  readonly connected: (access: PortalAccess, turn?: Turn) => ConnectedProduct;
  /** The same for a Salesforce org: one gateway for the life of the process, for two would refresh and write against each other. */
  readonly connectedOrg: (access: SalesforceConfig, turn?: Turn) => ConnectedProduct;
  /** The same for an installation of either CRM; null where it has ended, or where its app is not configured. Throws CrmError. */
  readonly connectedInstall: (id: ConnectionId, turn?: Turn) => Promise<ConnectedProduct | null>;
  /** One at work on a connection, over all processes. */
  readonly turns: Turns;
  readonly queue: ReturnType<typeof createJobQueue>;
  readonly metrics: Metrics;
  /** Where one HubSpot app's webhooks come in; `wake` is told whose announcements wait. */
  readonly webhooks: (app: HubSpotAppConfig, wake: (connection: ConnectionId) => void) => WebhookDoor;
  /** What answers the cards of one HubSpot app; without an access of their own, those of the portals that installed it. */
  readonly door: (access: PortalAccess | null, app: HubSpotAppConfig, turns: Turns) => HubSpotDoor;
  /** The apps that can be installed here. */
  readonly apps: ReadonlyMap<CrmName, InstalledApp>;
  readonly purgeEnded: () => Promise<number>;
  /** Once a day; more often it does nothing. */
  readonly forgetOld: () => Promise<number>;
  /** Another key, where they are in a file, and everything sealed with it. Returns how many connections that were. */
  readonly rotateKeys: () => Promise<number>;
  readonly signalSources: (folder: string) => Promise<readonly SignalSource[]>;
  readonly logger: Logger;
  readonly checkDatabase: () => Promise<void>;
  readonly maintain: () => Promise<void>;
  readonly backup: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What main.ts hands to the command line. */
export interface Wiring {
  readonly readConfig: () => Config;
  readonly openProduct: (
    config: Config,
    options: { readonly databaseFolder: string; readonly signalFolder: string | null; readonly progress: Progress },
  ) => Promise<OpenedProduct>;
  /** Makes an embedded database in a folder that has none from a backup file. Throws StorageError. */
  readonly restoreDatabase: (file: string, folder: string) => Promise<void>;
  readonly systemLocale: Locale;
  readonly clock: Clock;
}
