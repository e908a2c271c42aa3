import type { Kysely } from 'kysely';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import type { ScorecardStore } from '../../src/ports/stores.ts';
import { appendAudit } from './append-audit.ts';
import { inConnection } from './in-connection.ts';
import type { Tables } from './tables.ts';

export const createScorecardStore = (db: Kysely<Tables>): ScorecardStore => ({
  inForce: async (connection) => {
    const rows = await db
      .selectFrom('scorecard_in_force')
      .select(['since', 'hash', 'card'])
      .where('connection_id', '=', connection)
      .orderBy('since')
      .execute();
    // Checked when it was published, and json gives back what was put in.
    return rows.map(({ since, hash, card }) => ({ since, hash, card: card as Scorecard }));
  },
  publish: (connection, { since, hash, card }) =>
    inConnection(db, connection, async (tx) => {
      const newest = await tx
        .selectFrom('scorecard_in_force')
        .select('hash')
        .where('connection_id', '=', connection)
        .orderBy('since', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (newest?.hash === hash) return;
      const columns = { hash, card: JSON.stringify(card) };
      await tx
        .insertInto('scorecard_in_force')
        .values({ connection_id: connection, since, ...columns })
        .onConflict((conflict) => conflict.columns(['connection_id', 'since']).doUpdateSet(columns))
        .execute();
      const states = { before: newest?.hash ?? null, after: hash };
      await appendAudit(tx, { subject: connection, action: 'scorecard_published', object: card.version, ...states });
    }),
});
