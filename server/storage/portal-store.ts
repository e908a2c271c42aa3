import type { Kysely } from 'kysely';
import type { PortalStore } from '../../src/ports/screen-stores.ts';
import { toJson } from './json-text.ts';
import type { Tables } from './tables.ts';

export const createPortalStore = (db: Kysely<Tables>): PortalStore => ({
  get: async (connection) => {
    const row = await db
      .selectFrom('portal')
      .select('description')
      .where('connection_id', '=', connection)
      .executeTakeFirst();
    return row?.description ?? null;
  },
  save: async (description, at) => {
    const columns = { described_at: at, description: toJson(description) };
    await db
      .insertInto('portal')
      .values({ connection_id: description.connectionId, ...columns })
      .onConflict((conflict) => conflict.column('connection_id').doUpdateSet(columns))
      .execute();
  },
});
