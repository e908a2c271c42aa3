import { sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import { signalIdentity } from '../../src/ports/signal-identity.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { contentKey } from './content-key.ts';
import { fit, toJson } from './json-text.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { addSignals } from './signal-writes.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

export interface KeptSignal {
  readonly signal: RawSignal;
  /** Null: known from the instant at which the account is found. */
  readonly knownAt: Instant | null;
}

/** Keeps signals whose account is not known, of each thing the state heard last: nobody has seen the earlier ones. */
export const keepUnresolved = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  kept: readonly KeptSignal[],
  heardAt: Instant,
): Promise<void> => {
  if (kept.length === 0) return;
  const identity = ({ signal }: KeptSignal) => contentKey(signal.account, signalIdentity(signal));
  const states = [...new Map(kept.map((each) => [identity(each), each]))];
  await sql`
    insert into unresolved_signal as u (connection_id, source, heard_at, account_key, identity, known_at, signal)
    select ${connection}, ${source}, ${heardAt}::timestamptz, account_key, identity, known_at, signal::json
    from unnest(${states.map(([, { signal }]) => fit(signal.account))}::text[], ${states.map(([key]) => key)}::text[],
      ${states.map(([, { knownAt }]) => knownAt)}::timestamptz[], ${states.map(([, { signal }]) => toJson(signal))}::text[]
    ) as k (account_key, identity, known_at, signal)
    on conflict (connection_id, source, identity) do update
      set heard_at = excluded.heard_at, known_at = excluded.known_at, signal = excluded.signal
      where u.signal::text <> excluded.signal::text`.execute(tx);
};

/** Moves up to `limit` signals whose account is known by now to where they belong. Returns how many were moved; 0 when none is left that can be. */
export const resolveNext = async (
  tx: Tx,
  connection: ConnectionId,
  learnedAt: Instant,
  limit: number,
): Promise<number> => {
  const keys = await sql<{ key: string }>`
    select distinct account_key as key from unresolved_signal where connection_id = ${connection}`.execute(tx);
  const accounts = await resolveAccounts(
    tx,
    connection,
    keys.rows.map(({ key }) => key),
  );
  if (accounts.size === 0) return 0;
  const { rows } = await sql<{ source: string; account_key: string; known_at: Instant | null; signal: RawSignal }>`
    with moved as (
      delete from unresolved_signal where connection_id = ${connection} and ctid = any (array(
        select ctid from unresolved_signal
        where connection_id = ${connection} and account_key = any(${[...accounts.keys()]}::text[]) order by heard_at limit ${limit}
      ))
      returning source, account_key, known_at, signal, heard_at
    )
    select source, account_key, known_at, signal from moved order by heard_at`.execute(tx);
  for (const source of new Set(rows.map((row) => row.source))) {
    const placed = rows.flatMap(({ source: from, account_key: key, known_at: knownAt, signal }) => {
      const accountId = accounts.get(key);
      return from !== source || accountId === undefined ? [] : [{ accountId, signal, knownAt: knownAt ?? learnedAt }];
    });
    await addSignals(tx, connection, source, placed, learnedAt);
  }
  return rows.length;
};
