import { sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import { contentKey } from './content-key.ts';
import { savePoints } from './score-points.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** One batch: assessments that differ from the newest of their account, their points of the day, their tier states. Returns how many differed. */
export const saveAssessments = async (
  tx: Tx,
  connection: ConnectionId,
  assessments: readonly HealthAssessment[],
): Promise<number> => {
  const changed = await appendAssessments(tx, connection, assessments);
  await savePoints(tx, connection, assessments.map(pointOf));
  await saveTierStates(tx, connection, assessments);
  return changed;
};

const appendAssessments = async (
  tx: Tx,
  connection: ConnectionId,
  assessments: readonly HealthAssessment[],
): Promise<number> => {
  const { rows } = await sql<{ changed: number }>`
    with appended as (
      insert into assessment (connection_id, account_id, assessed_at, content_hash, body)
      select ${connection}, i.account_id, i.assessed_at, i.content_hash, i.body::json
      from unnest(${assessments.map((each) => each.accountId)}::text[], ${assessments.map((each) => each.assessedAt)}::timestamptz[],
        ${assessments.map(hashOf)}::text[], ${assessments.map((each) => JSON.stringify(each))}::text[])
        as i (account_id, assessed_at, content_hash, body)
      where i.content_hash is distinct from (
        select a.content_hash from assessment a
        where a.connection_id = ${connection} and a.account_id = i.account_id order by a.assessed_at desc limit 1
      )
      on conflict (connection_id, account_id, assessed_at) do update set content_hash = excluded.content_hash, body = excluded.body
      returning 1
    )
    select count(*) as changed from appended`.execute(tx);
  return rows[0]?.changed ?? 0;
};

/** The instant alone makes no difference worth keeping. */
const hashOf = (assessment: HealthAssessment): string =>
  contentKey(JSON.stringify({ ...assessment, assessedAt: null }));

const pointOf = (assessment: HealthAssessment) => ({
  accountId: assessment.accountId,
  day: assessment.today,
  knownAt: assessment.assessedAt,
  score: assessment.score,
  shown: assessment.shown,
  band: assessment.band,
  coverage: assessment.coverage,
  scorecard: assessment.scorecard.version,
});

const saveTierStates = async (
  tx: Tx,
  connection: ConnectionId,
  assessments: readonly HealthAssessment[],
): Promise<void> => {
  const states = assessments.flatMap(({ accountId, today, assessedAt, renewals }) =>
    renewals.map(({ renewalId, machine, candidate, ungated, ungatedCandidate }) => ({
      ...{ accountId, renewalId, today, assessedAt, machine, candidate, ungated, ungatedCandidate },
    })),
  );
  if (states.length === 0) return;
  await sql`
    insert into tier_state (connection_id, account_id, renewal_id, day, known_at, machine, candidate, ungated, ungated_candidate)
    select ${connection}, i.* from unnest(${states.map((s) => s.accountId)}::text[], ${states.map((s) => s.renewalId)}::text[],
      ${states.map((s) => s.today)}::date[], ${states.map((s) => s.assessedAt)}::timestamptz[], ${states.map((s) => s.machine)}::text[],
      ${states.map((s) => s.candidate)}::text[], ${states.map((s) => s.ungated)}::text[], ${states.map((s) => s.ungatedCandidate)}::text[])
      as i (account_id, renewal_id, day, known_at, machine, candidate, ungated, ungated_candidate)
    where not exists (
        select from (
          select t.machine, t.candidate, t.ungated, t.ungated_candidate from tier_state t
      where t.connection_id = ${connection} and t.account_id = i.account_id and t.renewal_id = i.renewal_id and t.day = i.day
      order by t.known_at desc limit 1
        ) newest
        where (newest.machine, newest.candidate, newest.ungated, newest.ungated_candidate)
          is not distinct from (i.machine, i.candidate, i.ungated, i.ungated_candidate)
      )
    on conflict (connection_id, account_id, renewal_id, day, known_at)
      do update set machine = excluded.machine, candidate = excluded.candidate, ungated = excluded.ungated,
        ungated_candidate = excluded.ungated_candidate`.execute(tx);
};
