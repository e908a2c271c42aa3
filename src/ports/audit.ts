import type { Instant } from '../accounts/time.ts';

export type AuditAction =
  | 'connected'
  | 'installed'
  | 'disconnected'
  | 'mapping_changed'
  | 'preferences_changed'
  | 'write_back_paused'
  | 'write_back_resumed'
  | 'scorecard_published'
  | 'sync_started'
  | 'run_undone'
  | 'tier_override_set'
  | 'tier_override_changed'
  | 'tier_override_ended'
  | 'exported'
  | 'erased'
  | 'keys_rotated'
  | 'purged';

/** One change of what people decide on. No personal data: an actor is the CRM's id of a user, a part of the program, or the CRM's input fields. */
export interface AuditEntry {
  /** A connection, or `product` for what concerns all of them. */
  readonly subject: string;
  /** From 1, without gaps. */
  readonly position: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: AuditAction;
  readonly object: string;
  /** SHA-256 of the object's state; null where there was none, or is none any more. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Where a chain of entries does not hold: `position` is the first entry that was changed or is missing. */
export interface AuditFault {
  readonly subject: string;
  readonly position: number;
}

export interface AuditStore {
  /** An entry of its own, for a decision that changes no row by itself. Every other one is written with its change. */
  append(entry: Pick<AuditEntry, 'subject' | 'action' | 'object'>): Promise<void>;
  /** By subject and position, the newest last. */
  entries(): Promise<readonly AuditEntry[]>;
  verify(): Promise<readonly AuditFault[]>;
}
