import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { composeInstall } from '../../server/compose-install.ts';
import { createApp } from '../../server/http/app.ts';
import { listen, type Listening } from '../../server/http/listen.ts';
import { loginSecrets } from '../../server/secrets/login-secrets.ts';
import { secretsOf } from '../../server/secrets/secrets.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { createLoginStore } from '../../server/storage/login-store.ts';
import { createStores } from '../../server/storage/stores.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createSalesforceOAuth } from '../../src/salesforce/oauth.ts';
import { type DatabaseForTest, openDatabaseForTest } from '../helpers/chosen-database.ts';
import { publicUrl } from './oauth-world.ts';

let shared: DatabaseForTest;
let salesforce: SalesforceSandbox;
let server: Listening;
beforeAll(async () => {
  shared = await openDatabaseForTest('embedded');
});
afterAll(() => shared.remove());

const clock = { now: () => new Date() };
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const control = async (call: string, body: unknown = {}) => {
  await fetch(`${salesforce.controlUrl}/${call}`, { method: 'POST', body: JSON.stringify(body) });
};
const connection = () => connectionId('salesforce', salesforce.orgId);
const app = () => ({ loginUrl: salesforce.url, ...salesforce.oauth });
function open() {
  const { db } = shared.database;
  const secrets = secretsOf([newTokenKey()]);
  const { installs } = createStores(db);
  const { clientId, clientSecret } = salesforce.oauth;
  const redirectUri = `${publicUrl}/install/salesforce/callback`;
  const installed = composeInstall({
    oauth: createSalesforceOAuth({ loginUrl: salesforce.url, clientId, clientSecret, redirectUri }),
    logins: createLoginStore(db, secrets),
    credentials: createCredentialStore({ db, secrets }),
    ...{ installs, secrets: loginSecrets, turns: createTurns(), clock, logger },
  });
  return { installed, installs };
}
let world: ReturnType<typeof open>;
beforeEach(async () => {
  await shared.empty();
  salesforce = await startSalesforceSandbox();
  world = open();
  const apps = new Map([['salesforce', world.installed] as const]);
  const install = { apps, logger, begin: () => undefined };
  server = await listen(createApp({ checkDatabase: () => Promise.resolve(), isServing: () => true, install }), 0);
});
afterEach(async () => {
  await server.close();
  await salesforce.close();
});

async function install(): Promise<Response> {
  const local = `http://127.0.0.1:${server.port}`;
  const started = await fetch(`${local}/install/salesforce`, { redirect: 'manual' });
  const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const login = await fetch(started.headers.get('location') ?? '', { redirect: 'manual' });
  const back = (login.headers.get('location') ?? '').replace(publicUrl, local);
  return fetch(back, { headers: { cookie } });
}
const gateway = () =>
  createSalesforceGateway({
    access: {
      by: 'stored_credentials',
      ...{ connectionId: connection(), credentials: world.installed.credentials },
      ...app(),
    },
    logger,
  });

it('O1, O2 an org is installed once, under the id that Salesforce names, with PKCE', async () => {
  const page = await install();
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(salesforce.orgId)]);
  const stored = await world.installed.credentials.read(connection());
  expect([stored?.instanceUrl, stored?.scopes]).toEqual([salesforce.url, ['api', 'refresh_token']]);
  expect(await gateway().identify()).toBe(connection());
  await control('app', { approves: false });
  expect((await install()).status).toBe(400);
  expect((await world.installs.list()).length).toBe(1);
});

it('O4 a rotated refresh token is stored before its access token is used, again and again', async () => {
  await control('app', { rotation: true });
  await install();
  const seen = new Set<string>();
  for (let round = 0; round < 4; round++) {
    await control('tokens/expire');
    expect(await gateway().identify()).toBe(connection());
    seen.add((await world.installed.credentials.read(connection()))?.refreshToken ?? '');
  }
  expect(seen.size).toBe(4);
});

it('O5 an org that revoked the access is asked once more, is disconnected, and can be installed again', async () => {
  await install();
  const stored = await world.installed.credentials.read(connection());
  await control('tokens/revoke', { token: stored?.refreshToken ?? '' });
  await expect(gateway().identify()).rejects.toMatchObject({ kind: 'auth', code: 'disconnected' });
  expect((await world.installs.get(connection()))?.ended).toMatchObject({ why: 'revoked' });
  await expect(gateway().identify()).rejects.toMatchObject({ code: 'disconnected' });
  expect(await (await install()).text()).toContain('connected again');
});

it('O8 a disconnection revokes the access and takes the tokens away', async () => {
  await install();
  const stored = await world.installed.credentials.read(connection());
  expect(await world.installed.disconnect(connection())).toMatchObject({ ended: { why: 'asked' } });
  expect(await world.installed.credentials.read(connection())).toBeNull();
  const again = { grant_type: 'refresh_token', refresh_token: stored?.refreshToken ?? '' };
  const body = new URLSearchParams({ ...again, client_id: app().clientId, client_secret: app().clientSecret });
  expect((await fetch(`${salesforce.url}/services/oauth2/token`, { method: 'POST', body })).status).toBe(400);
});
