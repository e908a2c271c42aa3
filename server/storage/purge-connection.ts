import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { appendAudit } from './append-audit.ts';
import type { Tables } from './tables.ts';

/** Announcements come in whoever has the connection's turn; they are taken for connections that are there. */
const last = ['connection', 'inbox'];

/**
 * Deletes every row of a connection, whatever the table: a table that is added later and forgotten here would keep a customer's data for ever. One
 * transaction, so that a purge that breaks off is found due again. Space and bytes come back with the vacuum after it. Returns the rows by table, without
 * those that had none. The caller holds the connection's turn: what a running job writes afterwards would stay.
 */
export const purgeConnection = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
): Promise<ReadonlyMap<string, number>> => {
  const tables = await tenantTables(db);
  const purged = await db.transaction().execute(async (tx) => {
    const rows = await deleteFrom(
      tx,
      connection,
      tables.filter((table) => !last.includes(table)),
    );
    // Whoever adds an announcement is waited for, and whoever comes later looks for the connection afterwards. Last, since all connections wait meanwhile.
    await sql`lock table inbox in share row exclusive mode`.execute(tx);
    rows.push(...(await deleteFrom(tx, connection, last)));
    await appendAudit(tx, { subject: connection, action: 'purged', object: 'connection', before: null, after: null });
    return rows;
  });
  for (const table of tables) await sql`vacuum ${sql.table(table)}`.execute(db);
  return new Map(purged.sort(([a], [b]) => (a < b ? -1 : 1)));
};

async function deleteFrom(
  tx: Transaction<Tables>,
  connection: ConnectionId,
  tables: readonly string[],
): Promise<(readonly [table: string, rows: number])[]> {
  const deleted: (readonly [string, number])[] = [];
  for (const table of tables) {
    const answer = await sql`delete from ${sql.table(table)} where connection_id = ${connection}`.execute(tx);
    const rows = Number(answer.numAffectedRows ?? 0);
    if (rows > 0) deleted.push([table, rows]);
  }
  return deleted;
}

const tenantTables = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'connection_id' and not a.attisdropped and c.relkind = 'r'
      and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
};
