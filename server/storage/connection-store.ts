import type { Kysely, Selectable } from 'kysely';
import type { Connection } from '../../src/accounts/connection.ts';
import type { ConnectionStore } from '../../src/ports/stores.ts';
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
  save: async (connection) => {
    const { connection_id, ...columns } = toRow(connection);
    await db
      .insertInto('connection')
      .values({ connection_id, ...columns })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(columns))
      .execute();
  },
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
