import { type Kysely, type Selectable, sql } from 'kysely';
import { chunk } from '../../src/common/batch.ts';
import type { LedgerEntry, LedgerStore } from '../../src/ports/stores.ts';
import { toJson } from './json-text.ts';
import { keysetPages } from './keyset-pages.ts';
import type { LedgerTable, Tables } from './tables.ts';

const batchSize = 1000;

type Row = Selectable<LedgerTable>;

export const createLedgerStore = (db: Kysely<Tables>): LedgerStore => ({
  plan: (connection, run, entries) =>
    db.transaction().execute(async (tx) => {
      const planned: LedgerEntry[] = [];
      for (const batch of chunk(entries, batchSize)) {
        // Numbers are given in the order of insertion, which the outer order by makes that of the entries.
        const { rows } = await sql<Row>`
          insert into ledger (connection_id, run, type, record_id, before, after, revision, state, at)
          select ${connection}, ${run}::bigint, e.type, e.record_id, e.before, e.after, e.revision, 'planned', e.at
          from rows from (jsonb_to_recordset(${toJson(batch.map(forInsert))}::jsonb) as
            (type text, record_id text, before jsonb, after jsonb, revision bigint, at timestamptz)) with ordinality
            as e (type, record_id, before, after, revision, at, position)
          order by e.position
          returning *`.execute(tx);
        planned.push(...rows.map(toEntry).sort((a, b) => a.id - b.id));
      }
      return planned;
    }),
  mark: (connection, settled, at) =>
    db.transaction().execute(async (tx) => {
      for (const batch of chunk(settled, batchSize))
        await sql`
          update ledger l set state = s.state, reason = s.reason, at = ${at}::timestamptz
          from unnest(${batch.map(({ id }) => id)}::bigint[], ${batch.map(({ state }) => state)}::text[],
            ${batch.map(({ reason }) => reason)}::text[]) as s (id, state, reason)
            cross join lateral (select ctid as place from ledger where connection_id = ${connection} and id = s.id limit 1) found
          where l.ctid = found.place`.execute(tx);
    }),
  open: async (connection) => {
    const rows = await db
      .selectFrom('ledger')
      .selectAll()
      .where('connection_id', '=', connection)
      .where('state', 'in', ['planned', 'in_flight'])
      .orderBy('id')
      .execute();
    return rows.map(toEntry);
  },
  entries: (connection, run) =>
    keysetPages(
      0,
      batchSize,
      (entry) => entry.id,
      async (after, limit) => {
        const rows = await db
          .selectFrom('ledger')
          .selectAll()
          .where('connection_id', '=', connection)
          .where('run', '=', run)
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit)
          .execute();
        return rows.map(toEntry);
      },
    ),
  parked: async (connection, type, ids) => {
    const { rows } = await sql<Row>`
      select newest.* from unnest(${ids}::text[]) as wanted (id) cross join lateral (
        select * from ledger
        where connection_id = ${connection} and type = ${type} and record_id = wanted.id order by id desc limit 1
      ) newest
      where newest.state = 'refused'`.execute(db);
    return new Map(rows.map((row) => [row.record_id, toEntry(row)]));
  },
  revisions: async (connection, type, ids) => {
    const { rows } = await sql<{ record_id: string; revision: number }>`
      select wanted.id as record_id, highest.revision
      from unnest(${ids}::text[]) as wanted (id) cross join lateral (
        select max(revision) as revision from ledger
        where connection_id = ${connection} and type = ${type} and record_id = wanted.id
      ) highest
      where highest.revision is not null`.execute(db);
    return new Map(rows.map(({ record_id, revision }) => [record_id, revision]));
  },
});

const forInsert = ({
  type,
  recordId,
  before,
  after,
  revision,
  at,
}: Omit<LedgerEntry, 'id' | 'run' | 'state' | 'reason'>) => ({
  type,
  record_id: recordId,
  before,
  after,
  revision,
  at,
});

const toEntry = (row: Row): LedgerEntry => ({
  id: row.id,
  run: row.run,
  type: row.type,
  recordId: row.record_id,
  before: row.before,
  after: row.after,
  revision: row.revision,
  state: row.state,
  reason: row.reason,
  at: row.at,
});
