import { type Kysely, sql } from 'kysely';
import { type LoginStore, mostLogins } from '../../src/ports/installs.ts';
import type { Sealing } from './sealing.ts';
import type { Tables } from './tables.ts';

export const createLoginStore = (db: Kysely<Tables>, secrets: Sealing): LoginStore => ({
  save: async (state, { crm, browser, verifier, locale, expiresAt }, now) => {
    await db.deleteFrom('pending_login').where('expires_at', '<', now).execute();
    const sealed = secrets.seal(verifier, context(state));
    await db
      .insertInto('pending_login')
      .values({ state, crm, browser, verifier: sealed, locale, expires_at: expiresAt })
      .execute();
    // all live equally long, so the first to end is the oldest
    await sql`
      delete from pending_login where state in (select state from pending_login order by expires_at
        limit greatest(0, (select count(*) from pending_login) - ${mostLogins}))`.execute(db);
  },
  take: async (state) => {
    const row = await db.deleteFrom('pending_login').where('state', '=', state).returningAll().executeTakeFirst();
    if (row === undefined) return null;
    const { crm, browser, locale, expires_at } = row;
    return { crm, browser, locale, expiresAt: expires_at, verifier: secrets.open(row.verifier, context(state)) };
  },
});

const context = (state: string): string => `login ${state} verifier`;
