import type { Connection } from '../accounts/connection.ts';
import type { Stores } from '../ports/stores.ts';

/** Ends the pause that an undo began; the next run writes again. */
export const createResumeWriteBack =
  ({ stores }: { readonly stores: Pick<Stores, 'connections'> }) =>
  async (connection: Connection): Promise<Connection> => {
    const resumed = { ...connection, writeBack: 'on' as const };
    await stores.connections.save(resumed);
    return resumed;
  };
