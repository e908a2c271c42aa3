import { sql, type Transaction } from 'kysely';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import { answerNames, levelNames, signalIdentity } from '../../src/ports/signal-identity.ts';
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

/**
 * Adds what differs from the newest state known of the same thing, and marks the accounts that learnt something. Returns by how many the signals became more. Of
 * several states that are known from the same instant the last one counts, also over several calls: a reading comes in batches of one instant, and where a later
 * row says what was known before that reading, what an earlier row of it said is taken back (then the result may be negative).
 */
export const addSignals = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  placed: readonly PlacedSignal[],
  learnedAt: Instant,
): Promise<number> => {
  const states = lastStates(placed);
  const into: Into = { tx, connection, source, learnedAt };
  const added = [
    ...(await addObservations(into, states.filter(isOf('observation')))),
    ...(await addInvoices(into, states.filter(isOf('invoice')))),
    ...(await addUsage(into, states.filter(isOf('usage')))),
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

interface Into {
  readonly tx: Tx;
  readonly connection: ConnectionId;
  readonly source: string;
  readonly learnedAt: Instant;
}
interface Added {
  readonly account: string;
  readonly signals: number;
}

const lastStates = (placed: readonly PlacedSignal[]): readonly PlacedSignal[] => {
  const last = new Map<string, PlacedSignal>();
  for (const each of placed) {
    const signal = fitting(each.signal);
    last.set(JSON.stringify([each.accountId, each.knownAt, signalIdentity(signal)]), { ...each, signal });
  }
  return [...last.values()];
};

/** As the database holds it. Users are e-mails or ids of the application; e-mails come in any case. */
const fitting = (signal: RawSignal): RawSignal => {
  if (signal.kind === 'invoice') return { ...signal, id: fit(signal.id), currency: fit(signal.currency) };
  if (signal.kind === 'observation')
    return { ...signal, about: signal.about === null ? null : fit(signal.about), value: fit(signal.value) };
  const user = fit(signal.user);
  return { ...signal, user: user.includes('@') ? user.toLowerCase() : user, event: fit(signal.event) };
};

/**
 * Known from its own instant, unless a newer state is known: then from now on, or it would stand behind that one. `newest` and `i` are the aliases of the
 * newest known state and of the incoming one.
 */
const knownFrom = (learnedAt: Instant) => sql`
  case when newest.known_at > i.known_at then greatest(newest.known_at, ${learnedAt}::timestamptz) else i.known_at end`;

/** True where the newest known state is from the very instant from which the incoming one would be known: an earlier row of the same reading said it. */
const isOwn = (learnedAt: Instant) => sql`coalesce(newest.known_at = ${knownFrom(learnedAt)}, false)`;

/** How many signals each account has more than before. */
const gain = sql`sum(case when returns then -1 when is_own then 0 else 1 end)`;

/** True for rows of which only the newest of their day and subject counts. */
export const isStateIn = (alias: string) => sql`(
  ${sql.ref(`${alias}.name`)} = any(${levelNames}::text[])
  or ${sql.ref(`${alias}.about`)} is not null and ${sql.ref(`${alias}.name`)} = any(${answerNames}::text[]))`;

const addObservations = async (
  { tx, connection, source, learnedAt }: Into,
  placed: readonly Of<'observation'>[],
): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const sameThing = sql`
    o.connection_id = ${connection} and o.account_id = i.account_id and o.source = ${source} and o.name = i.name and o.day = i.day
    and case when ${isStateIn('i')} then lower(o.about) is not distinct from lower(i.about) else o.content = i.content end`;
  const { rows } = await sql<Added>`
    with fresh as (
      select i.account_id, i.name, i.day, i.content, i.about, i.value, ${knownFrom(learnedAt)} as known_at, ${isOwn(learnedAt)} as is_own,
        coalesce(earlier.content = i.content, false) as returns
      from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => p.signal.name)}::text[], ${placed.map((p) => p.signal.on)}::date[],
        ${placed.map((p) => contentKey(p.signal.about, p.signal.value))}::text[], ${placed.map((p) => p.signal.about)}::text[],
        ${placed.map((p) => p.signal.value)}::text[], ${placed.map((p) => p.knownAt)}::timestamptz[]
      ) as i (account_id, name, day, content, about, value, known_at)
      left join lateral (
        select o.content, o.known_at from observation o where ${sameThing} order by o.known_at desc, o.value desc limit 1
      ) newest on true
      left join lateral (
        select o.content from observation o where ${isOwn(learnedAt)} and ${sameThing} and o.known_at < newest.known_at
        order by o.known_at desc, o.value desc limit 1
      ) earlier on true
      where newest.content is distinct from i.content
    ),
    replaced as (
      delete from observation o using fresh i where ${isStateIn('i')} and ${sameThing} and o.known_at = i.known_at and o.content <> i.content
    ),
    added as (
      insert into observation (connection_id, source, account_id, name, day, content, about, value, known_at)
      select ${connection}, ${source}, account_id, name, day, content, about, value, known_at from fresh where not returns
      on conflict do nothing
    )
    select account_id as account, ${gain} as signals from fresh group by account_id`.execute(tx);
  return rows;
};

const addInvoices = async (
  { tx, connection, source, learnedAt }: Into,
  placed: readonly Of<'invoice'>[],
): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const content = ({ signal: s }: Of<'invoice'>) => contentKey(s.issuedOn, s.dueOn, s.paidOn, s.amount, s.currency);
  const sameInvoice = sql`
    o.connection_id = ${connection} and o.account_id = i.account_id and o.source = ${source} and o.id = i.id`;
  const { rows } = await sql<Added>`
    with fresh as (
      select i.account_id, i.id, i.content, i.issued_on, i.due_on, i.paid_on, i.amount, i.currency, ${knownFrom(learnedAt)} as known_at,
        ${isOwn(learnedAt)} as is_own, coalesce(earlier.content = i.content, false) as returns
      from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => p.signal.id)}::text[], ${placed.map(content)}::text[],
        ${placed.map((p) => p.signal.issuedOn)}::date[], ${placed.map((p) => p.signal.dueOn)}::date[],
        ${placed.map((p) => p.signal.paidOn)}::date[], ${placed.map((p) => p.signal.amount)}::float8[],
        ${placed.map((p) => p.signal.currency)}::text[], ${placed.map((p) => p.knownAt)}::timestamptz[]
      ) as i (account_id, id, content, issued_on, due_on, paid_on, amount, currency, known_at)
      left join lateral (
        select o.content, o.known_at from invoice o where ${sameInvoice} order by o.known_at desc limit 1
      ) newest on true
      left join lateral (
        select o.content from invoice o where ${isOwn(learnedAt)} and ${sameInvoice} and o.known_at < newest.known_at order by o.known_at desc limit 1
      ) earlier on true
      where newest.content is distinct from i.content
    ),
    replaced as (
      delete from invoice o using fresh i where ${sameInvoice} and o.known_at = i.known_at and o.content <> i.content
    ),
    added as (
      insert into invoice (connection_id, source, account_id, id, content, issued_on, due_on, paid_on, amount, currency, known_at)
      select ${connection}, ${source}, account_id, id, content, issued_on, due_on, paid_on, amount, currency, known_at from fresh where not returns
      on conflict do nothing
    )
    select account_id as account, ${gain} as signals from fresh group by account_id`.execute(tx);
  return rows;
};

/** One row holds what was learnt of a user's day at one instant. A count that is the newest known of its event is left out. */
const addUsage = async (into: Into, placed: readonly Of<'usage'>[]): Promise<readonly Added[]> => {
  if (placed.length === 0) return [];
  const { tx, connection, source, learnedAt } = into;
  const countOf = (which: ReturnType<typeof sql>) => sql`
    select u.known_at, (u.events ->> i.event)::float8 as count from usage_day u
    where u.connection_id = ${connection} and u.account_id = i.account_id and u.source = ${source} and u.user_key = i.user_key
      and u.day = i.day and u.events ? i.event and ${which}
    order by u.known_at desc, u.part desc limit 1`;
  const { rows } = await sql<Added & { readonly taken: readonly TakenBack[] | null }>`
    with fresh as (
      select i.account_id, i.user_key, i.day, i.event, i.count, ${knownFrom(learnedAt)} as known_at, ${isOwn(learnedAt)} as is_own,
        coalesce(earlier.count = i.count, false) as returns
      from unnest(
        ${placed.map((p) => p.accountId)}::text[], ${placed.map((p) => p.signal.user)}::text[],
        ${placed.map((p) => p.signal.day)}::date[], ${placed.map((p) => p.signal.event)}::text[],
        ${placed.map((p) => p.signal.count)}::float8[], ${placed.map((p) => p.knownAt)}::timestamptz[]
      ) as i (account_id, user_key, day, event, count, known_at)
      -- Asked row by row through the key, in its order: a plain join would be planned by statistics, which are those of the table before the import.
      left join lateral (${countOf(sql`true`)}) newest on true
      left join lateral (${countOf(sql`${isOwn(learnedAt)} and u.known_at < newest.known_at`)}) earlier on true
      where newest.count is distinct from i.count
    ),
    stored as (
      insert into usage_day as u (connection_id, account_id, source, user_key, day, known_at, part, events)
      select ${connection}, account_id, ${source}, user_key, day, known_at, 1, jsonb_object_agg(event, count)
      from fresh where not returns group by account_id, user_key, day, known_at
      on conflict (connection_id, account_id, source, user_key, day, known_at, part) do update set events = u.events || excluded.events
    ),
    fed as (
      insert into usage_feed (connection_id, source, day, known_at)
      select ${connection}, ${source}, day, min(known_at) from fresh where not returns group by day
      on conflict (connection_id, source, day) do update set known_at = excluded.known_at where excluded.known_at < usage_feed.known_at
    )
    select account_id as account, ${gain} as signals,
      json_agg(json_build_object('account', account_id, 'user', user_key, 'day', day, 'event', event, 'at', known_at)) filter (where returns) as taken
    from fresh group by account_id`.execute(tx);
  await takeBackUsage(
    into,
    rows.flatMap(({ taken }) => taken ?? []),
  );
  return rows;
};

interface TakenBack {
  readonly account: string;
  readonly user: string;
  readonly day: string;
  readonly event: string;
  readonly at: string;
}

/** A statement of its own: PostgreSQL changes a row once a statement, and the same row may have learnt another event in the one before. */
const takeBackUsage = async ({ tx, connection, source }: Into, taken: readonly TakenBack[]): Promise<void> => {
  if (taken.length === 0) return;
  const row = sql`
    u.connection_id = ${connection} and u.account_id = i.account and u.source = ${source} and u.user_key = i."user" and u.day = i.day and u.known_at = i.at`;
  const rows = sql`(
    select account, "user", day, at, array_agg(event) as events
    from json_to_recordset(${JSON.stringify(taken)}::json) as t (account text, "user" text, day date, event text, at timestamptz)
    group by account, "user", day, at) as i`;
  await sql`delete from usage_day u using ${rows} where ${row} and u.events - i.events = '{}'::jsonb`.execute(tx);
  await sql`update usage_day u set events = u.events - i.events from ${rows} where ${row}`.execute(tx);
};
