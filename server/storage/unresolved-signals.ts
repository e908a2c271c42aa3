import { sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { contentKey } from './content-key.ts';
import { fit, toJson } from './json-text.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { addSignals } from './signal-writes.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Keeps signals whose account is not known. `knownAt` null: known from the instant at which the account is found. */
export const keepUnresolved = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  kept: readonly { readonly signal: RawSignal; readonly knownAt: Instant | null }[],
): Promise<void> => {
  if (kept.length === 0) return;
  const texts = kept.map(({ signal }) => toJson(signal));
  await sql`
    insert into unresolved_signal (connection_id, source, account_key, content, known_at, signal)
    select ${connection}, ${source}, account_key, content, known_at, signal::json
    from unnest(${kept.map(({ signal }) => fit(signal.account))}::text[], ${texts.map((text) => contentKey(text))}::text[],
      ${kept.map(({ knownAt }) => knownAt)}::timestamptz[], ${texts}::text[]) as u (account_key, content, known_at, signal)
    on conflict do nothing`.execute(tx);
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
    delete from unresolved_signal where connection_id = ${connection} and ctid = any (array(
      select ctid from unresolved_signal
      where connection_id = ${connection} and account_key = any(${[...accounts.keys()]}::text[]) limit ${limit}
    ))
    returning source, account_key, known_at, signal`.execute(tx);
  for (const source of new Set(rows.map((row) => row.source))) {
    const placed = rows.flatMap(({ source: from, account_key: key, known_at: knownAt, signal }) => {
      const accountId = accounts.get(key);
      return from !== source || accountId === undefined ? [] : [{ accountId, signal, knownAt: knownAt ?? learnedAt }];
    });
    await addSignals(tx, connection, source, placed, learnedAt);
  }
  return rows.length;
};
