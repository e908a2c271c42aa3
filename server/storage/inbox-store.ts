import { type Kysely, sql } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { AnnouncedChange, InboxStore } from '../../src/ports/inbox.ts';
import type { Tables } from './tables.ts';

const attemptsBeforeParking = 5;

export const createInboxStore = (db: Kysely<Tables>): InboxStore => ({
  add: async (connection, changes, receivedAt) => {
    const column = <Name extends keyof (typeof changes)[number]>(name: Name) => changes.map((each) => each[name]);
    const { numAffectedRows } = await sql`
      insert into inbox
      select ${connection}, key, kind, record_type, record_id, occurred_at, ${receivedAt}, 'waiting', 0, null
      from unnest(${column('key')}::text[], ${column('kind')}::text[], ${column('type')}::text[], ${column('id')}::text[],
        ${column('occurredAt')}::timestamptz[]) as given (key, kind, record_type, record_id, occurred_at)
      where exists (select from connection where connection_id = ${connection})
      on conflict do nothing`.execute(db);
    return { added: Number(numAffectedRows ?? 0) };
  },
  waiting: async (connection, records) => {
    // Windows and no join: right after a burst the planner knows nothing of these rows and would join a hundred thousand of them in nested loops.
    const { rows } = await sql<AnnouncedChange>`
      with since as (
        select *, min(received_at) over (partition by record_type, record_id) as first
        from inbox where connection_id = ${connection} and state = 'waiting'),
      ranked as (select *, dense_rank() over (order by first, record_type, record_id) as place from since)
      select key, kind, record_type as type, record_id as id, occurred_at as "occurredAt"
      from ranked where place <= ${records} order by received_at, key`.execute(db);
    return rows;
  },
  settle: async (connection, keys) => {
    await sql`
      update inbox set state = 'done', reason = null
      where connection_id = ${connection} and key = any(${keys}::text[])`.execute(db);
  },
  fail: async (connection, keys, reason) => {
    await sql`
      update inbox set attempts = attempts + 1, reason = ${reason},
        state = case when attempts + 1 >= ${attemptsBeforeParking} then 'parked' else state end
      where connection_id = ${connection} and key = any(${keys}::text[]) and state = 'waiting'`.execute(db);
  },
  counts: async (connection) => {
    const { rows } = await sql<{ waiting: number; parked: number; oldest: string | null }>`
      select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'parked')::int as parked,
        min(received_at) filter (where state = 'waiting') as oldest
      from inbox where connection_id = ${connection}`.execute(db);
    return rows[0] ?? { waiting: 0, parked: 0, oldest: null };
  },
  connections: async () => {
    const { rows } = await sql<{ connection_id: ConnectionId }>`
      select distinct connection_id from inbox where state = 'waiting'`.execute(db);
    return rows.map(({ connection_id }) => connection_id);
  },
  forget: async (before) => {
    const { numAffectedRows } = await sql`
      delete from inbox where state = 'done' and received_at < ${before}`.execute(db);
    return { dropped: Number(numAffectedRows ?? 0) };
  },
});
