import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { generateBook } from '../../sandbox/book/generate-book.ts';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import type { Turn } from '../../src/common/turns.ts';
import { type Ended, type Running, runCommand, startCommand } from '../helpers/command-line.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { unusedPort } from '../helpers/unused-port.ts';

// Processes start slowly on a busy machine.
jest.setTimeout(300_000);

/** A guide: one serving process, on PostgreSQL, whose app Salesforce orgs and HubSpot portals install by themselves. */
const publicUrl = 'https://health.example.com';
const folder = mkdtempSync(join(tmpdir(), 'org-installs-'));
let postgres: PostgresForTest;
let salesforce: SalesforceSandbox;
let hubspot: HubSpotSandbox;
let environment: Readonly<Record<string, string>>;
let serving: Running;
let url: string;
const outputs: Ended[] = [];

const org = () => `salesforce:${salesforce.orgId}`;
const withToken = () => ({ ...environment, HUBSPOT_CLIENT_ID: '', HUBSPOT_ACCESS_TOKEN: hubspot.accessToken });
const portal = () => `hubspot:${hubspot.portalId}`;
const run = async (...args: readonly string[]): Promise<Ended> => {
  const ended = await runCommand([...args, '--locale', 'en'], environment);
  outputs.push(ended);
  return ended;
};
/** A command that writes takes its turn: the serving process may be at work on the connection just then. */
const whenFree = async (command: () => Promise<Ended>): Promise<Ended> => {
  for (;;) {
    const ended = await command();
    if (!ended.err.includes('Somebody else is at work')) return ended;
    await sleep(500);
  }
};
const ask = async <T>({ controlUrl }: { readonly controlUrl: string }, call: string, body?: object): Promise<T> => {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await (await fetch(`${controlUrl}/${call}`, sent)).json()) as T;
};
/** As another process that is at work on a connection. */
const holding = async (id: string, work: () => Promise<void>) => {
  const database = await openDatabase({ url: environment.DATABASE_URL ?? '' });
  const turns = createConnectionTurns(database);
  const taken: Turn[] = [];
  await until('a turn', async () => {
    const turn = await turns.begin(id);
    if (turn !== null) taken.push(turn);
    return turn !== null;
  });
  try {
    await work();
  } finally {
    for (const turn of taken) await turn.end();
    await database.close();
  }
};
const scheduled = async () => {
  const database = await openDatabase({ url: environment.DATABASE_URL ?? '' });
  const { rowCount } = await database.pool.query('select from jobs.schedule');
  await database.close();
  return rowCount;
};
const refreshes = async () =>
  (await ask<{ byGrant: Record<string, number> }>(salesforce, 'calls')).byGrant.refresh_token ?? 0;
const until = async (what: string, isTrue: () => Promise<boolean>) => {
  for (let look = 0; look < 900; look++) {
    if (await isTrue()) return;
    await sleep(200);
  }
  throw new Error(`never: ${what}`);
};

beforeAll(async () => {
  const book = generateBook({ seed: 7, companies: 20, asOf: new Date().toISOString().slice(0, 10), usage: false });
  [postgres, salesforce, hubspot] = await Promise.all([
    startPostgres(),
    startSalesforceSandbox({ book }),
    startHubSpotSandbox({ book, plan: 'marketplace', limits: false }),
  ]);
  const port = await unusedPort();
  environment = {
    ...{ SALESFORCE_INSTALL: 'yes', SALESFORCE_LOGIN_URL: salesforce.url },
    ...{ SALESFORCE_CLIENT_ID: salesforce.oauth.clientId, SALESFORCE_CLIENT_SECRET: salesforce.oauth.clientSecret },
    ...{ HUBSPOT_CLIENT_ID: hubspot.oauth.clientId, HUBSPOT_CLIENT_SECRET: hubspot.oauth.clientSecret },
    ...{ HUBSPOT_BASE_URL: hubspot.url, PUBLIC_BASE_URL: publicUrl },
    ...{ DATABASE_URL: await postgres.createDatabase(), DATA_FOLDER: folder, PORT: String(port), LOG_LEVEL: 'info' },
  };
  const first = await run('sync');
  expect([first.code, first.err]).toEqual([2, expect.stringContaining(`installs the app at ${publicUrl}/install.`)]);
  serving = startCommand(['serve', '--locale', 'en'], environment);
  url = `http://127.0.0.1:${port}`;
  await until('ready', async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok === true);
});
afterAll(async () => {
  serving.child.kill('SIGKILL');
  await Promise.all([salesforce.close(), hubspot.close(), postgres.stop()]);
  rmSync(folder, { recursive: true });
}, 60_000);

/** What an administrator's browser does; whoever is logged in to the CRM agrees at once. */
async function install(crm: 'salesforce' | 'hubspot'): Promise<{ readonly consent: URL; readonly page: string }> {
  const started = await fetch(`${url}/install/${crm}`, { redirect: 'manual' });
  const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const consent = new URL(started.headers.get('location') ?? '');
  const agreed = await fetch(consent, { redirect: 'manual' });
  const back = (agreed.headers.get('location') ?? '').replace(publicUrl, url);
  return { consent, page: await (await fetch(back, { headers: { cookie, 'accept-language': 'en' } })).text() };
}

const accounts = async (): Promise<readonly Record<string, unknown>[]> => {
  const { accessToken } = await ask<{ accessToken: string }>(salesforce, 'tokens/issue', {});
  const q = 'SELECT Id, Renewal_Health_Score__c, Renewal_Health_Band__c FROM Account';
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${salesforce.url}/services/data/v66.0/query?q=${encodeURIComponent(q)}`, { headers });
  return ((await answer.json()) as { records: readonly Record<string, unknown>[] }).records;
};
const companyBands = async (): Promise<readonly unknown[]> => {
  const { accessToken } = await ask<{ accessToken: string }>(hubspot, 'token/issue', {});
  const headers = { authorization: `Bearer ${accessToken}` };
  const list = `${hubspot.url}/crm/objects/2026-09/companies?limit=100&properties=renewal_health_band`;
  const { results } = (await (await fetch(list, { headers })).json()) as {
    results: readonly { properties: Record<string, unknown> }[];
  };
  return results.map(({ properties }) => properties.renewal_health_band ?? null);
};

it('one page leads to both CRMs', async () => {
  const page = await (await fetch(`${url}/install`, { headers: { 'accept-language': 'de' } })).text();
  expect(page).toContain('<a href="/install/salesforce">Salesforce</a>');
  expect(page).toContain('<a href="/install/hubspot">HubSpot</a>');
});

it('an administrator agrees in Salesforce, and the first sync runs by itself', async () => {
  const { consent, page } = await install('salesforce');
  expect(`${consent.origin}${consent.pathname}`).toBe(`${salesforce.url}/services/oauth2/authorize`);
  expect(Object.fromEntries(consent.searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: salesforce.oauth.clientId, code_challenge_method: 'S256' },
    ...{ redirect_uri: `${publicUrl}/install/salesforce/callback`, scope: 'api refresh_token' },
  });
  expect(page).toContain('Renewal Health is connected</h1>');
  expect(page).toContain(salesforce.orgId);
  await until('a band on every account', async () => {
    const found = await accounts();
    return found.length > 0 && found.every(({ Renewal_Health_Band__c }) => Renewal_Health_Band__c !== null);
  });
  expect((await run('status')).out).toContain(org());
});

it('the same process works for a HubSpot portal, and a command that could mean either asks which', async () => {
  expect((await install('hubspot')).page).toContain('Renewal Health is connected</h1>');
  await until('a band on every company', async () => {
    const bands = await companyBands();
    return bands.length > 0 && bands.every((band) => band !== null);
  });
  for (const command of [['status'], ['sync'], ['undo', '1'], ['score']]) {
    const { code, err } = await run(...command);
    expect([command, code]).toEqual([command, 2]);
    expect(err).toContain(`Several CRM accounts are connected: ${portal()}, ${org()}.`);
  }
  const named = await run('status', '--connection', portal());
  expect([named.code, named.out]).toEqual([0, expect.stringContaining(`(${portal()})`)]);
  expect((await run('status', '--crm', 'salesforce')).out).toContain(`(${org()})`);
  for (const command of ['status', 'sync']) {
    const { code, err } = await run(command, '--connection', 'salesforce:00D000000000000AAA');
    expect([command, code, err]).toEqual([command, 2, expect.stringContaining(`Possible are: ${portal()}, ${org()}.`)]);
  }
});

it('a sync whose second CRM is busy says what the first one did', async () => {
  await holding(org(), async () => {
    let synced: Ended = { code: null, out: '', err: '' };
    await until('the portal is free', async () => {
      synced = await runCommand(['sync', '--json', '--locale', 'en'], withToken());
      return synced.out !== '';
    });
    outputs.push(synced);
    expect(JSON.parse(synced.out)).toMatchObject({ connections: [{ id: portal() }] });
    const busy = new RegExp(`^Somebody else is at work on ${org()} .* Nothing was changed there\\.`, 'm');
    expect([synced.code, synced.err]).toEqual([5, expect.stringMatching(busy)]);
  });
});

it('an installation does not end where the CRM could not be told, nor where several could be meant', async () => {
  const before = await scheduled();
  const several = await run('disconnect');
  const named = `Several CRM accounts are connected: ${portal()}, ${org()}. Name the one that is meant: renewal-health disconnect`;
  expect([several.code, several.err]).toEqual([2, expect.stringContaining(named)]);
  // empty counts as not set
  const noOrg = {
    ...environment,
    ...{ SALESFORCE_INSTALL: '', SALESFORCE_LOGIN_URL: '', SALESFORCE_CLIENT_ID: '', SALESFORCE_CLIENT_SECRET: '' },
  };
  const cases = [
    [portal(), withToken(), /Set HUBSPOT_CLIENT_ID, .* as the server has them, leave HUBSPOT_ACCESS_TOKEN out and/],
    [org(), noOrg, /Set SALESFORCE_INSTALL=yes, SALESFORCE_CLIENT_ID, .* as the server has them and/],
  ] as const;
  for (const [id, settings, sentence] of cases)
    for (const options of [[], ['--purge-now']]) {
      const ended = await whenFree(() => runCommand(['disconnect', id, ...options, '--locale', 'en'], settings));
      outputs.push(ended);
      expect([id, ended.code, ended.out, ended.err]).toEqual([id, 3, '', expect.stringMatching(sentence)]);
      expect((await run('status', '--connection', id)).out).not.toContain('Disconnected');
    }
  expect(await scheduled()).toBe(before);
});

it('where a token opens the portal and one org installed the app, a sync is of both', async () => {
  const synced = await whenFree(() => runCommand(['sync', '--json', '--locale', 'en'], withToken()));
  outputs.push(synced);
  const { connections } = JSON.parse(synced.out) as { connections: readonly { id: string }[] };
  expect(connections.map(({ id }) => id)).toEqual([portal(), org()]);
  const other = await runCommand(['sync', '--connection', 'hubspot:5', '--locale', 'en'], withToken());
  outputs.push(other);
  const known = `Possible are: ${portal()}, ${org()}.`;
  expect([other.code, other.err]).toEqual([2, expect.stringContaining(known)]);
});

it('a refresh token that Salesforce rotates goes from process to process', async () => {
  const before = await refreshes();
  for (const round of [1, 2, 3]) {
    await ask(salesforce, 'tokens/expire', {});
    const synced = await whenFree(() => run('sync', '--connection', org()));
    expect([synced.code, synced.err.includes('disconnected')]).toEqual([0, false]);
    expect((await refreshes()) - before).toBe(round);
  }
});

it('the org is disconnected from the command line, its access is revoked, and the portal goes on', async () => {
  const ended = await run('disconnect', org());
  expect([ended.code, ended.out]).toEqual([0, expect.stringContaining('Disconnected on request since')]);
  expect((await run('status', '--connection', org())).out).toContain('Disconnected on request since');
  const refused = await run('sync', '--connection', org());
  expect([refused.code, refused.err]).toEqual([4, expect.stringContaining('not connected any more')]);
  const synced = await whenFree(() => run('sync', '--json'));
  expect([synced.code, synced.out]).toEqual([0, expect.stringContaining(portal())]);
  expect((await install('salesforce')).page).toContain('Renewal Health is connected again</h1>');
});

it('the process ends when it is asked to, and nobody has said a secret', async () => {
  serving.child.kill('SIGTERM');
  const served = await serving.ended;
  expect(served.code).toBe(0);
  const said = [...outputs, served].map(({ out, err }) => out + err).join('\n');
  for (const secret of [
    salesforce.oauth.clientSecret,
    hubspot.oauth.clientSecret,
    hubspot.accessToken,
    '5Aep861',
    '!AQE',
  ])
    expect(said).not.toContain(secret);
});
