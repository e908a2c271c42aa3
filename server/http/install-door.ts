import type { Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId, CrmName } from '../../src/accounts/ids.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Callback, InstallResult } from '../../src/sync/install/finish-install.ts';

/** What the routes of installing need, for each CRM whose app is configured. */
export interface InstallDoor {
  readonly apps: ReadonlyMap<CrmName, InstallApp>;
  readonly logger: Logger;
  /** The first sync. It takes minutes and is not waited for: its result is a run. */
  readonly begin: (connection: ConnectionId, locale: Locale) => void;
}

export interface InstallApp {
  /** Null while too many installations are under way. */
  readonly start: (locale: Locale) => Promise<{ readonly url: string; readonly browser: string }>;
  readonly finish: (callback: Callback) => Promise<InstallResult>;
}
