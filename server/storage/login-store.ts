import { type Kysely, sql } from 'kysely';
import { type LoginStore, mostLogins } from '../../src/ports/installs.ts';
import type { Sealing } from './sealing.ts';
import type { Tables } from './tables.ts';

export const createLoginStore = (db: Kysely<Tables>, secrets: Sealing): LoginStore => ({
  save: async (state, { verifier, expiresAt, ...login }, now) => {
    await db.deleteFrom('pending_login').where('expires_at', '<', now).execute();
    // one statement, but no lock: a few too many, by as many as begin in the same moment, do no harm
    const sealed = secrets.seal(verifier, context(state));
    const { numAffectedRows } = await sql`
      insert into pending_login (state, crm, browser, verifier, locale, expires_at)
      select ${state}, ${login.crm}, ${login.browser}, ${sealed}, ${login.locale}, ${expiresAt}
      where (select count(*) from pending_login) < ${mostLogins}`.execute(db);
    return numAffectedRows === 1n;
  },
  take: async (state) => {
    const row = await db.deleteFrom('pending_login').where('state', '=', state).returningAll().executeTakeFirst();
    if (row === undefined) return null;
    const { crm, browser, locale, expires_at } = row;
    return { crm, browser, locale, expiresAt: expires_at, verifier: secrets.open(row.verifier, context(state)) };
  },
});

const context = (state: string): string => `login ${state} verifier`;
