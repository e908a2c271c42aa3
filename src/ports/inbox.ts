import type { ConnectionId } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';
import type { RecordType } from './crm.ts';

/**
 * What a CRM announced about one record. A hint, not a fact: it may come twice, late, in any order or never; what the record is now is read from the CRM.
 * `erased`: a person used their right to be forgotten; that one is obeyed, not looked up.
 */
export interface AnnouncedChange {
  /** What makes two announcements the same one, whatever their attempt number. */
  readonly key: string;
  readonly kind: 'changed' | 'erased';
  readonly type: RecordType;
  readonly id: string;
  readonly occurredAt: Instant;
}

/** Announcements that wait to be followed, durable before the CRM gets its answer. */
export interface InboxStore {
  /** One transaction; resolves once it is durable. Known keys change nothing, and nothing is added where the connection does not exist. */
  add(
    connection: ConnectionId,
    changes: readonly AnnouncedChange[],
    receivedAt: Instant,
  ): Promise<{ readonly added: number }>;
  /** All that waits for the `records` records that have waited longest; oldest first. */
  waiting(connection: ConnectionId, records: number): Promise<readonly AnnouncedChange[]>;
  /** Followed: the record was read after the announcement had come in. */
  settle(connection: ConnectionId, keys: readonly string[]): Promise<void>;
  /** Could not be followed: counts the attempt; from the fifth on it is parked with its reason and delays nobody. */
  fail(connection: ConnectionId, keys: readonly string[], reason: string): Promise<void>;
  counts(connection: ConnectionId): Promise<InboxCounts>;
  /** Connections with announcements that wait: what a restarted process wakes up. */
  connections(): Promise<readonly ConnectionId[]>;
  /** Drops what was followed and came in before; HubSpot repeats an announcement for up to a day. */
  forget(before: Instant): Promise<{ readonly dropped: number }>;
}
export interface InboxCounts {
  readonly waiting: number;
  readonly parked: number;
  /** When the oldest waiting one came in. */
  readonly oldest: Instant | null;
}

/** Why an authentic announcement is not for us; it is answered all the same. */
export type IgnoredReason = 'other_app' | 'unknown_kind' | 'own_property' | 'unreadable';

/** A verified delivery, translated. `malformed`: no CRM sends this; its sender is told so. */
export type Delivery =
  | { readonly state: 'malformed' }
  | {
      readonly state: 'read';
      readonly changes: ReadonlyMap<ConnectionId, readonly AnnouncedChange[]>;
      readonly ignored: Readonly<Record<IgnoredReason, number>>;
    };
/** Pure; never throws. The body's signature was verified before. */
export type CrmInbound = (body: Uint8Array) => Delivery;
