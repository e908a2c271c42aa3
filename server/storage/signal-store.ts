import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Day, Instant } from '../../src/accounts/time.ts';
import { chunk } from '../../src/common/batch.ts';
import type { RawSignal, RejectedRow } from '../../src/ports/signal-source.ts';
import type { SignalStore } from '../../src/ports/stores.ts';
import { endOfDayIn } from './end-of-day.ts';
import { withoutErased } from './erase-people.ts';
import { inConnection } from './in-connection.ts';
import { fit } from './json-text.ts';
import { resolveAccounts } from './resolve-accounts.ts';
import { addSignals } from './signal-writes.ts';
import type { Tables } from './tables.ts';
import { keepUnresolved, resolveNext } from './unresolved-signals.ts';

type Tx = Transaction<Tables>;

const batchSize = 5000;

export const createSignalStore = (db: Kysely<Tables>): SignalStore => ({
  save: (connection, source, signals, { learnedAt, backfill }) =>
    inConnection(db, connection, async (tx) => {
      const ownInstant = backfill ? await ownInstants(tx, connection, learnedAt) : null;
      let added = 0;
      let unresolved = 0;
      for (const batch of chunk(await withoutErased(tx, connection, signals), batchSize)) {
        const accounts = await resolveAccounts(tx, connection, [
          ...new Set(batch.map((signal) => fit(signal.account))),
        ]);
        const placed = batch.flatMap((signal) => {
          const accountId = accounts.get(fit(signal.account));
          return accountId === undefined ? [] : [{ accountId, signal, knownAt: ownInstant?.(signal) ?? learnedAt }];
        });
        added += await addSignals(tx, connection, source, placed, learnedAt);
        const strangers = batch.filter((signal) => !accounts.has(fit(signal.account)));
        const kept = strangers.map((signal) => ({ signal, knownAt: ownInstant?.(signal) ?? null }));
        await keepUnresolved(tx, connection, source, kept, learnedAt);
        unresolved += strangers.length;
      }
      return { added, unresolved };
    }),

  resolve: async (connection, learnedAt) => {
    let resolved = 0;
    for (;;) {
      const placed = await inConnection(db, connection, (tx) => resolveNext(tx, connection, learnedAt, batchSize));
      if (placed === 0) return { resolved };
      resolved += placed;
    }
  },

  saveRejected: (connection, source, rows, learnedAt) =>
    inConnection(db, connection, (tx) => saveRejected(tx, connection, source, rows, learnedAt)),

  rejected: async (connection) => {
    const { rows } = await sql<RejectedRow>`
      select file, line, column_name as "column", code, value from rejected_row
      where connection_id = ${connection} order by source, position`.execute(db);
    return rows;
  },

  unresolvedKeys: async (connection) => {
    const { rows } = await sql<{ account: string; signals: number }>`
      select account_key as account, count(*) as signals from unresolved_signal
      where connection_id = ${connection} group by account_key order by count(*) desc, account_key collate "C"`.execute(
      db,
    );
    return rows;
  },

  hasSource: async (connection, source) => {
    const row = await db
      .selectFrom('signal_source')
      .select('source')
      .where('connection_id', '=', connection)
      .where('source', '=', source)
      .executeTakeFirst();
    return row !== undefined;
  },

  completeSource: async (connection, source, at) => {
    await db
      .insertInto('signal_source')
      .values({ connection_id: connection, source, completed_at: at })
      .onConflict((conflict) => conflict.columns(['connection_id', 'source']).doUpdateSet({ completed_at: at }))
      .execute();
  },
});

/** When a signal would have been known, had we been there: at the end of its own day, in the connection's time zone. */
const ownInstants = async (
  tx: Tx,
  connection: ConnectionId,
  learnedAt: Instant,
): Promise<(signal: RawSignal) => Instant> => {
  const row = await tx
    .selectFrom('connection')
    .select('time_zone')
    .where('connection_id', '=', connection)
    .executeTakeFirst();
  const endOfDay = endOfDayIn(row?.time_zone ?? 'UTC');
  return (signal) => {
    const end = endOfDay(ownDay(signal));
    return end < learnedAt ? end : learnedAt;
  };
};

const ownDay = (signal: RawSignal): Day => {
  if (signal.kind === 'usage') return signal.day;
  return signal.kind === 'invoice' ? signal.issuedOn : signal.on;
};

/** The rows of one import add up, known by its instant; the next import of the source replaces them. */
const saveRejected = async (
  tx: Tx,
  connection: ConnectionId,
  source: string,
  rows: readonly RejectedRow[],
  learnedAt: Instant,
): Promise<void> => {
  await sql`
    delete from rejected_row
    where connection_id = ${connection} and source = ${source} and learned_at <> ${learnedAt}::timestamptz`.execute(tx);
  for (const batch of chunk(rows, batchSize))
    await sql`
      insert into rejected_row (connection_id, source, learned_at, position, file, line, column_name, code, value)
      select ${connection}, ${source}, ${learnedAt}::timestamptz,
        coalesce((select max(position) from rejected_row where connection_id = ${connection} and source = ${source}), 0) + r.position,
        r.file, r.line, r.column_name, r.code, r.value
      from unnest(${batch.map((row) => fit(row.file))}::text[], ${batch.map((row) => row.line)}::int[],
        ${batch.map((row) => (row.column === null ? null : fit(row.column)))}::text[], ${batch.map((row) => row.code)}::text[],
        ${batch.map((row) => fit(row.value))}::text[]) with ordinality as r (file, line, column_name, code, value, position)`.execute(
      tx,
    );
};
