import type { Connection } from '../accounts/connection.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';
import type { RecordType } from './crm.ts';

/** Before any record of any CRM: when a type may be read again, a read from here finds all of it. */
export const notPermitted: Instant = '1970-01-01T00:00:00.000Z';
/** Before any record of any CRM, too: where a cursor stands when every record has to be read again. */
export const fromTheBeginning: Instant = '2000-01-01T00:00:00.000Z';

/** Whatever is not named stays. */
export type ConnectionChange = Partial<Omit<Connection, 'id' | 'crm' | 'connectedAt'>>;

export interface ConnectionStore {
  get(id: ConnectionId): Promise<Connection | null>;
  list(): Promise<readonly Connection[]>;
  /** Adds a connection; one that is there already stays as it is. */
  add(connection: Connection): Promise<void>;
  /**
   * Changes what `decide` names, from what is stored at this moment, and nothing else: of two who change a connection at once neither undoes the other's change.
   * With another mapping the next refresh reads every record again, as changes and not as a first load: what the old one made of them is stale. Returns the
   * connection as it stands now; null when there is no such connection.
   */
  change(id: ConnectionId, decide: (now: Connection) => ConnectionChange): Promise<Connection | null>;
  /** Instant up to which a type was read completely; null before the first full refresh, `notPermitted` where the CRM account does not let us read it. */
  cursor(id: ConnectionId, type: RecordType): Promise<Instant | null>;
  saveCursor(id: ConnectionId, type: RecordType, until: Instant): Promise<void>;
}
