import { type Kysely, sql } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { appendAudit } from './append-audit.ts';
import type { Tables } from './tables.ts';

/**
 * Deletes every row of a connection, whatever the table: a table that is added later and forgotten here would keep a customer's data for ever. The installation
 * goes last, in the same transaction: a purge that breaks off is found due again. Space and bytes come back with the vacuum after it.
 */
export const purgeConnection = async (db: Kysely<Tables>, connection: ConnectionId): Promise<void> => {
  const tables = await tenantTables(db);
  await db.transaction().execute(async (tx) => {
    for (const table of tables)
      await sql`delete from ${sql.table(table)} where connection_id = ${connection}`.execute(tx);
    await appendAudit(tx, { subject: connection, action: 'purged', object: 'connection', before: null, after: null });
  });
  for (const table of tables) await sql`vacuum ${sql.table(table)}`.execute(db);
};

const tenantTables = async (db: Kysely<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'connection_id' and not a.attisdropped and c.relkind = 'r'
      and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(db);
  return rows.map(({ name }) => name);
};
