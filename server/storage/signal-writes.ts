import { sql, type Transaction } from 'kysely';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { contentKey } from './content-key.ts';
import { fit } from './json-text.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** A signal whose account is found, with the instant from which it is known. */
export interface PlacedSignal {
  readonly accountId: AccountId;
  readonly knownAt: Instant;
  readonly signal: RawSignal;
}
type Of<Kind extends RawSignal['kind']> = Omit<PlacedSignal, 'signal'> & {
  readonly signal: Extract<RawSignal, { readonly kind: Kind }>;
};
const isOf =
  <Kind extends RawSignal['kind']>(kind: Kind) =>
  (placed: PlacedSignal): placed is PlacedSignal & Of<Kind> =>
    placed.signal.kind === kind;

/** Adds what is not known yet and marks the accounts that learnt something. Returns the number of signals added. */
export const addSignals = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  placed: readonly PlacedSignal[],
  learnedAt: Instant,
): Promise<number> => {
  const added = [
    ...(await addObservations(tx, connection, source, placed.filter(isOf('observation')))),
    ...(await addInvoices(tx, connection, source, placed.filter(isOf('invoice')))),
    ...(await addUsage(tx, connection, source, placed.filter(isOf('usage')))),
  ];
  if (added.length > 0)
    await sql`
      insert into dirty_account (connection_id, account_id, marked_at)
      select distinct ${connection}, account, ${learnedAt}::timestamptz from unnest(${added.map((row) => row.account)}::text[]) as account
      on conflict (connection_id, account_id) do update set marked_at = greatest(dirty_account.marked_at, excluded.marked_at)`.execute(
      tx,
    );
  return added.reduce((sum, row) => sum + row.signals, 0);
};

interface Added {
  readonly account: string;
  readonly signals: number;
}

const addObservations = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  placed: readonly Of<'observation'>[],
): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const { rows } = await sql<Added>`
    with added as (
      insert into observation (connection_id, source, account_id, name, day, content, about, value, known_at)
      select ${connection}, ${source}, * from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => p.signal.name)}::text[], ${placed.map((p) => p.signal.on)}::date[],
        ${placed.map((p) => contentKey(p.signal.about, p.signal.value))}::text[],
        ${placed.map((p) => (p.signal.about === null ? null : fit(p.signal.about)))}::text[],
        ${placed.map((p) => fit(p.signal.value))}::text[], ${placed.map((p) => p.knownAt)}::timestamptz[])
      on conflict do nothing returning account_id
    )
    select account_id as account, count(*) as signals from added group by account_id`.execute(tx);
  return rows;
};

const addInvoices = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  placed: readonly Of<'invoice'>[],
): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const content = ({ signal: s }: Of<'invoice'>) => contentKey(s.issuedOn, s.dueOn, s.paidOn, s.amount, s.currency);
  const { rows } = await sql<Added>`
    with added as (
      insert into invoice (connection_id, source, account_id, id, content, issued_on, due_on, paid_on, amount, currency, known_at)
      select ${connection}, ${source}, * from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => fit(p.signal.id))}::text[], ${placed.map(content)}::text[],
        ${placed.map((p) => p.signal.issuedOn)}::date[], ${placed.map((p) => p.signal.dueOn)}::date[],
        ${placed.map((p) => p.signal.paidOn)}::date[], ${placed.map((p) => p.signal.amount)}::float8[],
        ${placed.map((p) => fit(p.signal.currency))}::text[], ${placed.map((p) => p.knownAt)}::timestamptz[])
      on conflict do nothing returning account_id
    )
    select account_id as account, count(*) as signals from added group by account_id`.execute(tx);
  return rows;
};

/** Users are e-mails or ids of the application; e-mails come in any case. */
const userKey = (user: string): string => (user.includes('@') ? fit(user).toLowerCase() : fit(user));

/** One row holds what was learnt of a user's day at one instant; counts already known in any earlier row are left out. */
const addUsage = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  placed: readonly Of<'usage'>[],
): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const { rows } = await sql<Added>`
    with incoming as (
      select distinct on (account_id, user_key, day, event, count) *
      from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => userKey(p.signal.user))}::text[],
        ${placed.map((p) => p.signal.day)}::date[], ${placed.map((p) => fit(p.signal.event))}::text[],
        ${placed.map((p) => p.signal.count)}::float8[], ${placed.map((p) => p.knownAt)}::timestamptz[]
      ) as i (account_id, user_key, day, event, count, known_at)
    ),
    fresh as (
      select i.*, row_number() over (partition by account_id, user_key, day, event order by count) as layer
      from incoming i
      where (
        -- A scalar subquery is asked row by row through the key. As a join it would be planned by statistics, which are those of the table before the import.
        select true from usage_day u
        where u.connection_id = ${connection} and u.account_id = i.account_id and u.source = ${source} and u.user_key = i.user_key
          and u.day = i.day and u.events @> jsonb_build_object(i.event, i.count) limit 1
      ) is null
    ),
    grouped as (
      select account_id, user_key, day, known_at, layer, jsonb_object_agg(event, count) as events
      from fresh group by account_id, user_key, day, known_at, layer
    ),
    stored as (
      insert into usage_day (connection_id, account_id, source, user_key, day, known_at, part, events)
      select ${connection}, g.account_id, ${source}, g.user_key, g.day, g.known_at, g.layer + coalesce((
        select max(part) from usage_day u
        where u.connection_id = ${connection} and u.account_id = g.account_id and u.source = ${source} and u.user_key = g.user_key
          and u.day = g.day and u.known_at = g.known_at
      ), 0), g.events
      from grouped g
    ),
    fed as (
      insert into usage_feed (connection_id, day, known_at)
      select ${connection}, day, min(known_at) from fresh group by day
      on conflict (connection_id, day) do update set known_at = excluded.known_at where excluded.known_at < usage_feed.known_at
    )
    select account_id as account, count(*) as signals from fresh group by account_id`.execute(tx);
  return rows;
};
