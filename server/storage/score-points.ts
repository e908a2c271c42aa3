import { sql, type Transaction } from 'kysely';
import type { ScorePoint } from '../../src/accounts/account-inputs.ts';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import { chunk } from '../../src/common/batch.ts';
import type { Tables } from './tables.ts';

const batchSize = 5000;

/** Appends points that differ from the newest of their account and day. */
export const savePoints = async (
  tx: Transaction<Tables>,
  connection: ConnectionId,
  points: readonly (ScorePoint & { readonly accountId: AccountId })[],
): Promise<void> => {
  for (const batch of chunk(points, batchSize))
    await sql`
      insert into score_point (connection_id, account_id, day, known_at, score, shown, band, coverage, scorecard)
      select ${connection}, i.* from unnest(${batch.map((p) => p.accountId)}::text[], ${batch.map((p) => p.day)}::date[],
        ${batch.map((p) => p.knownAt)}::timestamptz[], ${batch.map((p) => p.score)}::float8[], ${batch.map((p) => p.shown)}::int[],
        ${batch.map((p) => p.band)}::text[], ${batch.map((p) => p.coverage)}::float8[], ${batch.map((p) => p.scorecard)}::text[])
        as i (account_id, day, known_at, score, shown, band, coverage, scorecard)
      where not exists (
        select from (
          select p.score, p.shown, p.band, p.coverage, p.scorecard from score_point p
        where p.connection_id = ${connection} and p.account_id = i.account_id and p.day = i.day
        order by p.known_at desc limit 1
        ) newest
        where (newest.score, newest.shown, newest.band, newest.coverage, newest.scorecard) is not distinct from (i.score, i.shown, i.band, i.coverage, i.scorecard)
      )
      on conflict (connection_id, account_id, day, known_at) do update set score = excluded.score, shown = excluded.shown,
        band = excluded.band, coverage = excluded.coverage, scorecard = excluded.scorecard`.execute(tx);
};
