import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AccountId, ConnectionId, RenewalId } from '../../src/accounts/ids.ts';
import type { RecordType, WrittenType, WrittenValues } from '../../src/ports/crm.ts';
import type { RecordProblem, RecordStore } from '../../src/ports/stores.ts';
import { keysetPages } from './keyset-pages.ts';
import { storedRecord } from './stored-record.ts';
import type { Tables } from './tables.ts';

const pageSize = 1000;

type Reads = Omit<RecordStore, 'save' | 'saveLinks' | 'remove' | 'erase' | 'saveOurs'>;

/** The questions about stored records. "Live" is every record the CRM still has, those that are not ours to judge included. */
export const createRecordReads = (db: Kysely<Tables>): Reads => {
  const rowsOf = async <Row>(statement: RawBuilder<Row>): Promise<readonly Row[]> => (await statement.execute(db)).rows;

  return {
    liveIds: async function* (connection, type) {
      const pages = keysetPages(
        '',
        pageSize,
        (row: { id: string }) => row.id,
        (after, limit) =>
          rowsOf(sql<{ id: string }>`
          select id from record
          where connection_id = ${connection} and type = ${type} and removed_at is null and id > ${after}
          order by id limit ${limit}`),
      );
      for await (const page of pages) yield page.map(({ id }) => id);
    },

    counts: async (connection) => {
      const rows = await rowsOf(sql<{ type: RecordType; count: number }>`
        select type, count(*) as count from record where connection_id = ${connection} and value is not null group by type`);
      const counts = { account: 0, renewal: 0, contact: 0, ticket: 0, interaction: 0 };
      for (const { type, count } of rows) counts[type] = count;
      return counts;
    },

    ours: async (connection, type, ids) => {
      const rows = await rowsOf(sql<{ id: string; ours: WrittenValues | null }>`
        select r.id, r.ours from unnest(${ids}::text[]) as wanted (id)
        join lateral (${storedRecord(connection, sql`${type}`, sql`wanted.id`)}) r on r.removed_at is null`);
      return new Map(rows.map(({ id, ours }) => [id, ours ?? {}]));
    },

    openRenewals: (connection) =>
      keysetPages(
        '',
        pageSize,
        (row: { id: string }) => row.id,
        (after, limit) =>
          rowsOf(sql<{ id: RenewalId; accountId: AccountId | null }>`
          select id, value ->> 'accountId' as "accountId" from record
          where connection_id = ${connection} and type = 'renewal' and value ->> 'status' = 'open' and id > ${after}
          order by id limit ${limit}`),
      ),

    linkedTo: async (connection, type, accountIds) => {
      // An account's versions name every record it ever had; the newest state says which it still has.
      const rows = await rowsOf(sql<{ account: string; ids: readonly string[] }>`
        select wanted.account, array_agg(r.id order by r.id) as ids
        from unnest(${accountIds}::text[]) as wanted (account)
        cross join lateral (
          select distinct record_id from record_version
          where connection_id = ${connection} and type = ${type} and account_id = wanted.account
        ) had
        join lateral (${storedRecord(connection, sql`${type}`, sql`had.record_id`)}) r on wanted.account = any(r.account_ids)
        group by wanted.account`);
      return new Map(rows.map(({ account, ids }) => [account, ids]));
    },

    strays: (connection) =>
      keysetPages(
        { type: '', id: '' },
        pageSize,
        (row: { type: string; id: string }) => row,
        (after, limit) =>
          rowsOf(sql<{ type: WrittenType; id: string; values: WrittenValues }>`
            select type, id, ours as values from record
            where connection_id = ${connection} and type in ('account', 'renewal') and (type, id) > (${after.type}, ${after.id})
              and (value is null or (type = 'renewal' and account_ids = '{}')) and removed_at is null and exists (select from jsonb_each_text(ours) o where o.value <> '')
            order by type, id limit ${limit}`),
      ),

    findAccounts: (connection, text) => findAccounts(db, connection, text.trim()),

    findContacts: async (connection, text) => {
      const [id, email] = [text.trim(), text.trim().toLowerCase()];
      const rows = await rowsOf(sql<{ id: string }>`
        select id from record
        where connection_id = ${connection} and type = 'contact' and value is not null
          and (id = ${id} or lower(value ->> 'email') = ${email})
        union
        select record_id from record_version
        where connection_id = ${connection} and type = 'contact' and lower(value ->> 'email') = ${email}
        order by 1`);
      return rows.map((row) => row.id);
    },

    problems: async function* (connection) {
      const pages = keysetPages(
        { type: '', id: '' },
        pageSize,
        (row: ProblemRow): { type: string; id: string } => row,
        (after, limit) =>
          rowsOf(sql<ProblemRow>`
            select type, id, value ->> 'name' as name, value -> 'problems' as problems from record
            where connection_id = ${connection} and (type, id) > (${after.type}, ${after.id}) and value -> 'problems' <> '[]'
            order by type, id limit ${limit}`),
      );
      for await (const page of pages)
        yield page.flatMap(({ type, id, name, problems }) =>
          problems.map((problem) => ({ type, id, name, ...problem })),
        );
    },
  };
};

interface ProblemRow {
  readonly type: RecordType;
  readonly id: string;
  readonly name: string;
  readonly problems: readonly Pick<RecordProblem, 'code' | 'field' | 'value'>[];
}

/** By id; only where that finds nothing by customer number, then by domain, then by name. */
const findAccounts = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
  text: string,
): Promise<readonly { readonly id: AccountId; readonly name: string }[]> => {
  const lower = text.toLowerCase();
  const { rows } = await sql<{ id: AccountId; name: string; tier: number }>`
    select id, value ->> 'name' as name,
      case when id = ${text} then 1 when external_key = ${text} then 2 when domain_key = ${lower} then 3 else 4 end as tier
    from record
    where connection_id = ${connection} and type = 'account' and value is not null
      and (id = ${text} or external_key = ${text} or domain_key = ${lower} or name_key = ${lower})
    order by tier, id limit 100`.execute(db);
  return rows.filter(({ tier }) => tier === rows[0]?.tier).map(({ id, name }) => ({ id, name }));
};
