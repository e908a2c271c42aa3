import type { Kysely } from 'kysely';
import type { LoginStore } from '../../src/ports/installs.ts';
import type { Sealing } from './sealing.ts';
import type { Tables } from './tables.ts';

export const createLoginStore = (db: Kysely<Tables>, secrets: Sealing): LoginStore => ({
  save: async (state, { verifier, expiresAt, ...login }, now) => {
    await db.deleteFrom('pending_login').where('expires_at', '<', now).execute();
    await db
      .insertInto('pending_login')
      .values({ state, ...login, verifier: secrets.seal(verifier, context(state)), expires_at: expiresAt })
      .execute();
  },
  take: async (state) => {
    const row = await db.deleteFrom('pending_login').where('state', '=', state).returningAll().executeTakeFirst();
    if (row === undefined) return null;
    const { crm, browser, locale, expires_at } = row;
    return { crm, browser, locale, expiresAt: expires_at, verifier: secrets.open(row.verifier, context(state)) };
  },
});

const context = (state: string): string => `login ${state} verifier`;
