import type { ConnectionId } from '../accounts/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Delivery } from '../ports/inbox.ts';
import type { Stores } from '../ports/stores.ts';

export interface ReceiveDependencies {
  readonly stores: Pick<Stores, 'connections' | 'inbox'>;
  readonly clock: Clock;
  /** Tells a worker that announcements wait. It may be lost: they are found again by the next schedule. */
  readonly wake: (connection: ConnectionId) => void;
}
export interface Received {
  /** Announcements that were new and are durable now. */
  readonly added: number;
  /** Announcements of portals that are not connected. */
  readonly unknown: number;
}

/** Puts a verified delivery into the inbox and resolves once it is durable; nothing is looked up in the CRM here. Rejects when the database does not answer. */
export const createReceiveChanges =
  ({ stores, clock, wake }: ReceiveDependencies) =>
  async ({ changes }: Extract<Delivery, { readonly state: 'read' }>): Promise<Received> => {
    const receivedAt = clock.now().toISOString();
    let [added, unknown] = [0, 0];
    for (const [connection, announced] of changes) {
      const saved = await stores.inbox.add(connection, announced, receivedAt);
      added += saved.added;
      if (saved.added > 0) wake(connection);
      else if ((await stores.connections.get(connection)) === null) unknown += announced.length;
    }
    return { added, unknown };
  };
