import type { Kysely } from 'kysely';
import type { RunStore } from '../../src/ports/stores.ts';
import type { Tables } from './tables.ts';

export const createRunStore = (db: Kysely<Tables>): RunStore => ({
  start: async (connection, kind, at) => {
    const row = await db
      .insertInto('run')
      .values({
        connection_id: connection,
        kind,
        started_at: at,
        ended_at: null,
        outcome: 'running',
        stats: '{}',
        error: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  },
  end: async (connection, run, { endedAt, outcome, stats, error }) => {
    await db
      .updateTable('run')
      .set({ ended_at: endedAt, outcome, stats: JSON.stringify(stats), error })
      .where('connection_id', '=', connection)
      .where('id', '=', run)
      .execute();
  },
  lastDone: async (connection) => {
    const rows = await db
      .selectFrom('run')
      .select(['kind', ({ fn }) => fn.max('started_at').as('at')])
      .where('connection_id', '=', connection)
      .where('outcome', '=', 'done')
      .groupBy('kind')
      .execute();
    return Object.fromEntries(rows.map(({ kind, at }) => [kind, at]));
  },
  latest: async (connection, limit) => {
    const rows = await db
      .selectFrom('run')
      .selectAll()
      .where('connection_id', '=', connection)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: row.outcome,
      stats: row.stats,
      error: row.error,
    }));
  },
});
