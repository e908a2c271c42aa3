import { composeConnected } from '../../server/compose.ts';
import { createJobQueue } from '../../server/jobs/queue.ts';
import { createConnectionWorker } from '../../server/jobs/work-on-connection.ts';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import type { Database } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Turn } from '../../src/common/turns.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { CrmGateway } from '../../src/ports/crm.ts';
import type { Logger } from '../../src/ports/logger.ts';
import { startInstant } from './sync-book.ts';
import { firstScorecard } from './sync-world.ts';

/** Goes on from the day that the customer base in memory is of, whatever today is. */
export function createBookClock(): Clock {
  const shift = Date.parse(startInstant) - Date.now();
  return { now: () => new Date(Date.now() + shift) };
}

export function createQueueOn({ pool }: Database, logger: Logger) {
  return createJobQueue({ database: { executeSql: (text, values) => pool.query(text, values) }, logger });
}

/** The product's worker on a database, over one gateway for each connection. */
export function createCrmWorker(
  database: Database,
  crms: ReadonlyMap<ConnectionId, CrmGateway>,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
) {
  const parts = {
    ...{ stores: createStores(database.db), clock, logger, firstScorecard, sources: () => Promise.resolve([]) },
    ...{ presenter: createHubSpotPresenter(), progress: { step: () => undefined } },
  };
  const workOver = (gateway: CrmGateway, turn: Turn) => {
    const { followChanges, isLarge, runSync } = composeConnected(parts, gateway, turn);
    return {
      ...{ followChanges, isLarge },
      runSync: (connection: ConnectionId, kind: 'incremental' | 'recompute' | 'full') =>
        runSync({ kind, connection, dryRun: false, locale: 'en' }),
    };
  };
  return createConnectionWorker({
    ...parts,
    turns: createConnectionTurns(database),
    open: (id, turn) => {
      const gateway = crms.get(id);
      return Promise.resolve(gateway === undefined ? null : workOver(gateway, turn));
    },
  });
}
