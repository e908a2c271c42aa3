import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { composeInstall } from '../../server/compose-install.ts';
import { createGateways } from '../../server/gateways.ts';
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

let aheadMs = 0;
const clock = { now: () => new Date(Date.now() + aheadMs) };
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
  const salesforceApp = { loginUrl: salesforce.url, clientId, clientSecret, publicUrl };
  const credentials = createCredentialStore({ db, secrets });
  const installed = composeInstall({
    oauth: createSalesforceOAuth({
      ...salesforceApp,
      ...{ redirectUri: `${publicUrl}/install/salesforce/callback`, clock },
    }),
    logins: createLoginStore(db, secrets),
    ...{ credentials, installs, secrets: loginSecrets, turns: createTurns(), clock, logger },
  });
  const apps = new Map([['salesforce', installed] as const]);
  /** As each process makes them. */
  const gateways = () => createGateways({ config: { hubspotApp: null, salesforceApp }, apps, installs, clock, logger });
  return { installed, installs, credentials, apps, gateways };
}
let world: ReturnType<typeof open>;
beforeEach(async () => {
  await shared.empty();
  aheadMs = 0;
  salesforce = await startSalesforceSandbox();
  world = open();
  const install = { apps: world.apps, logger, begin: () => undefined };
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
const gateway = async () => {
  const opened = await world.gateways().installed(connection());
  if (opened === null) throw new Error('it is not installed');
  return opened;
};
const refreshes = async (): Promise<number> => {
  const { byGrant } = (await (await fetch(`${salesforce.controlUrl}/calls`)).json()) as Calls;
  return byGrant.refresh_token ?? 0;
};
interface Calls {
  readonly byGrant: Readonly<Record<string, number>>;
}

it('O1, O2 an org is installed once, under the id that Salesforce names, with PKCE', async () => {
  const page = await install();
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(salesforce.orgId)]);
  const stored = await world.credentials.read(connection());
  expect([stored?.instanceUrl, stored?.scopes]).toEqual([salesforce.url, ['api', 'refresh_token']]);
  expect(await (await gateway()).identify()).toBe(connection());
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
    expect(await (await gateway()).identify()).toBe(connection());
    seen.add((await world.credentials.read(connection()))?.refreshToken ?? '');
  }
  expect(seen.size).toBe(4);
});

it('O5 an org that revoked the access is asked once more, is disconnected, and can be installed again', async () => {
  await install();
  const stored = await world.credentials.read(connection());
  const [opened, other] = [await gateway(), await gateway()];
  await control('tokens/revoke', { token: stored?.refreshToken ?? '' });
  await expect(opened.identify()).rejects.toMatchObject({ kind: 'auth', code: 'disconnected' });
  expect((await world.installs.get(connection()))?.ended).toMatchObject({ why: 'revoked' });
  await expect(other.identify()).rejects.toMatchObject({ code: 'disconnected' });
  expect(await refreshes()).toBe(1);
  expect(await (await install()).text()).toContain('connected again');
});

it.each([
  ['invalid_grant', 'ip restricted or invalid login hours', 'wrong_token'],
  ['invalid_grant', 'inactive user', 'wrong_token'],
  ['inactive_user', 'user is inactive', 'wrong_token'],
  ['rate_limit_exceeded', 'login rate exceeded', 'rate_limited'],
  ['invalid_client', 'invalid client credentials', 'app_refused'],
])('a renewal refused with %s (%s) ends no installation', async (error, error_description, code) => {
  await install();
  const opened = await gateway();
  await control('tokens/expire');
  const fault = { kind: 'status', status: 400, body: { error, error_description } };
  await control('faults', [{ match: { route: 'oauth2/token' }, fault, times: 1 }]);
  const reason = `${error}: ${error_description}`;
  await expect(opened.identify()).rejects.toMatchObject({ code, details: { reason } });
  expect((await world.installs.get(connection()))?.ended).toBeNull();
  expect(await opened.identify()).toBe(connection());
});

it.each(['token request is already being processed', 'expired authorization code'])(
  'a renewal that meets another one (%s) is asked again after a pause',
  async (error_description) => {
    await install();
    const opened = await gateway();
    await control('tokens/expire');
    const fault = { kind: 'status', status: 400, body: { error: 'invalid_grant', error_description } };
    await control('faults', [{ match: { route: 'oauth2/token' }, fault, times: 1 }]);
    const begun = performance.now();
    expect(await opened.identify()).toBe(connection());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(2_000);
    expect([await refreshes(), (await world.installs.get(connection()))?.ended]).toEqual([1, null]);
  },
);

it('a renewal without an answer is not asked again before Salesforce can have ended it', async () => {
  await install();
  const stored = await world.credentials.read(connection());
  await control('faults', [{ match: { route: 'oauth2/token' }, fault: { kind: 'reset' }, times: 1 }]);
  const { accessToken = '' } = stored ?? {};
  const lost = { kind: 'unavailable', code: 'unreachable', retryAfterMs: 15_000 };
  await expect(world.installed.tokens(connection()).renewed(accessToken)).rejects.toMatchObject(lost);
  const renewed = world.installed.tokens(connection()).renewed(accessToken);
  const second = Promise.race([renewed, sleep(1_000, 'waits')]);
  expect(await second).toBe('waits');
  // the pause is over
  await shared.database.pool.query('update credential set held_until = null');
  expect((await renewed).accessToken).not.toBe(accessToken);
});

it('O8 a disconnection revokes the access and takes the tokens away', async () => {
  await install();
  const stored = await world.credentials.read(connection());
  expect(await world.installed.disconnect(connection())).toMatchObject({ ended: { why: 'asked' } });
  expect(await world.credentials.read(connection())).toBeNull();
  const again = { grant_type: 'refresh_token', refresh_token: stored?.refreshToken ?? '' };
  const body = new URLSearchParams({ ...again, client_id: app().clientId, client_secret: app().clientSecret });
  expect((await fetch(`${salesforce.url}/services/oauth2/token`, { method: 'POST', body })).status).toBe(400);
});

it('keeps one gateway for each org in a process, until the org has ended', async () => {
  await install();
  const { installed } = world.gateways();
  const first = await installed(connection());
  expect(await installed(connection())).toBe(first);
  await world.installed.disconnect(connection());
  expect(await installed(connection())).toBeNull();
  await install();
  const second = await installed(connection());
  expect(second).not.toBe(first);
  expect(await second?.identify()).toBe(connection());
});

it('uses a refresh token at least every 20 days, though the org keeps its session alive and nothing is read', async () => {
  const day = 86_400_000;
  await control('app', { sessionMs: 400 * day });
  await install();
  const { installed } = world.gateways();
  const days: number[] = [];
  let before = await refreshes();
  for (let passed = 1; passed <= 61; passed++) {
    aheadMs = passed * day;
    await control('clock', { advanceMs: day });
    expect(await installed(connection())).not.toBeNull();
    const now = await refreshes();
    if (now > before) days.push(passed);
    before = now;
  }
  expect(days).toEqual([20, 40, 60]);
  expect(await (await gateway()).identify()).toBe(connection());
});
