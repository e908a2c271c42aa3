import type { Instant } from '../accounts/time.ts';

export type AuditAction =
  | 'installed'
  | 'disconnected'
  | 'mapping_changed'
  | 'preferences_changed'
  | 'write_back_paused'
  | 'write_back_resumed'
  | 'scorecard_published'
  | 'run_undone'
  | 'erased'
  | 'keys_rotated'
  | 'purged';

/** One change of what people decide on. No personal data: an actor is the CRM's id of a user, or a part of the program. */
export interface AuditEntry {
  /** A connection. */
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
  /** By subject and position, the newest last. */
  entries(): Promise<readonly AuditEntry[]>;
  verify(): Promise<readonly AuditFault[]>;
}
