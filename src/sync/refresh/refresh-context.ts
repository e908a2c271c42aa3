import type { Connection } from '../../accounts/connection.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CrmGateway, RecordType } from '../../ports/crm.ts';
import type { Progress, ProgressStep } from '../../ports/progress.ts';
import type { Stores } from '../../ports/stores.ts';

export interface RefreshDependencies {
  readonly gateway: CrmGateway;
  readonly stores: Pick<Stores, 'connections' | 'records'>;
  readonly clock: Clock;
  readonly progress: Progress;
}
export interface RefreshContext extends RefreshDependencies {
  readonly connection: Connection;
}

export interface RefreshReport {
  readonly kind: 'full' | 'incremental';
  /** Records read by type, those not ours to judge included. */
  readonly read: Readonly<Record<RecordType, number>>;
  /** New versions stored: what really differed. */
  readonly changed: number;
  readonly removed: number;
  /** Ids whose links were asked for, and ids read one by one: they cost calls of their own. */
  readonly linksAsked: Readonly<Record<Exclude<RecordType, 'account'>, number>>;
  readonly readById: number;
}

export const stepOf: Readonly<Record<RecordType, ProgressStep>> = {
  account: 'accounts',
  renewal: 'renewals',
  contact: 'contacts',
  ticket: 'tickets',
  interaction: 'interactions',
};

export const noLinksAsked: RefreshReport['linksAsked'] = { renewal: 0, contact: 0, ticket: 0, interaction: 0 };

/** A CRM's search index lags behind its records by up to minutes (reference value of other connectors: 5): what changed later is read again next time. */
export const horizonMs = 5 * 60_000;
/** Clocks of the CRM and of this machine differ: a window begins this much before the cursor. Reading a record twice changes nothing. */
export const overlapMs = 5 * 60_000;

export const instantBefore = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString();
export const nowOf = (clock: Clock): string => clock.now().toISOString();
