import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Selectable } from 'kysely';
import type { Install, InstallStore } from '../../src/ports/installs.ts';
import { appendAudit } from './append-audit.ts';
import { purgeConnection } from './purge-connection.ts';
import type { Tables } from './tables.ts';

export const createInstallStore = (db: Kysely<Tables>): InstallStore => ({
  get: async (connection) => {
    const row = await db.selectFrom('install').selectAll().where('connection_id', '=', connection).executeTakeFirst();
    return row === undefined ? null : toInstall(row);
  },
  list: async () => {
    const rows = await db.selectFrom('install').selectAll().orderBy('connection_id').execute();
    return rows.map(toInstall);
  },
  save: async ({ connection, installedAt, ended, missingScopes }) => {
    const columns = {
      installed_at: installedAt,
      ended: ended === null ? null : JSON.stringify(ended),
      missing_scopes: JSON.stringify(missingScopes),
    };
    await db.transaction().execute(async (tx) => {
      const known = await tx
        .selectFrom('install')
        .selectAll()
        .where('connection_id', '=', connection)
        .executeTakeFirst();
      await tx
        .insertInto('install')
        .values({ connection_id: connection, ...columns })
        .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(columns))
        .execute();
      const before = known === undefined ? null : toInstall(known);
      const after = { connection, installedAt, ended, missingScopes };
      const action = ended === null ? 'installed' : 'disconnected';
      if (!isDeepStrictEqual(before, after))
        await appendAudit(tx, { subject: connection, action, object: 'installation', before, after });
    });
  },
  purge: (connection) => purgeConnection(db, connection),
});

const toInstall = (row: Selectable<Tables['install']>): Install => ({
  connection: row.connection_id,
  installedAt: row.installed_at,
  ended: row.ended,
  missingScopes: row.missing_scopes,
});
