import type { ConnectionId } from '../../accounts/ids.ts';
import { recordTypes } from '../../ports/crm.ts';
import type { ConnectionStore } from '../../ports/stores.ts';

/** Before any CRM record: a search from here on finds them all. */
const beforeAllRecords = '2000-01-01T00:00:00.000Z';

/**
 * The next refresh reads every record again, as changes and not as a first load: after the mapping changed, what the old one made of the records is stale.
 */
export async function rereadEverything(connections: Pick<ConnectionStore, 'cursor' | 'saveCursor'>, id: ConnectionId) {
  for (const type of recordTypes) {
    if ((await connections.cursor(id, type)) !== null) await connections.saveCursor(id, type, beforeAllRecords);
  }
}
