import type { Kysely } from 'kysely';
import type { TaskStore } from '../../src/ports/screen-stores.ts';
import { fit } from './json-text.ts';
import type { Tables } from './tables.ts';

export const createTaskStore = (db: Kysely<Tables>): TaskStore => ({
  find: async (connection, key) => {
    const row = await db
      .selectFrom('task')
      .select('task_id')
      .where('connection_id', '=', connection)
      .where('key', '=', fit(key))
      .executeTakeFirst();
    return row?.task_id ?? null;
  },
  save: async (connection, key, taskId, at) => {
    await db
      .insertInto('task')
      .values({ connection_id: connection, key: fit(key), task_id: taskId, created_at: at })
      .onConflict((conflict) => conflict.columns(['connection_id', 'key']).doNothing())
      .execute();
  },
});
