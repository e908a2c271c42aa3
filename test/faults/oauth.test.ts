import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createScheduleInstalls } from '../../server/jobs/schedule-installs.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { mostLogins } from '../../src/ports/installs.ts';
import { readOf, sampleAccount } from '../fixtures/store-samples.ts';
import { type DatabaseForTest, openDatabaseForTest } from '../helpers/chosen-database.ts';
import { type OAuthWorld, openOAuthWorld, publicUrl } from './oauth-world.ts';

let shared: DatabaseForTest;
let world: OAuthWorld;
beforeAll(async () => {
  shared = await openDatabaseForTest('embedded');
});
afterAll(() => shared.remove());
beforeEach(async () => {
  await shared.empty();
  world = await openOAuthWorld(shared);
});
const reopen = async (options?: Parameters<typeof openOAuthWorld>[1]) => {
  await world.close();
  await shared.empty();
  world = await openOAuthWorld(shared, options);
};
afterEach(() => world.close());

const minute = 60_000;
const day = 24 * 60 * minute;
const refreshes = async () => (await world.calls())['POST /oauth/2026-09/token'] ?? 0;
const ids = async () => {
  for await (const page of world.gateway().listIds('account')) if (page.length > 0) return page.length;
  return 0;
};
const errorOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return error as { readonly kind: string; readonly code: string };
  }
  throw new Error('it went well');
};
const nobodyIsInstalled = async () => {
  expect(await world.stores.installs.list()).toEqual([]);
  expect(await world.credentials.read(world.connection)).toBeNull();
  expect(world.begun).toEqual([]);
};
/** Everything the database has on disk, its log included. */
const filesHold = (folder: string, text: string): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text));

describe('an installation', () => {
  it('ends with tokens stored, the first sync begun, and a page that says so', async () => {
    const { started } = await world.agree();
    expect(started.headers.get('set-cookie')).toMatch(
      /^__Host-renewal-health-login=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const consent = new URL(started.headers.get('location') ?? '').searchParams;
    expect(consent.get('redirect_uri')).toBe(`${publicUrl}/install/hubspot/callback`);
    expect([consent.get('code_challenge_method'), consent.get('code_challenge')?.length]).toEqual(['S256', 43]);
    expect(consent.get('scope')).toContain('crm.objects.companies.write');

    const page = await world.install({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' });
    expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([
      ...[200, 'no-store', 'no-referrer'],
    ]);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
    );
    expect(page.text).toContain('<html lang="de">');
    expect(page.text).toContain('Renewal Health ist verbunden');
    expect(page.text).toContain(String(world.sandbox.portalId));
    expect(world.begun).toEqual([world.connection]);
    const stored = await world.credentials.read(world.connection);
    expect(stored?.scopes).toContain('tickets');
    expect(stored?.refreshToken).toMatch(/^na1-/);
    expect(await ids()).toBe(0);
    expect(await world.control('GET', 'violations')).toEqual([]);
  });

  it('names the optional scopes that were not given, and refuses without a required one', async () => {
    await world.control('POST', 'scopes', { remove: ['tickets'] });
    const page = await world.install();
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('<code>tickets</code>')]);
    expect((await world.stores.installs.get(world.connection))?.missingScopes).toEqual(['tickets']);
    await reopen();
    await world.control('POST', 'scopes', { remove: ['crm.objects.deals.write'] });
    const refused = await world.install();
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('<code>crm.objects.deals.write</code>'),
    ]);
    await nobodyIsInstalled();
  });

  it('tells a wrong client secret, and a CRM that is down, from anything an administrator did', async () => {
    await reopen({ clientSecret: 'not-the-secret' });
    const page = await world.install();
    expect([page.status, page.text]).toEqual([502, expect.stringContaining('does not recognise this app')]);
    await nobodyIsInstalled();
    await reopen();
    await world.plan('oauth/2026-09/token', { kind: 'unavailable' }, 1);
    expect((await world.install()).status).toBe(503);
    await nobodyIsInstalled();
  });

  it('leaves no token, code or secret in any log line, page or error', async () => {
    const { back, cookie } = await world.agree();
    const page = await world.get(back, { cookie });
    const again = await world.get(back, { cookie });
    await world.wait(31 * minute);
    await world.plan(
      'oauth/2026-09/token',
      { kind: 'status', status: 400, body: { error: 'na1-stolen token', message: 'x' } },
      1,
    );
    const error = await errorOf(ids());
    const stored = await world.credentials.read(world.connection);
    const said = [...world.logged, page.text, again.text, JSON.stringify(error), inspect(error)].join('\n');
    const code = new URL(back).searchParams.get('code');
    const { clientSecret } = world.sandbox.oauth;
    for (const secret of [
      stored?.accessToken,
      stored?.refreshToken,
      code,
      clientSecret,
      cookie.split('=')[1],
      'stolen',
    ])
      expect([secret, said.includes(secret ?? '?')]).toEqual([secret, false]);
  });
});

describe('O1 a callback', () => {
  it.each([
    ['without a state', ({ code }: Parts) => `?code=${code}`],
    ['with a wrong state', ({ code }: Parts) => `?code=${code}&state=${'x'.repeat(43)}`],
    ['with an empty state', ({ code }: Parts) => `?code=${code}&state=`],
    ['with the state twice', ({ code, state }: Parts) => `?code=${code}&state=${state}&state=${state}`],
    ['with a list as state', ({ code, state }: Parts) => `?code=${code}&state[]=${state}`],
    ['with a huge state', ({ code }: Parts) => `?code=${code}&state=${'x'.repeat(12_000)}`],
    ['with a line break in the state', ({ code, state }: Parts) => `?code=${code}&state=${state}%0d%0aSet-Cookie:x=1`],
    ['without a code', ({ state }: Parts) => `?state=${state}`],
    ['with an unknown code', ({ state }: Parts) => `?code=na1-unknown&state=${state}`],
    ['with the code twice', ({ code, state }: Parts) => `?code=${code}&code=${code}&state=${state}`],
    ['with a code and an error', ({ code, state }: Parts) => `?code=${code}&error=access_denied&state=${state}`],
    ['with the administrator’s no', ({ state }: Parts) => `?error=access_denied&state=${state}`],
  ])('O1 %s installs nothing', async (_, query) => {
    const { back, cookie } = await world.agree();
    const { searchParams } = new URL(back);
    const parts = { code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' };
    const page = await world.get(`/install/hubspot/callback${query(parts)}`, { cookie });
    expect([400, 431]).toContain(page.status);
    await nobodyIsInstalled();
  });

  it.each([
    ['no cookie', ''],
    ['another one', `__Host-renewal-health-login=${'y'.repeat(43)}`],
    ['a name without its prefix', 'renewal-health-login=COOKIE'],
    ['two of them', '__Host-renewal-health-login=COOKIE; __Host-renewal-health-login=COOKIE'],
  ])('O1 from a browser that has %s installs nothing', async (_, shape) => {
    const { back, cookie } = await world.agree();
    const page = await world.get(back, { cookie: shape.replaceAll('COOKIE', cookie.split('=')[1] ?? '') });
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('another browser')]);
    await nobodyIsInstalled();
    // and the state is spent
    expect((await world.get(back, { cookie })).text).toContain('used already');
  });

  it('O1 a second time, or after ten minutes, installs nothing more', async () => {
    const first = await world.agree();
    expect((await world.get(first.back, { cookie: first.cookie })).status).toBe(200);
    expect((await world.get(first.back, { cookie: first.cookie })).status).toBe(400);
    const late = await world.agree();
    await world.wait(10 * minute);
    expect((await world.get(late.back, { cookie: late.cookie })).status).toBe(400);
    expect(world.begun).toHaveLength(1);
  });

  it('O1 with the cookie of another login, although both are open, installs nothing', async () => {
    const [mine, theirs] = [await world.agree(), await world.agree()];
    expect((await world.get(mine.back, { cookie: theirs.cookie })).status).toBe(400);
    await nobodyIsInstalled();
  });
});

interface Parts {
  readonly code: string;
  readonly state: string;
}

it('T27 nothing in a request sends the browser anywhere but to HubSpot, and from there to us', async () => {
  const evil = [
    '//evil.example',
    'https://evil.example',
    '/\\\\evil.example',
    'javascript:alert(1)',
    '%0d%0aLocation:%20https://evil.example',
  ];
  const names = ['return_to', 'redirect_uri', 'next', 'url', 'state'];
  const home = new URL((await world.get('/install/hubspot')).headers.get('location') ?? '');
  for (const address of evil) {
    for (const name of names) {
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        referer: 'https://evil.example/',
      };
      const started = await world.get(`/install/hubspot?${name}=${encodeURI(address)}`, headers);
      const to = new URL(started.headers.get('location') ?? '');
      expect([started.status, to.origin, to.pathname]).toEqual([303, home.origin, home.pathname]);
      expect(to.searchParams.get('redirect_uri')).toBe(`${publicUrl}/install/hubspot/callback`);
      expect(to.href).not.toContain('evil');
      const back = await world.get(`/install/hubspot/callback?code=1&${name}=${encodeURI(address)}`, headers);
      expect([back.status, back.headers.get('location'), back.text.includes('evil')]).toEqual([400, null, false]);
    }
  }
});

it('O2 the account is the one that HubSpot names for the token, whatever the address says', async () => {
  const { back, cookie } = await world.agree();
  const page = await world.get(`${back}&portalId=999&hub_id=999`, { cookie });
  expect(page.status).toBe(200);
  expect((await world.stores.installs.list()).map(({ connection }) => connection)).toEqual([world.connection]);
  expect(await world.credentials.read(connectionId('hubspot', '999'))).toBeNull();
});

it('O2 a code that was given for another verifier is worth nothing', async () => {
  const [stolen, mine] = [await world.agree(), await world.agree()];
  const code = new URL(stolen.back).searchParams.get('code') ?? '';
  const state = new URL(mine.back).searchParams.get('state') ?? '';
  const page = await world.get(`/install/hubspot/callback?code=${code}&state=${state}`, { cookie: mine.cookie });
  expect(page.status).toBe(400);
  await nobodyIsInstalled();
});

describe('an access token', () => {
  beforeEach(async () => {
    await world.install();
    await world.control('POST', 'reset-calls');
  });

  it('is renewed before it ends, once, and never by a call that fails first', async () => {
    await world.wait(24 * minute);
    await ids();
    expect(await refreshes()).toBe(0);
    await world.wait(2 * minute);
    const gateway = world.gateway();
    await Promise.all(['account', 'renewal', 'contact'].map((type) => drain(gateway.listIds(type as 'account'))));
    expect(await refreshes()).toBe(1);
    expect((await world.control<{ byStatus: object }>('GET', 'calls')).byStatus).not.toHaveProperty('401');
  });

  it('still serves while HubSpot cannot renew it', async () => {
    await world.wait(26 * minute);
    await world.plan('oauth/2026-09/token', { kind: 'unavailable' });
    expect(await ids()).toBe(0);
    await world.wait(5 * minute);
    expect(await errorOf(ids())).toMatchObject({ kind: 'unavailable', code: 'server_error' });
    expect((await world.stores.installs.get(world.connection))?.ended).toBeNull();
  });

  it('is renewed once when a call is refused, and the call is sent again', async () => {
    // HubSpot ends it before its time
    await world.plan(
      'objects/2026-09/companies',
      { kind: 'status', status: 401, body: { category: 'INVALID_AUTHENTICATION' } },
      1,
    );
    expect(await ids()).toBe(0);
    expect([await refreshes(), (await world.calls())['GET /crm/objects/2026-09/companies']]).toEqual([1, 2]);
  });

  it('is not renewed for ever when HubSpot refuses every one', async () => {
    await world.plan('objects/2026-09/companies', {
      kind: 'status',
      status: 401,
      body: { category: 'INVALID_AUTHENTICATION' },
    });
    expect(await errorOf(ids())).toMatchObject({ kind: 'auth' });
    expect([await refreshes(), (await world.calls())['GET /crm/objects/2026-09/companies']]).toEqual([1, 2]);
  });

  it('that our own settings cannot renew disconnects nobody', async () => {
    const stored = await world.credentials.read(world.connection);
    await world.wait(31 * minute);
    await world.plan(
      'oauth/2026-09/token',
      { kind: 'status', status: 400, body: { error: 'invalid_client', status: 'BAD_CLIENT_ID' } },
      1,
    );
    expect(await errorOf(ids())).toMatchObject({ kind: 'auth', code: 'app_refused' });
    expect(await world.credentials.read(world.connection)).toEqual(stored);
    expect(await ids()).toBe(0);
  });
});

describe('O4 a refresh whose answer is lost', () => {
  beforeEach(async () => {
    await world.install();
    await world.wait(31 * minute);
  });

  it('O4 is repeated where HubSpot keeps the refresh token', async () => {
    await world.plan('oauth/2026-09/token', { kind: 'apply_then', then: 'reset' }, 1);
    expect(await ids()).toBe(0);
    expect((await world.stores.installs.get(world.connection))?.ended).toBeNull();
  });

  it('O4 ends in a clear state, and not in a loop, where the refresh token was exchanged for one that nobody got', async () => {
    await world.control('POST', 'token/rotate', { on: true });
    await world.control('POST', 'reset-calls');
    await world.plan('oauth/2026-09/token', { kind: 'apply_then', then: 'reset' }, 1);
    expect(await errorOf(ids())).toMatchObject({ kind: 'auth', code: 'disconnected' });
    expect(await errorOf(ids())).toMatchObject({ code: 'disconnected' });
    expect(await refreshes()).toBe(2);
    expect((await world.stores.installs.get(world.connection))?.ended).toMatchObject({ why: 'revoked' });
    expect((await world.install()).text).toContain('connected again');
    expect(await ids()).toBe(0);
  });
});

it('O5 after the access was revoked, HubSpot is asked once more and the purge date stands', async () => {
  await world.install();
  await world.sync();
  await world.control('POST', 'token/revoke');
  await world.control('POST', 'reset-calls');
  expect(await errorOf(world.sync('incremental'))).toMatchObject({ kind: 'auth', code: 'disconnected' });
  const asked = await world.calls();
  expect(asked['POST /oauth/2026-09/token']).toBe(1);
  expect(Object.values(asked).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(2);
  const install = await world.stores.installs.get(world.connection);
  expect(install?.ended?.why).toBe('revoked');
  const { state, sentence } = (await world.settings())?.connection ?? {};
  expect([state, sentence]).toEqual(['failing', expect.stringMatching(/^Disconnected since .* is deleted on /)]);
  const keptMs = Date.parse(install?.ended?.purgeAt ?? '') - Date.parse(install?.ended?.at ?? '');
  expect(keptMs).toBe(30 * day);
  await world.control('POST', 'reset-calls');
  for (let i = 0; i < 3; i++) expect(await errorOf(world.sync('incremental'))).toMatchObject({ code: 'disconnected' });
  expect(await world.calls()).toEqual({});
});

it('O6 without the permission for tickets the rest is read, scored and written; tickets are asked for again by full refreshes only', async () => {
  await world.install();
  const company = await world.control<{ id: string }>('POST', 'records/create', {
    objectType: 'companies',
    properties: { name: 'Nordlicht GmbH' },
  });
  const ticket = await world.control<{ id: string }>('POST', 'records/create', {
    objectType: 'tickets',
    properties: { subject: 'It is slow', hs_pipeline: '0', hs_pipeline_stage: '1' },
  });
  const [from, to] = [
    { objectType: 'tickets', id: ticket.id },
    { objectType: 'companies', id: company.id },
  ];
  await world.control('POST', 'records/associate', { from, to, primary: true });
  await world.sync();
  expect((await world.stores.records.counts(world.connection)).ticket).toBe(1);

  await world.control('POST', 'scopes', { remove: ['tickets'] });
  await world.control('POST', 'records/create', { objectType: 'companies', properties: { name: 'Südwind AG' } });
  const ticketCalls = async () =>
    Object.entries(await world.calls()).reduce(
      (sum, [route, count]) => sum + (route.includes('/tickets') ? count : 0),
      0,
    );
  await world.control('POST', 'reset-calls');
  const summary = await world.sync('incremental');
  expect([summary.accounts, summary.outcome.state]).toEqual([2, 'wrote']);
  expect(await ticketCalls()).toBe(1);
  await world.sync('incremental');
  expect(await ticketCalls()).toBe(1);
  expect(await world.sync('full')).toMatchObject({ accounts: 2 });
  // taken away is not deleted
  expect((await world.stores.records.counts(world.connection)).ticket).toBe(1);
  expect((await world.settings())?.connection).toMatchObject({
    state: 'ok',
    sentence: expect.stringContaining('Tickets are not read'),
  });

  await world.control('POST', 'scopes', { add: ['tickets'] });
  await world.control('POST', 'records/patch', {
    objectType: 'tickets',
    id: ticket.id,
    properties: { subject: 'Fast' },
  });
  await world.sync('full');
  expect((await world.settings())?.connection.sentence).not.toContain('Tickets');
});

describe('O7 an app that is installed again', () => {
  beforeEach(async () => {
    await world.install();
    await world.control('POST', 'records/create', { objectType: 'companies', properties: { name: 'Nordlicht GmbH' } });
    await world.sync();
    await world.control('POST', 'token/revoke');
    await errorOf(ids());
  });
  const accounts = async () => (await world.stores.records.counts(world.connection)).account;

  it('O7 within thirty days goes on where it was', async () => {
    await world.wait(29 * day);
    expect(await world.purge()).toBe(0);
    expect((await world.install()).text).toContain('connected again');
    expect(await accounts()).toBe(1);
    expect((await world.stores.installs.get(world.connection))?.ended).toBeNull();
    await world.wait(2 * day);
    expect(await world.purge()).toBe(0);
    expect((await world.sync('incremental')).connection.id).toBe(world.connection);
  });

  it('O7 after them starts clean, also where the purge has not run yet', async () => {
    await world.wait(30 * day + minute);
    expect((await world.install()).text).toContain('Renewal Health is connected</h1>');
    expect(await accounts()).toBe(0);
    expect(await world.stores.connections.get(world.connection)).toBeNull();
    await world.sync();
    expect(await accounts()).toBe(1);
  });

  it('O7 is purged at its date: nothing of it is left in any table', async () => {
    const others = connectionId('hubspot', '1');
    await world.stores.installs.save({
      connection: others,
      installedAt: '2026-01-01T00:00:00.000Z',
      ended: null,
      missingScopes: [],
    });
    await world.wait(30 * day + minute);
    expect(await world.purge()).toBe(1);
    const { rows } = await world.database.pool.query<{ table: string }>(
      "select table_name as table from information_schema.columns where column_name = 'connection_id' and table_schema = 'public'",
    );
    expect(rows.length).toBeGreaterThan(15);
    for (const { table } of rows) {
      const left = await world.database.pool.query(`select 1 from ${table} where connection_id = $1`, [
        world.connection,
      ]);
      expect([table, left.rows]).toEqual([table, []]);
    }
    expect(await world.stores.installs.list()).toHaveLength(1);
    expect(await world.purge()).toBe(0);
  });
});

describe('O7 a purge', () => {
  const tablesLeft = async () => {
    const { pool } = world.database;
    const { rows } = await pool.query<{ table: string }>(
      "select table_name as table from information_schema.columns where column_name = 'connection_id' and table_schema = 'public'",
    );
    const counts = await Promise.all(rows.map(({ table }) => pool.query(`select from ${table}`)));
    return rows.flatMap(({ table }, index) => (counts[index]?.rowCount === 0 ? [] : [table]));
  };

  it('O7 waits for a job that still writes, and so does an installation anew; an hour later nothing is left', async () => {
    await world.install();
    await world.control('POST', 'records/create', { objectType: 'companies', properties: { name: 'Nordlicht GmbH' } });
    const lateRead = world.gateway();
    const turn = await world.turns.begin(world.connection);
    await world.installed.disconnect(world.connection);
    await world.wait(30 * day + minute);

    expect(await world.purge()).toBe(0);
    expect(world.logged.at(-1)).toContain('purge waits');
    const ended = async () => (await world.calls())['POST /oauth/2026-09/token/revoke'] ?? 0;
    const before = await ended();
    const again = await world.install();
    expect([again.status, again.text]).toEqual([503, expect.stringContaining('Please try again in a few minutes')]);
    expect(await world.credentials.read(world.connection)).toBeNull();
    // nothing was connected, there either
    expect(await ended()).toBe(before + 1);
    await world.plan('external-install', { kind: 'server_error' }, 1);
    expect((await world.install()).status).toBe(503);
    expect(world.logged.at(-1)).toContain('was not told that nothing was connected');
    const read = readOf('account', sampleAccount('a1'));
    await world.stores.records.save(world.connection, [read], {
      learnedAt: '2026-11-22T08:00:00.000Z',
      backfill: false,
    });
    await turn?.end();
    await expect(lateRead.describe()).rejects.toMatchObject({ code: 'disconnected' });
    expect(await tablesLeft()).not.toEqual([]);

    expect(await world.purge()).toBe(1);
    expect(await tablesLeft()).toEqual([]);
    expect((await world.install()).status).toBe(200);
  });

  it('O7 that fails keeps no other connection longer, and is tried again an hour later', async () => {
    const { installs } = world.stores;
    const at = '2026-01-01T00:00:00.000Z';
    const due = ['1', '2'].map((portal) => connectionId('hubspot', portal));
    for (const connection of due)
      await installs.save({
        ...{ connection, installedAt: at, missingScopes: [] },
        ended: { at, why: 'asked', purgeAt: at },
      });
    const purge = installs.purge.bind(installs);
    let failures = 1;
    const failsOnce: typeof purge = (id) => (failures-- > 0 ? Promise.reject(new Error('locked')) : purge(id));
    Object.assign(installs, { purge: failsOnce });

    expect(await world.purge()).toBe(1);
    expect((await installs.list()).map(({ connection }) => connection)).toEqual([due[0]]);
    expect(world.logged.some((line) => line.includes('purge failed'))).toBe(true);
    expect(await world.purge()).toBe(1);
    expect(await installs.list()).toEqual([]);
  });
});

it('O7 an app that is installed twice at its purge date keeps the second access', async () => {
  await world.install();
  await world.installed.disconnect(world.connection);
  await world.wait(30 * day + minute);
  const { turns, installs } = { turns: world.turns, installs: world.stores.installs };
  const begin = turns.begin.bind(turns);
  let purges = 0;
  const purge = installs.purge.bind(installs);
  Object.assign(installs, { purge: (id: typeof world.connection) => purge(id).finally(() => void purges++) });
  Object.assign(turns, {
    // between the look and the turn somebody else has installed it
    begin: async (key: string) => {
      Object.assign(turns, { begin });
      expect((await world.install()).status).toBe(200);
      return begin(key);
    },
  });
  expect((await world.install()).text).toContain('connected again');
  expect([purges, await ids()]).toEqual([1, 0]);
});

it('an installation that was never read gets its first job, and each that works its place in the schedule', async () => {
  const asked: string[] = [];
  const ask = (what: string) => (id: string) => Promise.resolve(void asked.push(`${what} ${id}`));
  const queue = { schedule: ask('schedule'), wake: ask('wake') };
  const scheduleInstalls = createScheduleInstalls({ queue, stores: world.stores });
  await world.install();
  await scheduleInstalls();
  expect(asked.splice(0)).toEqual([`schedule ${world.connection}`, `wake ${world.connection}`]);
  await world.sync();
  await scheduleInstalls();
  expect(asked.splice(0)).toEqual([`schedule ${world.connection}`]);
  await world.installed.disconnect(world.connection);
  await scheduleInstalls();
  expect(asked).toEqual([]);
  // installed again: it was read before, and its place in the schedule went with the end
  await world.install();
  await scheduleInstalls();
  expect(asked).toEqual([`schedule ${world.connection}`]);
});

describe('logins under way', () => {
  it('are so many at most: the oldest go first, so that a flood keeps nobody from installing', async () => {
    const count = async () => (await world.database.pool.query('select from pending_login')).rowCount;
    const flood = (leftMs: number) =>
      world.database.pool.query(
        `insert into pending_login select 'state ' || n, 'hubspot', 'b', 'v', 'en', $1 from generate_series(1, ${mostLogins}) n`,
        [new Date(Date.now() + leftMs).toISOString()],
      );
    await flood(9 * minute);
    const { back, cookie, started } = await world.agree();
    expect([started.status, await count()]).toEqual([303, mostLogins]);
    expect((await world.get('/install/hubspot')).status).toBe(303);
    expect(await count()).toBe(mostLogins);
    expect((await world.get(back, { cookie })).status).toBe(200);
    // good once, however many there are
    expect((await world.get(back, { cookie })).status).toBe(400);
    await world.wait(10 * minute + 1000);
    expect((await world.get('/install/hubspot')).status).toBe(303);
    expect(await count()).toBe(1);
  });
});

describe('O8 a disconnection', () => {
  it('O8 uninstalls and revokes once, and no token is left in the files of the database', async () => {
    await world.install();
    const stored = await world.credentials.read(world.connection);
    const { rows } = await world.database.pool.query<Record<string, string>>('select * from credential');
    await world.control('POST', 'reset-calls');
    expect(await world.installed.disconnect(world.connection)).toMatchObject({ ended: { why: 'asked' } });
    await world.installed.disconnect(world.connection);
    expect(await world.calls()).toEqual({
      'DELETE /appinstalls/2026-09/external-install': 1,
      'POST /oauth/2026-09/token/revoke': 1,
    });
    expect(await errorOf(ids())).toMatchObject({ code: 'disconnected' });
    await world.database.pool.query('checkpoint');
    for (const token of [stored?.accessToken, stored?.refreshToken])
      expect(filesHold(shared.files, token ?? '')).toBe(false);
    expect(filesHold(join(shared.files, 'base'), rows[0]?.refresh_token ?? '')).toBe(false);
  });

  it('O8 takes the tokens away although HubSpot does not answer, and says so to whoever runs the server', async () => {
    await world.install();
    await world.plan('external-install', { kind: 'server_error' });
    expect(await world.installed.disconnect(world.connection)).toMatchObject({ ended: { why: 'asked' } });
    expect(await world.credentials.read(world.connection)).toBeNull();
    expect((await world.calls())['POST /oauth/2026-09/token/revoke']).toBe(1);
    expect(world.logged.join()).toContain('was not told of the disconnection');
  });

  it('O8 can be asked for in HubSpot, and answers with the day on which everything is deleted', async () => {
    await world.install();
    await world.sync();
    const { status, body } = await world.post('/hubspot/disconnect');
    expect([status, body]).toEqual([
      200,
      { state: 'done', sentence: expect.stringMatching(/^Disconnected on request since .* is deleted on /) },
    ]);
    expect(await world.credentials.read(world.connection)).toBeNull();
  });

  it('O8 uses a fresh token: an old one could uninstall nothing', async () => {
    await world.install();
    await world.wait(2 * day);
    await world.control('POST', 'reset-calls');
    await world.installed.disconnect(world.connection);
    expect((await world.control<{ byStatus: object }>('GET', 'calls')).byStatus).toEqual({ '200': 1, '204': 2 });
  });
});

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const page of pages) void page;
}
