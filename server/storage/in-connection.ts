import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Tables } from './tables.ts';

/**
 * A transaction in which nobody else writes facts of this connection: what is new is decided by comparing with the newest state, and two who compare at
 * once would both find it new. Other connections go on.
 */
export const inConnection = <Result>(
  db: Kysely<Tables>,
  connection: ConnectionId,
  work: (tx: Transaction<Tables>) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${connection}, 0))`.execute(tx);
    return work(tx);
  });
