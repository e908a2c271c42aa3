import type { Connection } from '../accounts/connection.ts';
import type { Instant } from '../accounts/time.ts';
import { type RecordType, recordTypes } from '../ports/crm.ts';
import { readChanges } from './refresh/read-changes.ts';
import { readFull } from './refresh/read-full.ts';
import type { RefreshDependencies, RefreshReport } from './refresh/refresh-context.ts';

/**
 * Brings the stored records to the state of the CRM. `incremental` reads what changed since the last refresh and becomes `full` while there is none.
 * Safe to repeat: reading a record twice stores nothing new, and our own writes are no change of a record. Throws CrmError; what was read until then
 * is kept, the cursors stay where they were.
 */
export const createRefreshRecords =
  (dependencies: RefreshDependencies) =>
  async (connection: Connection, kind: RefreshReport['kind']): Promise<RefreshReport> => {
    const context = { ...dependencies, connection };
    if (kind === 'full') return readFull(context);
    const cursors = await cursorsOf(dependencies, connection);
    return cursors === null ? readFull(context) : readChanges(context, cursors);
  };

async function cursorsOf(
  { stores }: RefreshDependencies,
  { id }: Connection,
): Promise<Readonly<Record<RecordType, Instant>> | null> {
  const cursors: Partial<Record<RecordType, Instant>> = {};
  for (const type of recordTypes) {
    const cursor = await stores.connections.cursor(id, type);
    if (cursor === null) return null;
    cursors[type] = cursor;
  }
  return cursors as Record<RecordType, Instant>;
}
