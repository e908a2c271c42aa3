import { sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { contentKey } from './content-key.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

const hashOf = (connection: ConnectionId, key: string): string => contentKey(connection, key.toLowerCase());
/** Counts what somebody did without saying who. */
const pseudonymOf = (connection: ConnectionId, key: string): string => `erased-${hashOf(connection, key)}`;
/** A shorter one would be found inside other words. */
const shortestName = 3;

/**
 * Takes people out of everything that was derived from them: their usage and answers go on under a pseudonym, so that yesterday's numbers stay true; their
 * names leave sentences, ledger and assessments. Call it before their contact records are erased: those say what to look for.
 */
export async function erasePeople(tx: Tx, connection: ConnectionId, contacts: readonly string[]): Promise<void> {
  const { keys, names } = await traitsOf(tx, connection, contacts);
  const hashes = keys.map((key) => hashOf(connection, key));
  await sql`
    insert into erased_key (connection_id, key_hash) select ${connection}, hash from unnest(${hashes}::text[]) as given (hash)
    on conflict do nothing`.execute(tx);
  for (const key of keys) await eraseKey(tx, connection, key, pseudonymOf(connection, key));
  for (const name of names) await eraseName(tx, connection, name);
}

/** Addresses and ids that signals know them by, and their names, of every version of their records. */
async function traitsOf(tx: Tx, connection: ConnectionId, contacts: readonly string[]) {
  const { rows } = await sql<{ email: string | null; name: string | null }>`
    select distinct value->>'email' as email, value->>'name' as name from (
      select value from record where connection_id = ${connection} and type = 'contact' and id = any(${contacts}::text[])
      union all
      select value from record_version where connection_id = ${connection} and type = 'contact' and record_id = any(${contacts}::text[])
    ) known`.execute(tx);
  const present = (values: readonly (string | null)[]) => [...new Set(values.flatMap((each) => each ?? []))];
  return {
    keys: [...new Set([...contacts, ...present(rows.map(({ email }) => email))].map((key) => key.toLowerCase()))],
    names: present(rows.map(({ name }) => name)).filter((name) => name.length >= shortestName),
  };
}

async function eraseKey(tx: Tx, connection: ConnectionId, key: string, pseudonym: string): Promise<void> {
  const mine = sql`connection_id = ${connection}`;
  await sql`update usage_day set user_key = ${pseudonym} where ${mine} and lower(user_key) = ${key}`.execute(tx);
  const { rows } = await sql<{ place: string; value: string }>`
    select ctid::text as place, value from observation where ${mine} and lower(about) = ${key}`.execute(tx);
  for (const { place, value } of rows)
    await sql`
      update observation set about = ${pseudonym}, content = ${contentKey(pseudonym, value)}
      where ctid = ${place}::tid`.execute(tx);
  await sql`
    delete from unresolved_signal
    where ${mine} and (lower(signal->>'user') = ${key} or lower(signal->>'about') = ${key})`.execute(tx);
  await sql`delete from rejected_row where ${mine} and strpos(lower(value), ${key}) > 0 and ${key} like '%@%'`.execute(
    tx,
  );
  await sql`
    update assessment set body = replace(body::text, to_json(${key}::text)::text, to_json(${pseudonym}::text)::text)::json
    where ${mine} and strpos(body::text, to_json(${key}::text)::text) > 0 and ${key} like '%@%'`.execute(tx);
}

/** Names stand in sentences only where the connection allows it, and then in what was written to the CRM. */
async function eraseName(tx: Tx, connection: ConnectionId, name: string): Promise<void> {
  // inside JSON text, without the quotation marks around it
  const inJson = JSON.stringify(name).slice(1, -1);
  const without = (column: 'before' | 'after' | 'ours') =>
    sql`${sql.ref(column)} = replace(${sql.ref(column)}::text, ${inJson}, '…')::jsonb`;
  await sql`
    update ledger set ${without('before')}, ${without('after')}
    where connection_id = ${connection} and (strpos(before::text, ${inJson}) > 0 or strpos(after::text, ${inJson}) > 0)`.execute(
    tx,
  );
  await sql`
    update record set ${without('ours')}
    where connection_id = ${connection} and strpos(ours::text, ${inJson}) > 0`.execute(tx);
}

/** Signals of erased people, under their pseudonyms: a source goes on sending what it knows. */
export async function withoutErased(
  tx: Tx,
  connection: ConnectionId,
  signals: readonly RawSignal[],
): Promise<readonly RawSignal[]> {
  const { rows } = await sql<{ hash: string }>`
    select key_hash as hash from erased_key where connection_id = ${connection}`.execute(tx);
  if (rows.length === 0) return signals;
  const erased = new Set(rows.map(({ hash }) => hash));
  const shown = (key: string) => (erased.has(hashOf(connection, key)) ? pseudonymOf(connection, key) : key);
  return signals.map((signal) => {
    if (signal.kind === 'usage') return { ...signal, user: shown(signal.user) };
    return signal.kind === 'observation' && signal.about !== null ? { ...signal, about: shown(signal.about) } : signal;
  });
}
