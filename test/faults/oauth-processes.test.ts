import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { secretsOfFile } from '../../server/secrets/secrets.ts';
import { parseTokenKeys } from '../../server/secrets/token-keys.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { type CallsSeen, type CredentialProcess, digestOf, type LoadSeen } from '../helpers/credential-process.ts';
import { type Relay, startRelay } from '../helpers/relay.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';

let postgres: PostgresForTest;
let folder: string;
let database: Database;
let databaseUrl: string;
let sandbox: HubSpotSandbox;
let relay: Relay;
const children: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-health-oauth-'));
  databaseUrl = await postgres.createDatabase();
  database = await openDatabase({ url: databaseUrl });
  sandbox = await startHubSpotSandbox({ plan: 'marketplace', limits: false });
  relay = await startRelay(sandbox.url, '/oauth/2026-09/token');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await database.close();
  await relay.close();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const keyFile = () => join(folder, 'secret.key');
const connection = () => connectionId('hubspot', String(sandbox.portalId));
const store = (secrets = secretsOfFile(keyFile())) => createCredentialStore({ db: database.db, secrets });
const longAgo = '2026-01-01T00:00:00.000Z';
const save = (accessToken: string) =>
  store().save(connection(), {
    accessToken,
    refreshToken: sandbox.oauth.refreshToken,
    expiresAt: longAgo,
    instanceUrl: null,
    scopes: [],
  });
const control = async <T>(method: 'GET' | 'POST', call: string, body?: unknown): Promise<T> => {
  const answer = await fetch(`${sandbox.controlUrl}/${call}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T;
};
const tokenCalls = async () =>
  (await control<{ byRoute: Record<string, number> }>('GET', 'calls')).byRoute['POST /oauth/2026-09/token'] ?? 0;
const slowToken = (ms: number) =>
  control('POST', 'faults', [{ match: { route: 'oauth/2026-09/token' }, fault: { kind: 'delay', ms }, times: 1 }]);
const until = async (is: () => Promise<boolean>) => {
  for (let tries = 0; !(await is()); tries++) {
    if (tries > 1000) throw new Error('it never happened');
    await sleep(20);
  }
};

/** The setup goes by the environment: everybody on a machine can read a command line. */
async function start<Seen>(changes: Partial<CredentialProcess>) {
  const { clientId, clientSecret } = sandbox.oauth;
  const setup: CredentialProcess = {
    ...{ mode: 'calls', databaseUrl, keyFile: keyFile(), leaseMs: 30_000, callers: 20 },
    hubspot: { url: relay.url, portalId: sandbox.portalId, clientId, clientSecret },
    ...changes,
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../helpers/credential-process.ts')], {
    env: { ...process.env, SETUP: JSON.stringify(setup) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const seen = new Promise<Seen>((resolve, reject) => {
    lines.on('line', (line) => {
      if (line !== 'ready') resolve(JSON.parse(line) as Seen);
    });
    child.once('close', () => reject(new Error('the process ended without a word')));
  });
  await once(lines, 'line');
  return { child, seen, say: () => child.stdin.write('\n') };
}

it('O3 of 4 processes with 20 expired calls each, one refreshes and all succeed', async () => {
  await save('spent');
  await slowToken(500);
  const all = await Promise.all([1, 2, 3, 4].map(() => start<CallsSeen>({})));
  for (const each of all) each.say();
  const seen = await Promise.all(all.map((each) => each.seen));
  expect(seen.map(({ failed }) => failed)).toEqual([[], [], [], []]);
  expect(seen.reduce((sum, { answered }) => sum + answered, 0)).toBe(80);
  expect([await tokenCalls(), relay.most()]).toEqual([1, 1]);
  const stored = await store().read(connection());
  expect(new Set(seen.map(({ token }) => token))).toEqual(new Set([digestOf(stored?.accessToken ?? '')]));
});

it('O3 never two refresh at once, also where the first ones lose their answers and others go on', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => start<CallsSeen>({})));
  await save('spent');
  await control('POST', 'faults', [
    { match: { route: 'oauth/2026-09/token' }, fault: { kind: 'apply_then', then: 'reset' }, times: 2 },
    { match: { route: 'oauth/2026-09/token' }, fault: { kind: 'delay', ms: 300 } },
  ]);
  for (const each of all) each.say();
  const seen = await Promise.all(all.map((each) => each.seen));
  expect(seen.flatMap(({ failed }) => failed)).toEqual([]);
  expect(await tokenCalls()).toBe(3);
  expect(relay.most()).toBe(1);
});

it('S12 a process that stood still beyond its lease stores nothing, and goes on with what the other one got', async () => {
  await save('spent');
  await slowToken(1_000);
  const [held, other] = [
    await start<CallsSeen>({ leaseMs: 1_500, callers: 1 }),
    await start<CallsSeen>({ callers: 1 }),
  ];
  held.say();
  await until(async () => (await tokenCalls()) === 1);
  held.child.kill('SIGSTOP');
  other.say();
  const winner = await other.seen;
  expect([winner.answered, await tokenCalls()]).toEqual([1, 2]);
  const stored = await store().read(connection());
  expect(digestOf(stored?.accessToken ?? '')).toBe(winner.token);
  held.child.kill('SIGCONT');
  const loser = await held.seen;
  expect(loser).toEqual(winner);
  expect(await store().read(connection())).toEqual(stored);
});

it('D3 keys are exchanged again and again under load, and not one text fails to open', async () => {
  await save('access 0');
  const load = await Promise.all([1, 2, 3].map(() => start<LoadSeen>({ mode: 'load' })));
  for (const each of load) each.say();
  const secrets = secretsOfFile(keyFile());
  const rotating = store(secrets);
  const keys = new Set<string>();
  for (let round = 0; round < 6; round++) {
    await sleep(200);
    await secrets.rotate(() => rotating.reseal());
    keys.add(parseTokenKeys(readFileSync(keyFile(), 'utf8'))?.[0]?.id ?? '');
  }
  await sleep(300);
  for (const each of load) each.say();
  const seen = await Promise.all(load.map((each) => each.seen));
  expect(seen.flatMap(({ failed }) => failed)).toEqual([]);
  expect(Math.min(...seen.map(({ reads }) => reads))).toBeGreaterThan(20);
  expect(keys.size).toBe(6);
  await rotating.reseal();
  const { rows } = await database.pool.query<{ access_token: string }>('select access_token from credential');
  expect(rows[0]?.access_token.split('.')[1]).toBe([...keys].at(-1));
});
