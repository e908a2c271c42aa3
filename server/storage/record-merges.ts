import { sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { CrmRead, RecordType } from '../../src/ports/crm.ts';
import { removeRecords } from './record-changes.ts';
import { isStateIn } from './signal-writes.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

interface Merge {
  readonly type: RecordType;
  readonly merged: string;
  readonly survivor: string;
}

/** Ends the records that reads name as merged into them. Reading the same merge again changes nothing. Returns how many ended. */
export const saveMerges = async (
  tx: Tx,
  connection: ConnectionId,
  reads: readonly CrmRead[],
  learnedAt: Instant,
): Promise<number> => {
  const merges = reads.flatMap(({ type, id, mergedIds }) =>
    mergedIds.filter((merged) => merged !== id).map((merged): Merge => ({ type, merged, survivor: id })),
  );
  let ended = 0;
  for (const type of new Set(merges.map((merge) => merge.type))) {
    const ofType = merges.filter((merge) => merge.type === type);
    ended += await removeRecords(
      tx,
      connection,
      type,
      ofType.map(({ merged }) => merged),
      learnedAt,
    );
    const fresh = await noteSurvivors(tx, connection, type, ofType);
    if (type === 'account' && fresh.length > 0) await inheritSignals(tx, connection, fresh, learnedAt);
  }
  return ended;
};

/** Signals that still come under a merged account's id find the survivor this way, over any number of merges. Returns the merges not noted before. */
const noteSurvivors = async (
  tx: Tx,
  connection: ConnectionId,
  type: RecordType,
  merges: readonly Merge[],
): Promise<readonly Merge[]> => {
  const merged = merges.map((merge) => merge.merged);
  const survivors = merges.map((merge) => merge.survivor);
  const { rows } = await sql<{ id: string }>`
    with given as (select * from unnest(${merged}::text[], ${survivors}::text[]) as g (merged, survivor)),
    forwarded as (
      update record r set merged_into = g.survivor from given g
      where r.connection_id = ${connection} and r.type = ${type} and r.merged_into = g.merged and r.id <> g.survivor
    )
    update record r set merged_into = g.survivor from given g
    where r.connection_id = ${connection} and r.type = ${type} and r.id = g.merged and r.merged_into is null
    returning r.id`.execute(tx);
  const fresh = new Set(rows.map(({ id }) => id));
  return merges.filter((merge) => fresh.has(merge.merged));
};

/** The survivor gets a copy of what was known of the other last, known from the merge on: the past of both stays what it was. */
const inheritSignals = async (
  tx: Tx,
  connection: ConnectionId,
  merges: readonly Merge[],
  learnedAt: Instant,
): Promise<void> => {
  const pairs = sql`unnest(${merges.map(({ merged }) => merged)}::text[], ${merges.map(({ survivor }) => survivor)}::text[]) as m (merged, survivor)`;
  const ofMerged = sql`f.connection_id = ${connection} and f.account_id = m.merged`;
  const at = sql`greatest(f.known_at, ${learnedAt}::timestamptz)`;
  await sql`
    insert into observation (connection_id, account_id, source, name, day, content, about, value, known_at)
    select distinct on (survivor, source, name, day, subject)
      ${connection}, survivor, source, name, day, content, about, value, at
    from (
      select f.*, m.survivor, ${at} as at, case when ${isStateIn('f')} then lower(f.about) else f.content end as subject
      from observation f, ${pairs} where ${ofMerged}
    ) copied
    order by survivor, source, name, day, subject, known_at desc
    on conflict do nothing`.execute(tx);
  await sql`
    insert into invoice (connection_id, account_id, source, id, content, issued_on, due_on, paid_on, amount, currency, known_at)
    select distinct on (m.survivor, f.source, f.id)
      f.connection_id, m.survivor, f.source, f.id, f.content, f.issued_on, f.due_on, f.paid_on, f.amount, f.currency, ${at}
    from invoice f, ${pairs} where ${ofMerged}
    order by m.survivor, f.source, f.id, f.known_at desc
    on conflict do nothing`.execute(tx);
  await sql`
    insert into usage_day as u (connection_id, account_id, source, user_key, day, known_at, part, events)
    select ${connection}, survivor, source, user_key, day, known_at, 1, jsonb_object_agg(event, count)
    from (
      select distinct on (m.survivor, f.source, f.user_key, f.day, e.event)
        m.survivor, f.source, f.user_key, f.day, ${at} as known_at, e.event, e.count
      from ${pairs}, usage_day f, jsonb_each(f.events) as e (event, count) where ${ofMerged}
      order by m.survivor, f.source, f.user_key, f.day, e.event, f.known_at desc, f.part desc
    ) last
    group by survivor, source, user_key, day, known_at
    on conflict (connection_id, account_id, source, user_key, day, known_at, part) do update set events = u.events || excluded.events`.execute(
    tx,
  );
  await sql`
    insert into dirty_account (connection_id, account_id, marked_at)
    select distinct ${connection}, survivor, ${learnedAt}::timestamptz from ${pairs}
    on conflict (connection_id, account_id) do update set marked_at = greatest(dirty_account.marked_at, excluded.marked_at)`.execute(
    tx,
  );
};
