import { type Kysely, sql } from 'kysely';
import type { RetentionStore } from '../../src/ports/retention.ts';
import { retentions } from './retention.ts';
import type { Tables } from './tables.ts';

/** Table by table, each in a transaction of its own: what one deletes does not depend on another. */
export const createRetentionStore = (db: Kysely<Tables>): RetentionStore => ({
  forgetOld: async (now) => {
    const forgotten: Record<string, number> = {};
    for (const { table, days, forget } of retentions) {
      const before = sql`(${now}::timestamptz - make_interval(days => ${days}::int))`;
      const { numAffectedRows } = await forget(before, now).execute(db);
      if (numAffectedRows !== undefined && numAffectedRows > 0) forgotten[table] = Number(numAffectedRows);
    }
    return forgotten;
  },
});
