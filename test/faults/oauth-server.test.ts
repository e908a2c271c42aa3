import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';

// Processes start slowly on a busy machine.
jest.setTimeout(600_000);

const root = join(import.meta.dirname, '../..');
const publicUrl = 'https://health.example.com';
let folder: string;
let hubspot: HubSpotSandbox;
let postgres: PostgresForTest;
let databaseUrl: string;
let server: ChildProcess | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-health-installed-'));
  hubspot = await startHubSpotSandbox({ plan: 'marketplace', limits: false });
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
  writeUsage('', 'somebody-else.example');
  writeUsage(`hubspot-${hubspot.portalId}`, 'our-own.example');
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await hubspot.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

let role = 'all';
let salesforce: Readonly<Record<string, string>> = {};
const environment = () => ({
  ROLE: role,
  ...salesforce,
  PATH: process.env.PATH,
  DATA_FOLDER: folder,
  DATABASE_URL: databaseUrl,
  PORT: '0',
  LOG_LEVEL: 'info',
  SIGNAL_FOLDER: join(folder, 'signals'),
  HUBSPOT_BASE_URL: hubspot.url,
  HUBSPOT_CLIENT_ID: hubspot.oauth.clientId,
  HUBSPOT_CLIENT_SECRET: hubspot.oauth.clientSecret,
  PUBLIC_BASE_URL: publicUrl,
});
/** One row of an account that nobody has: its key is kept until the account comes. */
function writeUsage(name: string, account: string): void {
  mkdirSync(join(folder, 'signals', name), { recursive: true });
  const rows = `account,user,day,event,count\n${account},ada@${account},2026-06-01,login,1\n`;
  writeFileSync(join(folder, 'signals', name, 'usage.csv'), rows);
}
async function unknownKeys(): Promise<readonly unknown[]> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ readonly account_key: string }>('select account_key from unresolved_signal');
  await database.end();
  return rows.map((row) => row.account_key);
}
const program = (args: readonly string[]) =>
  spawn(process.execPath, [join(root, 'server/main.ts'), ...args], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Everything the program has said, whatever the stream. */
const said: string[] = [];
async function run(...args: readonly string[]): Promise<{ readonly code: unknown; readonly text: string }> {
  const child = program([...args, '--locale', 'en']);
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      words.push(text.toString());
      said.push(text.toString());
    });
  const [code] = (await once(child, 'close')) as readonly unknown[];
  return { code, text: words.join('') };
}
async function serve(): Promise<string> {
  const child = program(['serve', '--locale', 'en']);
  server = child;
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(`it did not serve: ${said.join('\n')}`)));
  });
}
async function end(): Promise<void> {
  if (server === null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  server = null;
}
const control = async <T>(method: 'GET' | 'POST', call: string, body?: unknown): Promise<T> => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await (await fetch(`${hubspot.controlUrl}/${call}`, { method, ...sent })).json()) as T;
};
async function install(url: string, crm: 'hubspot' | 'salesforce' = 'hubspot'): Promise<string> {
  const started = await fetch(`${url}/install/${crm}`, { redirect: 'manual' });
  const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const consent = await fetch(started.headers.get('location') ?? '', { redirect: 'manual' });
  const back = (consent.headers.get('location') ?? '').replace(publicUrl, url);
  return (await fetch(back, { headers: { cookie, 'accept-language': 'en' } })).text();
}

it('an app with a client id is installed, synced, rotated and disconnected by the real program', async () => {
  const company = await control<{ id: string }>('POST', 'records/create', {
    objectType: 'companies',
    properties: { name: 'Nordlicht GmbH' },
  });
  const before = await run('sync');
  expect([before.code, before.text]).toEqual([2, expect.stringContaining(`${publicUrl}/install/hubspot`)]);

  const url = await serve();
  expect(await install(url)).toContain('Renewal Health is connected</h1>');
  const shown = () =>
    control<{ properties: Record<string, string> }>('GET', `record?objectType=companies&id=${company.id}`);
  for (let tries = 0; (await shown()).properties.renewal_health_band === undefined; tries++) {
    if (tries > 600) throw new Error(`nothing was written: ${said.join('\n')}`);
    await sleep(200);
  }
  expect(await unknownKeys()).toEqual(['our-own.example']);

  const keys = join(folder, 'secret.key');
  expect(statSync(keys).mode & 0o777).toBe(0o600);
  const first = readFileSync(keys, 'utf8').trim();
  const rotated = await run('rotate-keys');
  expect([rotated.code, rotated.text]).toEqual([
    0,
    expect.stringContaining('The tokens of 1 connection are encrypted'),
  ]);
  expect(readFileSync(keys, 'utf8')).toMatch(new RegExp(`^k[^:]+:[^,]+,${first.replaceAll('+', '\\+')}\n$`));

  const ended = await run('disconnect');
  expect([ended.code, ended.text]).toEqual([0, expect.stringContaining('Disconnected on request since')]);
  expect((await run('status')).text).toContain('Disconnected on request since');
  const refused = await run('sync');
  expect([refused.code, refused.text]).toEqual([4, expect.stringContaining('not connected any more')]);
  expect(await install(url)).toContain('Renewal Health is connected again</h1>');
  await end();

  const { clientSecret, refreshToken } = hubspot.oauth;
  for (const secret of [clientSecret, refreshToken, hubspot.accessToken, first.split(':')[1] ?? ''])
    expect(said.join('\n')).not.toContain(secret);
});

it('a first sync that was lost with its process is begun by the next worker', async () => {
  databaseUrl = await postgres.createDatabase();
  const company = await control<{ id: string }>('POST', 'records/create', {
    objectType: 'companies',
    properties: { name: 'Südlicht GmbH' },
  });
  role = 'web';
  expect(await install(await serve())).toContain('Renewal Health is connected');
  await end();
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query('drop schema jobs cascade');
  await database.end();
  role = 'worker';
  await serve();
  const shown = () =>
    control<{ properties: Record<string, string> }>('GET', `record?objectType=companies&id=${company.id}`);
  for (let tries = 0; (await shown()).properties.renewal_health_band === undefined; tries++) {
    if (tries > 600) throw new Error(`nothing was written: ${said.join('\n')}`);
    await sleep(200);
  }
  await end();
});

it('an org that installed the app before the package says so in its status, and is read once the package is there', async () => {
  databaseUrl = await postgres.createDatabase();
  role = 'all';
  const org = await startSalesforceSandbox();
  const deploy = (state: 'deployed' | 'absent') =>
    fetch(`${org.controlUrl}/package`, { method: 'POST', body: JSON.stringify({ package: state }) });
  await deploy('absent');
  const { clientId: SALESFORCE_CLIENT_ID, clientSecret: SALESFORCE_CLIENT_SECRET } = org.oauth;
  salesforce = {
    ...{ SALESFORCE_INSTALL: 'yes', SALESFORCE_LOGIN_URL: org.url },
    ...{ SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET },
  };
  expect(await install(await serve(), 'salesforce')).toContain('Renewal Health is connected');
  const status = async () => (await run('status')).text;
  for (let tries = 0; !(await status()).includes('failed (invalid/package_missing)'); tries++)
    if (tries > 60) throw new Error(`no reason was given: ${said.join('\n')}`);
  expect((await run('sync')).code).toBe(6);
  await deploy('deployed');
  expect((await run('sync')).code).toBe(0);
  // whoever has no folder has no signals: those in the folder itself are somebody else's
  expect(await unknownKeys()).toEqual([]);
  expect(said.join('\n')).toContain('no signal folder, no signals');
  await end();
  await org.close();
});
