import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { AccountInputs, TierState } from '../../src/accounts/account-inputs.ts';
import type { MachineTier } from '../../src/accounts/health.ts';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { RecordType } from '../../src/ports/crm.ts';
import type { InputStore } from '../../src/ports/stores.ts';
import { keysetPages } from './keyset-pages.ts';
import { storedRecord } from './stored-record.ts';
import type { Tables } from './tables.ts';

/** Reads everything known of accounts: one statement for each kind of fact and page, whatever the size of the page. */
export const createInputStore = (db: Kysely<Tables>): InputStore => ({
  all: async function* (connection, size) {
    const pages = keysetPages(
      '',
      size,
      (row: { id: AccountId }): string => row.id,
      async (after, limit) => {
        const { rows } = await sql<{ id: AccountId }>`
        select id from record
        where connection_id = ${connection} and type = 'account' and value is not null and id > ${after}
        order by id limit ${limit}`.execute(db);
        return rows;
      },
    );
    for await (const page of pages)
      yield await readInputs(
        db,
        connection,
        page.map(({ id }) => id),
      );
  },

  some: async (connection, accounts) => {
    const { rows } = await sql<{ id: AccountId }>`
      select id from record
      where connection_id = ${connection} and type = 'account' and value is not null and id = any(${accounts}::text[])
      order by id`.execute(db);
    return rows.length === 0
      ? []
      : readInputs(
          db,
          connection,
          rows.map(({ id }) => id),
        );
  },

  dirty: async (connection, limit) => {
    const { rows } = await sql<{ id: AccountId }>`
      select d.account_id as id from dirty_account d
      join lateral (${storedRecord(connection, sql`'account'`, sql`d.account_id`)}) r on r.value is not null
      where d.connection_id = ${connection} order by d.account_id limit ${limit}`.execute(db);
    return rows.map(({ id }) => id);
  },
});

/** Any row of a fact table: the account it belongs to, and the fact as scoring takes it. */
type FactRow<Fact> = Fact & { readonly accountId: AccountId };
type Facts<Key extends keyof AccountInputs> = AccountInputs[Key] extends readonly (infer Fact)[] ? Fact : never;

interface VersionRow {
  readonly accountId: AccountId;
  readonly type: RecordType;
  readonly id: string;
  readonly knownAt: Instant;
  readonly value: unknown;
}

const readInputs = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
  ids: readonly AccountId[],
): Promise<readonly AccountInputs[]> => {
  const byAccount = async <Row extends { readonly accountId: AccountId }>(
    statement: RawBuilder<Row>,
  ): Promise<ReadonlyMap<AccountId, readonly Row[]>> => {
    const { rows } = await statement.execute(db);
    return Map.groupBy(rows, (row) => row.accountId);
  };
  // Account by account through the key: the offset keeps the planner from reading the whole connection instead, which it does on the statistics of a table
  // that has just been filled.
  const factsIn = (table: string) => sql`
    unnest(${ids}::text[]) as wanted (account) cross join lateral (
      select * from ${sql.table(table)} kept where kept.connection_id = ${connection} and kept.account_id = wanted.account offset 0
    ) facts`;

  const place = await placeOf(db, connection);
  const versions = await byAccount(sql<VersionRow>`
    select account_id as "accountId", type, record_id as id, known_at as "knownAt", value from ${factsIn('record_version')}
    order by type, record_id, known_at`);
  const observations = await byAccount(sql<FactRow<Facts<'observations'>>>`
    select 'observation' as kind, account_id as "accountId", name, value, day as "on", about, source, known_at as "knownAt"
    from ${factsIn('observation')} order by name, day, known_at, content`);
  const invoices = await byAccount(sql<FactRow<Facts<'invoices'>>>`
    select 'invoice' as kind, account_id as "accountId", id, issued_on as "issuedOn", due_on as "dueOn", paid_on as "paidOn",
      amount, currency, source, known_at as "knownAt"
    from ${factsIn('invoice')} order by id, known_at, content`);
  const usage = await byAccount(sql<FactRow<Facts<'usage'>>>`
    select 'usage' as kind, account_id as "accountId", day, user_key as "user", events, source, known_at as "knownAt"
    from ${factsIn('usage_day')}`);
  const { rows: usageDays } = await sql<AccountInputs['usageDays'][number]>`
    select source, day, known_at as "knownAt" from usage_feed where connection_id = ${connection}`.execute(db);
  const points = await byAccount(sql<FactRow<Facts<'points'>>>`
    select account_id as "accountId", day, known_at as "knownAt", score, shown, band, coverage, scorecard
    from ${factsIn('score_point')} order by day, known_at`);
  const tierStates = await byAccount(sql<FactRow<StateRow>>`
    select account_id as "accountId", renewal_id as "renewalId", day, known_at as "knownAt", machine, candidate,
      ungated, ungated_candidate as "ungatedCandidate"
    from ${factsIn('tier_state')} order by renewal_id, day, known_at`);

  return ids.map((accountId) => ({
    connectionId: connection,
    accountId,
    ...place,
    ...versionsByType(versions.get(accountId) ?? []),
    observations: observations.get(accountId) ?? [],
    invoices: invoices.get(accountId) ?? [],
    usage: usage.get(accountId) ?? [],
    usageDays,
    points: (points.get(accountId) ?? []).map(withoutAccount),
    tierStates: (tierStates.get(accountId) ?? []).map(tierStateOf),
  }));
};

const withoutAccount = <Row extends { readonly accountId: AccountId }>({ accountId: _, ...fact }: Row) => fact;

/** States of an older version hold no tiers without gates. */
type StateRow = Facts<'tierStates'> & {
  readonly ungated: MachineTier | null;
  readonly ungatedCandidate: MachineTier | null;
};
const tierStateOf = ({ accountId: _, ungated, ungatedCandidate, ...state }: FactRow<StateRow>): TierState =>
  ungated === null || ungatedCandidate === null ? state : { ...state, ungated, ungatedCandidate };

/** What all accounts of a connection share. */
const placeOf = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
): Promise<Pick<AccountInputs, 'timeZone' | 'homeCurrency' | 'ticketsSince' | 'firstRefreshAt'>> => {
  const { rows } = await sql<PlaceRow>`
    select time_zone, home_currency, first_refresh_at,
      (select min(known_at) from record_version where connection_id = ${connection} and type = 'ticket') as tickets_since
    from connection where connection_id = ${connection}`.execute(db);
  const { time_zone = 'UTC', home_currency = 'USD', tickets_since = null, first_refresh_at = null } = rows[0] ?? {};
  return {
    timeZone: time_zone,
    homeCurrency: home_currency,
    ...(tickets_since === null ? {} : { ticketsSince: tickets_since }),
    ...(first_refresh_at === null ? {} : { firstRefreshAt: first_refresh_at }),
  };
};
interface PlaceRow {
  readonly time_zone: string;
  readonly home_currency: string;
  readonly tickets_since: Instant | null;
  readonly first_refresh_at: Instant | null;
}

/** The type column says which of the five kinds of value a version carries. */
const versionsByType = (
  rows: readonly VersionRow[],
): Pick<AccountInputs, 'account' | 'renewals' | 'contacts' | 'tickets' | 'interactions'> => {
  const of = <Value>(type: RecordType) =>
    rows
      .filter((row) => row.type === type)
      .map(({ id, knownAt, value }) => ({ id, knownAt, value: value as Value | null }));
  return {
    account: of('account'),
    renewals: of('renewal'),
    contacts: of('contact'),
    tickets: of('ticket'),
    interactions: of('interaction'),
  };
};
