import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Connection } from '../../src/accounts/connection.ts';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { type ConnectionStore, fromTheBeginning } from '../../src/ports/connections.ts';
import { appendAudit } from './append-audit.ts';
import type { ConnectionTable, Tables } from './tables.ts';

export const createConnectionStore = (db: Kysely<Tables>): ConnectionStore => ({
  get: async (id) => {
    const row = await db.selectFrom('connection').selectAll().where('connection_id', '=', id).executeTakeFirst();
    return row === undefined ? null : toConnection(row);
  },
  list: async () => {
    const rows = await db.selectFrom('connection').selectAll().orderBy('connection_id').execute();
    return rows.map(toConnection);
  },
  add: async (connection) => {
    await db.transaction().execute(async (tx) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('connection')
        .values(toRow(connection))
        .onConflict((conflict) => conflict.column('connection_id').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) return;
      const states = { before: null, after: decisionsOf(connection) };
      await appendAudit(tx, { subject: connection.id, action: 'connected', object: 'connection', ...states });
    });
  },
  change: (id, decide) =>
    db.transaction().execute(async (tx) => {
      const mine = tx.selectFrom('connection').selectAll().where('connection_id', '=', id);
      // the lock makes the next one decide from what this one leaves behind
      const row = await mine.forUpdate().executeTakeFirst();
      if (row === undefined) return null;
      const before = toConnection(row);
      const after = { ...before, ...decide(before) };
      await tx.updateTable('connection').set(toRow(after)).where('connection_id', '=', id).execute();
      if (!isDeepStrictEqual(before.mapping, after.mapping)) await rereadEverything(tx, id);
      await auditDecisions(tx, before, after);
      return after;
    }),
  cursor: async (id, type) => {
    const row = await db
      .selectFrom('sync_cursor')
      .select('read_until')
      .where('connection_id', '=', id)
      .where('record_type', '=', type)
      .executeTakeFirst();
    return row?.read_until ?? null;
  },
  saveCursor: async (id, type, until) => {
    await db
      .insertInto('sync_cursor')
      .values({ connection_id: id, record_type: type, read_until: until })
      .onConflict((conflict) => conflict.columns(['connection_id', 'record_type']).doUpdateSet({ read_until: until }))
      .execute();
  },
});

const rereadEverything = (tx: Transaction<Tables>, id: ConnectionId) =>
  tx.updateTable('sync_cursor').set({ read_until: fromTheBeginning }).where('connection_id', '=', id).execute();

/** What people decide on; the rest of a connection is what the CRM says. */
async function auditDecisions(tx: Transaction<Tables>, old: Connection, now: Connection): Promise<void> {
  const decisions = [
    ['mapping_changed', 'mapping', old.mapping, now.mapping],
    ['preferences_changed', 'preferences', preferencesOf(old), preferencesOf(now)],
    [now.writeBack === 'on' ? 'write_back_resumed' : 'write_back_paused', 'write-back', old.writeBack, now.writeBack],
  ] as const;
  for (const [action, object, before, after] of decisions)
    if (!isDeepStrictEqual(before, after)) await appendAudit(tx, { subject: now.id, action, object, before, after });
}

const decisionsOf = (connection: Connection) => ({ mapping: connection.mapping, ...preferencesOf(connection) });
const preferencesOf = ({ showNames, locale }: Connection) => ({ showNames, locale });

const toRow = (connection: Connection) => ({
  connection_id: connection.id,
  crm: connection.crm,
  name: connection.name,
  time_zone: connection.timeZone,
  home_currency: connection.homeCurrency,
  locale: connection.locale,
  mapping: JSON.stringify(connection.mapping),
  show_names: connection.showNames,
  write_back: connection.writeBack,
  connected_at: connection.connectedAt,
  first_refresh_at: connection.firstRefreshAt,
});

export const toConnection = (row: Selectable<ConnectionTable>): Connection => ({
  id: row.connection_id,
  crm: row.crm,
  name: row.name,
  timeZone: row.time_zone,
  homeCurrency: row.home_currency,
  locale: row.locale,
  mapping: row.mapping,
  showNames: row.show_names,
  writeBack: row.write_back,
  connectedAt: row.connected_at,
  firstRefreshAt: row.first_refresh_at,
});
