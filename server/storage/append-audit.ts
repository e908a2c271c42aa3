import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Instant } from '../../src/accounts/time.ts';
import { currentActor } from '../../src/common/acting-as.ts';
import type { AuditAction, AuditEntry } from '../../src/ports/audit.ts';
import type { Tables } from './tables.ts';

/** What the first entry of a chain follows. */
export const chainStart = '';

export interface AuditedChange {
  readonly subject: string;
  readonly action: AuditAction;
  readonly object: string;
  /** States of the object, of which only hashes are kept; null where there is none. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes one entry. Call it in the transaction of the change itself: then neither is there without the other. */
export async function appendAudit(
  tx: Kysely<Tables>,
  change: AuditedChange,
  actor: string = currentActor(),
): Promise<void> {
  const { subject, action, object } = change;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${subject}`}, 0))`.execute(tx);
  const { rows } = await sql<{ position: number; hash: string }>`
    select position, hash from audit_end where subject = ${subject}`.execute(tx);
  const last = rows[0] ?? { position: 0, hash: chainStart };
  const at: Instant = new Date().toISOString();
  const states = { before: stateHash(change.before), after: stateHash(change.after) };
  const entry: AuditEntry = {
    subject,
    position: last.position + 1,
    at,
    actor,
    action,
    object,
    ...states,
  };
  const hash = entryHash(last.hash, entry);
  await sql`
    insert into audit values (${subject}, ${entry.position}::bigint, ${at}::timestamptz, ${entry.actor}, ${action}, ${object},
      ${entry.before}, ${entry.after}, ${last.hash}, ${hash})`.execute(tx);
  await sql`
    insert into audit_end values (${subject}, ${entry.position}::bigint, ${hash})
    on conflict (subject) do update set position = excluded.position, hash = excluded.hash`.execute(tx);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const stateHash = (state: unknown): string | null =>
  state === null || state === undefined ? null : sha256(JSON.stringify(state));

/** Over every column, the hash of the entry before among them. */
export const entryHash = (previous: string, entry: AuditEntry): string => {
  const { subject, position, at, actor, action, object, before, after } = entry;
  return sha256(JSON.stringify([previous, subject, position, at, actor, action, object, before, after]));
};
