import { type RawBuilder, sql } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';

/**
 * One stored record, looked up by its key. The limit keeps the planner from making a join of it: a join is planned by statistics, and during a first load
 * those still speak of an empty table.
 */
export const storedRecord = (
  connection: ConnectionId,
  type: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  select stored.*, stored.ctid as place from record stored
  where stored.connection_id = ${connection} and stored.type = ${type} and stored.id = ${id} limit 1`;
