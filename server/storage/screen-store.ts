import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { ScorePoint } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import type { AccountRead, ScreenStore } from '../../src/ports/screen-stores.ts';
import { toConnection } from './connection-store.ts';
import type { ConnectionTable, Tables } from './tables.ts';

/** A card waits for one statement, and so do a hundred cards that open at once: every part is looked up by its key. */
export const createScreenStore = (db: Kysely<Tables>): ScreenStore => ({
  account: async (connection, account) =>
    (await readAccounts(db, connection, sql`values (${account}::text)`))[0] ?? null,

  accounts: async (connection, accounts) => {
    const reads = await readAccounts(db, connection, sql`select unnest(${accounts}::text[])`);
    return reads.filter(({ assessment }) => assessment !== null);
  },

  renewal: async (connection, renewal) => {
    const account = sql`(select account_ids[1] from record
      where connection_id = ${connection} and type = 'renewal' and id = ${renewal} and value is not null)`;
    return (await readAccounts(db, connection, sql`values (${account})`))[0] ?? null;
  },

  shownOn: async (connection, day) => {
    const { rows } = await sql<{ account: AccountId; shown: number }>`
      select distinct on (account_id) account_id as account, shown from score_point
      where connection_id = ${connection} and day <= ${day}::date and day > ${day}::date - 7 and shown is not null
      order by account_id, day desc, known_at desc`.execute(db);
    return new Map(rows.map(({ account, shown }) => [account, shown]));
  },
});

type Row = Selectable<ConnectionTable> & {
  readonly body: HealthAssessment | null;
  readonly points: readonly ScorePoint[] | null;
  readonly names: Readonly<Record<string, string>> | null;
  readonly owner: string | null;
};

/** JSON knows no instants: they are printed as the driver reads them. */
const instant = sql`to_char(p.known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** `wanted` gives account ids, one a row; an id that is none of an assessed account answers without an assessment. */
const readAccounts = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
  wanted: RawBuilder<unknown>,
): Promise<readonly AccountRead[]> => {
  const { rows } = await sql<Row>`
    select c.*, newest.body,
      (select json_agg(json_build_object('day', p.day, 'knownAt', ${instant}, 'score', p.score, 'shown', p.shown, 'band', p.band,
          'coverage', p.coverage, 'scorecard', p.scorecard) order by p.day, p.known_at)
        from score_point p
        where p.connection_id = c.connection_id and p.account_id = wanted.id
          and p.day > (newest.body ->> 'today')::date - 98) as points,
      (select json_object_agg(r.id, r.value ->> 'name')
        from json_array_elements(newest.body -> 'people') person
        join record r on r.connection_id = c.connection_id and r.type = 'contact' and r.id = person ->> 'contactId'
        where c.show_names and r.value ->> 'name' is not null) as names,
      (select owner ->> 'name' from portal, json_array_elements(portal.description -> 'owners') owner
        where portal.connection_id = c.connection_id and owner ->> 'id' = newest.body ->> 'ownerId' limit 1) as owner
    from connection c
    cross join (${wanted}) wanted (id)
    left join lateral (
      select a.body from record r
      join assessment a on a.connection_id = r.connection_id and a.account_id = r.id
      where r.connection_id = c.connection_id and r.type = 'account' and r.id = wanted.id and r.value is not null
      order by a.assessed_at desc limit 1
    ) newest on true
    where c.connection_id = ${connection}`.execute(db);
  return rows.map((row) => ({
    connection: toConnection(row),
    assessment: row.body,
    points: row.points ?? [],
    contactNames: row.names ?? {},
    ownerName: row.owner,
  }));
};
