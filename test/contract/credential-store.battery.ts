import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { secretsOf } from '../../server/secrets/secrets.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createCredentialStore, type SealedCredentialStore } from '../../server/storage/credential-store.ts';
import type { Database } from '../../server/storage/database.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import type { Credentials } from '../../src/ports/credentials.ts';

interface OpenDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

export const sampleCredentials = (changes: Partial<Credentials> = {}): Credentials => ({
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  expiresAt: '2026-11-22T08:30:00.000Z',
  instanceUrl: null,
  scopes: ['oauth', 'tickets'],
  ...changes,
});

/** A promise that somebody else settles. */
const gate = () => Promise.withResolvers<undefined>();

/** What the store of credentials promises, on both kinds of database. */
export const credentialStoreBattery = (name: string, open: () => Promise<OpenDatabase>): void => {
  describe(`credentials: ${name}`, () => {
    const [first, second] = [newTokenKey(), newTokenKey()];
    let opened: OpenDatabase;
    let number = 0;
    let store: SealedCredentialStore;
    const mine = () => connectionId('hubspot', `credentials-${number}`);
    /** Another process on the same database. */
    const another = (leaseMs?: number, keys: Parameters<typeof secretsOf>[0] = [first]) =>
      createCredentialStore({
        db: opened.database.db,
        secrets: secretsOf(keys),
        ...(leaseMs === undefined ? {} : { leaseMs }),
      });
    const rows = async (text: string, values: unknown[] = []) =>
      (await opened.database.pool.query<Record<string, string>>(text, values)).rows;

    beforeAll(async () => {
      opened = await open();
      store = another();
    });
    afterAll(() => opened.close());
    beforeEach(async () => {
      number++;
      await store.save(mine(), sampleCredentials());
    });

    it('keeps them whole, replaces and removes them', async () => {
      expect(await store.read(mine())).toEqual(sampleCredentials());
      const others = sampleCredentials({
        refreshToken: null,
        expiresAt: null,
        instanceUrl: 'https://x.my.salesforce.com',
      });
      await store.save(mine(), others);
      expect(await store.read(mine())).toEqual(others);
      await store.remove(mine());
      expect(await store.read(mine())).toBeNull();
    });

    it('renews once for many callers and gives the result to whoever comes late with the spent token', async () => {
      let exchanges = 0;
      const exchange = (current: Credentials) => {
        exchanges++;
        return Promise.resolve({ ...current, accessToken: 'access-2', refreshToken: 'refresh-2' });
      };
      const [one, two] = [another(), another()];
      const callers = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : two));
      const all = await Promise.all(callers.map((each) => each.renew(mine(), 'access-1', exchange)));
      expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-2']));
      expect((await another().renew(mine(), 'access-1', exchange)).refreshToken).toBe('refresh-2');
      expect(exchanges).toBe(1);
    });

    it('has stored a renewal when it returns it', async () => {
      const renewed = sampleCredentials({ accessToken: 'access-2', refreshToken: 'refresh-2' });
      await store.renew(mine(), 'access-1', () => Promise.resolve(renewed));
      expect(await another().read(mine())).toEqual(renewed);
    });

    it('passes an error of the exchange on, keeps what is stored and lets the next one try', async () => {
      await expect(store.renew(mine(), 'access-1', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
      expect(await store.read(mine())).toEqual(sampleCredentials());
      const renewed = sampleCredentials({ accessToken: 'access-2' });
      expect(await another().renew(mine(), 'access-1', () => Promise.resolve(renewed))).toEqual(renewed);
    });

    it('has nothing to renew where nothing is stored', async () => {
      await store.remove(mine());
      const asked = store.renew(mine(), 'access-1', () => Promise.reject(new Error('asked')));
      await expect(asked).rejects.toMatchObject({ kind: 'auth', code: 'disconnected' });
    });

    it('lets a new install win over a renewal that was under way', async () => {
      const installed = sampleCredentials({ accessToken: 'installed', refreshToken: 'installed' });
      const late = store.renew(mine(), 'access-1', async () => {
        await store.save(mine(), installed);
        return sampleCredentials({ accessToken: 'late' });
      });
      await expect(late).rejects.toMatchObject({ kind: 'conflict', code: 'lease_lost' });
      expect(await store.read(mine())).toEqual(installed);
    });

    it('brings nothing back that was removed during a renewal', async () => {
      const late = store.renew(mine(), 'access-1', async () => {
        await store.remove(mine());
        return sampleCredentials({ accessToken: 'late' });
      });
      await expect(late).rejects.toMatchObject({ code: 'lease_lost' });
      expect(await store.read(mine())).toBeNull();
    });

    it('hands the lease over when its time is up, and the former holder stores and releases nothing', async () => {
      const [slow, quick] = [gate(), gate()];
      const held = another(50).renew(mine(), 'access-1', async () => {
        await slow.promise;
        return sampleCredentials({ accessToken: 'too-late' });
      });
      const taken = another().renew(mine(), 'access-1', async () => {
        await quick.promise;
        return sampleCredentials({ accessToken: 'access-2' });
      });
      const third = another();
      await new Promise((resolve) => setTimeout(resolve, 400));
      slow.resolve(undefined);
      await expect(held).rejects.toMatchObject({ kind: 'conflict', code: 'lease_lost' });
      // the second one still holds it: a third one waits
      const waiting = third.renew(mine(), 'access-1', () => Promise.reject(new Error('a second exchange')));
      await new Promise((resolve) => setTimeout(resolve, 250));
      quick.resolve(undefined);
      expect((await taken).accessToken).toBe('access-2');
      expect((await waiting).accessToken).toBe('access-2');
      expect((await store.read(mine()))?.accessToken).toBe('access-2');
    });

    it('stores sealed texts only, each for its own row and column', async () => {
      const other = connectionId('hubspot', `other-${number}`);
      await store.save(other, sampleCredentials({ accessToken: 'theirs', refreshToken: 'theirs-too' }));
      const all = JSON.stringify(await rows('select * from credential'));
      expect(all).not.toMatch(/access-1|refresh-1|theirs/);
      await rows(
        `update credential set access_token = (select access_token from credential where connection_id = $1)
         where connection_id = $2`,
        [other, mine()],
      );
      await expect(store.read(mine())).rejects.toMatchObject({ name: 'SecretsError', kind: 'altered' });
      await rows('update credential set access_token = refresh_token where connection_id = $1', [other]);
      await expect(store.read(other)).rejects.toMatchObject({ kind: 'altered' });
    });

    it('leaves no sealed text of a removed connection in its table', async () => {
      const [row] = await rows(
        'select access_token, pg_relation_filepath($2) as file from credential where connection_id = $1',
        [mine(), 'credential'],
      );
      await store.remove(mine());
      const [after] = await rows('select pg_relation_filepath($1) as file', ['credential']);
      expect(row?.access_token).toMatch(/^v1\./);
      // written anew, into another file
      expect(after?.file).not.toBe(row?.file);
    });

    it('seals anew with another key, and leaves alone what is sealed with it already', async () => {
      await rows('delete from credential where connection_id <> $1', [mine()]);
      const rotated = another(undefined, [second, first]);
      expect(await rotated.reseal()).toBe(1);
      expect(await rotated.reseal()).toBe(0);
      expect(await another(undefined, [second]).read(mine())).toEqual(sampleCredentials());
      await expect(store.read(mine())).rejects.toMatchObject({ kind: 'unknown_key' });
      await rows('delete from credential');
    });
  });
};
