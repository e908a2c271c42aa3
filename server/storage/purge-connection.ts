import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { appendAudit } from './append-audit.ts';
import type { Tables } from './tables.ts';

/** Announcements come in whoever has the connection's turn; they are taken for connections that are there. */
const last = ['connection', 'inbox'];
/**
 * All connections' announcements wait behind a lock that waits, so it must not wait long: for a vacuum, say, or a day's deletion of old rows. Autovacuum gives
 * way after a second (deadlock_timeout).
 */
const longestWait = '2s';

/**
 * Deletes every row of a connection, whatever the table: a table that is added later and forgotten here would keep a customer's data for ever. One
 * transaction, so that a purge that breaks off is found due again; only announcements go before it, days of them, so that few are left to delete while all
 * connections wait. Space and bytes come back with the vacuum after it. Returns the rows by table, without those that had none. The caller holds the
 * connection's turn: what a running job writes afterwards would stay. Throws StorageError `conflict` when others are at work on the inbox for too long.
 */
export const purgeConnection = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
): Promise<ReadonlyMap<string, number>> => {
  const tables = await tenantTables(db);
  const purged = new Map(tables.map((table) => [table, 0]));
  const deleteFrom = async (on: Kysely<Tables>, table: string) => {
    const answer = await sql`delete from ${sql.table(table)} where connection_id = ${connection}`.execute(on);
    purged.set(table, (purged.get(table) ?? 0) + Number(answer.numAffectedRows ?? 0));
  };
  // not in the transaction: two purges that both hold deleted rows of the inbox would wait for each other's lock on it
  await deleteFrom(db, 'inbox');
  await db.transaction().execute(async (tx) => {
    for (const table of tables.filter((each) => !last.includes(each))) await deleteFrom(tx, table);
    await lockInbox(tx);
    for (const table of last) await deleteFrom(tx, table);
    await appendAudit(tx, { subject: connection, action: 'purged', object: 'connection', before: null, after: null });
  });
  for (const table of tables) await sql`vacuum ${sql.table(table)}`.execute(db);
  return new Map([...purged].filter(([, rows]) => rows > 0));
};

/** Whoever adds an announcement is waited for, and whoever comes later looks for the connection afterwards. */
async function lockInbox(tx: Transaction<Tables>): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(longestWait)}`.execute(tx);
  await sql`lock table inbox in share row exclusive mode`.execute(tx);
}

const tenantTables = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'connection_id' and not a.attisdropped and c.relkind = 'r'
      and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
};
