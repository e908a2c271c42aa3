import type { Connection } from '../accounts/connection.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { Stores } from '../ports/stores.ts';

/** Lets the next sync write again after an undo. Null when there is no such connection. */
export const createResumeWriteBack =
  ({ stores }: { readonly stores: Pick<Stores, 'connections'> }) =>
  (id: ConnectionId): Promise<Connection | null> =>
    stores.connections.change(id, () => ({ writeBack: 'on' }));
