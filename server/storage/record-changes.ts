import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { RecordType } from '../../src/ports/crm.ts';
import { toJson } from './json-text.ts';
import { type RecordRow, toLinkRow } from './record-row.ts';
import { storedRecord } from './stored-record.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/**
 * What every change of records leaves behind, from a table expression `changed (type, id, value, accounts, old_accounts, at)`: a version for each account
 * that has the record now, an ending for each that lost it, a mark on all of them. A second change at the same instant replaces the first.
 */
const leaveTraces = (connection: ConnectionId, learnedAt: Instant): RawBuilder<unknown> => sql`
  versions as (
    insert into record_version (connection_id, account_id, type, record_id, known_at, value)
    select ${connection}, account, type, id, at, value from changed cross join unnest(accounts) as account
    union all
    select ${connection}, account, type, id, at, null from changed cross join unnest(old_accounts) as account
    where account <> all (accounts)
    on conflict (connection_id, account_id, type, record_id, known_at) do update set value = excluded.value
  ),
  marks as (
    insert into dirty_account (connection_id, account_id, marked_at)
    select distinct ${connection}, account, ${learnedAt}::timestamptz from changed cross join unnest(accounts || old_accounts) as account
    on conflict (connection_id, account_id) do update set marked_at = greatest(dirty_account.marked_at, excluded.marked_at)
  )`;

/** A renewal whose manual tier is another one than was known, both as the CRM's fields say it. */
export interface OverrideChange {
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * One batch of records. A version gets the instant of its row (its own date in a backfill) unless something newer is known of the record already: then
 * it was learnt now. Returns how many records were added or changed, and whose override is another one; records that are new and not ours to judge are
 * stored but do not count.
 */
export const saveRecords = async (
  tx: Tx,
  connection: ConnectionId,
  records: readonly RecordRow[],
  learnedAt: Instant,
): Promise<{ readonly changed: number; readonly overrides: readonly OverrideChange[] }> => {
  const { rows } = await sql<{ changed: number; overrides: readonly OverrideChange[] | null }>`
    with compared as (
      select i.*, nullif(r.value -> 'override', 'null') as old_override, nullif(i.value -> 'override', 'null') as override, coalesce(r.account_ids, '{}') as old_accounts,
        r.value is distinct from i.value or r.id is null or r.removed_at is not null as differs,
        coalesce(coalesce(r.ours, '{}') || i.ours, r.ours) is distinct from r.ours as ours_differ,
        r.value is null and i.value is null as outside,
        case when r.id is null or r.known_at <= i.known_at then i.known_at
          else greatest(r.known_at, ${learnedAt}::timestamptz) end as at
      from jsonb_to_recordset(${toJson(records)}::jsonb) as i (type text, id text, value jsonb, accounts text[],
        known_at timestamptz, ours jsonb, name_key text, external_key text, domain_key text)
      left join lateral (${storedRecord(connection, sql`i.type`, sql`i.id`)}) r on true
      where r.erased_at is null
    ),
    changed as (select * from compared where differs and not outside),
    stored as (
      insert into record as r (connection_id, type, id, value, account_ids, known_at, ours, name_key, external_key, domain_key)
      select ${connection}, type, id, value, accounts, at, ours, name_key, external_key, domain_key
      from compared where differs or ours_differ
      on conflict (connection_id, type, id) do update set value = excluded.value, account_ids = excluded.account_ids,
        known_at = excluded.known_at, ours = coalesce(coalesce(r.ours, '{}') || excluded.ours, r.ours), removed_at = null, merged_into = null,
        name_key = excluded.name_key, external_key = excluded.external_key, domain_key = excluded.domain_key
    ),
    ${leaveTraces(connection, learnedAt)}
    select count(*) as changed, json_agg(json_build_object('id', id, 'before', old_override, 'after', override) order by id collate "C")
      filter (where type = 'renewal' and value is not null and override is distinct from old_override) as overrides
    from changed`.execute(tx);
  return { changed: rows[0]?.changed ?? 0, overrides: rows[0]?.overrides ?? [] };
};

/** Replaces links where they differ; a renewal keeps its account while that is still among the links. Records that are gone count as unknown. */
export const saveRecordLinks = async (
  tx: Tx,
  connection: ConnectionId,
  type: RecordType,
  links: readonly (readonly [string, readonly string[]])[],
  learnedAt: Instant,
): Promise<{ readonly changed: number; readonly unknown: readonly string[] }> => {
  const { rows } = await sql<{ changed: number; unknown: readonly string[] }>`
    with given as (
      select * from jsonb_to_recordset(${toJson(links.map(toLinkRow(type)))}::jsonb) as i (id text, accounts text[])
    ),
    found as (
      select r.type, r.id, r.value as old_value, r.account_ids as old_accounts,
        greatest(r.known_at, ${learnedAt}::timestamptz) as at,
        case when r.type <> 'renewal' then i.accounts
          when r.account_ids <> '{}' and r.account_ids <@ i.accounts then r.account_ids
          else i.accounts[1:1] end as accounts
      from given i join lateral (${storedRecord(connection, sql`${type}`, sql`i.id`)}) r on r.removed_at is null
    ),
    changed as (
      select type, id, old_accounts, accounts, at, case when type = 'renewal'
        then jsonb_set(old_value, '{accountId}', coalesce(to_jsonb(accounts[1]), 'null'))
        else jsonb_set(old_value, '{accountIds}', to_jsonb(accounts)) end as value
      from found where old_value is not null and accounts is distinct from old_accounts
    ),
    stored as (
      insert into record (connection_id, type, id, value, account_ids, known_at)
      select ${connection}, type, id, value, accounts, at from changed
      on conflict (connection_id, type, id) do update set value = excluded.value, account_ids = excluded.account_ids, known_at = excluded.known_at
    ),
    ${leaveTraces(connection, learnedAt)}
    select (select count(*) from changed) as changed,
      array(select id from given where id not in (select id from found) order by id collate "C") as unknown`.execute(
    tx,
  );
  return rows[0] ?? { changed: 0, unknown: [] };
};

/** Ends records that are known and not yet gone. An account takes its own history with it. */
export const removeRecords = async (
  tx: Tx,
  connection: ConnectionId,
  type: RecordType,
  ids: readonly string[],
  learnedAt: Instant,
): Promise<number> => {
  const { rows } = await sql<{ changed: number }>`
    with changed as (
      select distinct r.type, r.id, null::jsonb as value, '{}'::text[] as accounts, r.account_ids as old_accounts,
        greatest(r.known_at, ${learnedAt}::timestamptz) as at
      from unnest(${ids}::text[]) as wanted (id)
      join lateral (${storedRecord(connection, sql`${type}`, sql`wanted.id`)}) r on r.removed_at is null
    ),
    stored as (
      insert into record (connection_id, type, id, account_ids, known_at, removed_at)
      select ${connection}, type, id, '{}', at, ${learnedAt}::timestamptz from changed
      on conflict (connection_id, type, id) do update set value = null, account_ids = '{}', ours = null, removed_at = excluded.removed_at,
        known_at = excluded.known_at, name_key = null, external_key = null, domain_key = null
    ),
    ${leaveTraces(connection, learnedAt)}
    select count(*) as changed from changed`.execute(tx);
  return rows[0]?.changed ?? 0;
};

/** Ends records and forgets what every version of them said; the ids stay, so that nothing brings them back. Returns how many were live. */
export const eraseRecords = async (
  tx: Tx,
  connection: ConnectionId,
  type: RecordType,
  ids: readonly string[],
  learnedAt: Instant,
): Promise<number> => {
  const ended = await removeRecords(tx, connection, type, ids, learnedAt);
  await sql`
    delete from record_version
    where connection_id = ${connection} and type = ${type} and record_id = any(${ids}::text[])`.execute(tx);
  await sql`
    insert into record (connection_id, type, id, account_ids, known_at, removed_at, erased_at)
    select ${connection}, ${type}, id, '{}', ${learnedAt}, ${learnedAt}, ${learnedAt} from unnest(${ids}::text[]) as wanted (id)
    on conflict (connection_id, type, id) do update set erased_at = excluded.erased_at`.execute(tx);
  return ended;
};
