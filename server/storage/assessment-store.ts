import { type Kysely, sql, type Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { Instant } from '../../src/accounts/time.ts';
import { chunk } from '../../src/common/batch.ts';
import type { AssessmentStore } from '../../src/ports/stores.ts';
import { saveAssessments } from './assessment-writes.ts';
import { inConnection } from './in-connection.ts';
import { keysetPages } from './keyset-pages.ts';
import { savePoints } from './score-points.ts';
import type { Tables } from './tables.ts';

/** An assessment is some 10 kB: a statement carries a few megabytes. */
const batchSize = 500;

interface Body {
  readonly body: HealthAssessment;
}

export const createAssessmentStore = (db: Kysely<Tables>): AssessmentStore => ({
  save: (connection, assessments, readAt) =>
    inConnection(db, connection, async (tx) => {
      let changed = 0;
      for (const batch of chunk(assessments, batchSize)) {
        changed += await saveAssessments(tx, connection, batch);
        await clearMarks(tx, connection, batch, readAt);
      }
      return { changed };
    }),

  savePoints: (connection, points) => inConnection(db, connection, (tx) => savePoints(tx, connection, points)),

  get: async (connection, account, asOf) => {
    const { rows } = await sql<Body>`
      select body from assessment
      where connection_id = ${connection} and account_id = ${account} and assessed_at <= coalesce(${asOf ?? null}::timestamptz, 'infinity')
      order by assessed_at desc limit 1`.execute(db);
    return rows[0]?.body ?? null;
  },

  all: async function* (connection, size) {
    const pages = keysetPages(
      '',
      size,
      ({ body }: Body): string => body.accountId,
      async (after, limit) => {
        const { rows } = await sql<Body>`
        select newest.body from record r cross join lateral (
          select body from assessment a
          where a.connection_id = ${connection} and a.account_id = r.id order by assessed_at desc limit 1
        ) newest
        where r.connection_id = ${connection} and r.type = 'account' and r.value is not null and r.id > ${after}
        order by r.id limit ${limit}`.execute(db);
        return rows;
      },
    );
    for await (const page of pages) yield page.map(({ body }) => body);
  },

  some: async (connection, accounts) => {
    const { rows } = await sql<Body>`
      select newest.body from unnest(${accounts}::text[]) as wanted (id) cross join lateral (
        select body from assessment a
        where a.connection_id = ${connection} and a.account_id = wanted.id order by assessed_at desc limit 1
      ) newest
      order by wanted.id collate "C"`.execute(db);
    return rows.map(({ body }) => body);
  },
});

const clearMarks = async (
  tx: Transaction<Tables>,
  connection: ConnectionId,
  assessments: readonly HealthAssessment[],
  readAt: Instant,
): Promise<void> => {
  await sql`
    delete from dirty_account
    where connection_id = ${connection} and account_id = any(${assessments.map((each) => each.accountId)}::text[])
      and marked_at < ${readAt}::timestamptz`.execute(tx);
};
