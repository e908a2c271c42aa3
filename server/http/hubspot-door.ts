import type { TierOverride } from '../../src/accounts/account.ts';
import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { AccountId, ConnectionId, RenewalId } from '../../src/accounts/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { NewSegment, NewTask } from '../../src/ports/crm-actions.ts';
import type { Install } from '../../src/ports/installs.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Stores } from '../../src/ports/stores.ts';
import type { Turn, Turns } from '../../src/common/turns.ts';
import type { ActionResult } from '../../src/sync/actions/action-result.ts';
import type { NewMapping } from '../../src/sync/actions/save-mapping.ts';
import type { PropertyDifference } from '../../src/sync/preview-write-back.ts';
import type { AccountWanted } from '../../src/views/read-account-health.ts';
import type { BookFilters } from '../../src/views/book/book-filters.ts';
import type { AccountHealthAnswer } from '../../src/views/contract/account-health.ts';
import type { HubspotSettings } from '../../src/views/contract/hubspot-settings.ts';
import type { RenewalBook } from '../../src/views/contract/renewal-book.ts';

/** A request before anything parsed it: what a signature is checked against. */
export interface UnverifiedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** Everything that the routes of HubSpot's cards and pages need. The first four answer from the stores; only `actions` talk to the CRM. */
export interface HubSpotDoor {
  /** `now` in milliseconds. */
  readonly verify: (request: UnverifiedRequest, now: number) => { readonly verified: boolean };
  /** Requests of other apps are refused; null where the app has no id yet. */
  readonly appId: string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly readAccountHealth: (
    connection: ConnectionId,
    wanted: AccountWanted,
    locale: Locale,
  ) => Promise<AccountHealthAnswer>;
  readonly readRenewalBook: (
    connection: ConnectionId,
    filters: BookFilters,
    locale: Locale,
  ) => Promise<RenewalBook | null>;
  readonly readSettings: (connection: ConnectionId, locale: Locale) => Promise<HubspotSettings | null>;
  readonly readNextStep: (connection: ConnectionId, account: AccountId) => Promise<NewTask | null>;
  readonly stores: Pick<Stores, 'connections' | 'runs' | 'tasks'>;
  /** Ends the installation; absent where the portal is opened by a token of its own. */
  readonly disconnect?: (connection: ConnectionId) => Promise<Install | null>;
  /** Shared with the schedule: one run at a time for a connection. */
  readonly turns: Turns;
  /** Asked once for each action: a gateway counts the calls of one run. Once the turn is lost nothing more is written to the CRM. */
  readonly actions: (connection: Connection, turn: Pick<Turn, 'isHeld'>) => HubSpotActions;
}

export interface HubSpotActions {
  readonly scoreAccount: (connection: Connection, account: AccountId) => Promise<ActionResult>;
  readonly overrideTier: (
    connection: Connection,
    renewal: RenewalId,
    override: TierOverride | null,
  ) => Promise<ActionResult>;
  readonly createTask: (connection: ConnectionId, task: NewTask) => Promise<ActionResult>;
  readonly createSegments: (segments: readonly NewSegment[]) => Promise<number>;
  readonly saveMapping: (connection: Connection, mapping: NewMapping) => Promise<ActionResult>;
  readonly savePreferences: (
    connection: Connection,
    preferences: { readonly showNames: boolean; readonly locale: Locale },
  ) => Promise<ActionResult>;
  readonly previewWriteBack: (connection: Connection) => Promise<readonly PropertyDifference[]>;
  /** A full sync that writes; its result is a run. */
  readonly sync: (connection: Connection) => Promise<unknown>;
  readonly undo: (connection: Connection, run: number) => Promise<unknown>;
  readonly resume: (connection: Connection) => Promise<unknown>;
}
