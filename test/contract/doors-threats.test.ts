import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { quoted } from '../../src/salesforce/soql.ts';
import { hostileTexts } from '../fixtures/hostile-texts.ts';
import { type DatabaseForTest, openDatabaseForTest } from '../helpers/chosen-database.ts';
import { createRawClient } from '../helpers/raw-client.ts';
import { loginOfBrowser, metricsToken, openHttpWorld, putCustomer, secret } from './http-world.ts';
import { type Sample, sampleOf, samples, samplesOf } from './route-samples.ts';

let storage: DatabaseForTest;
let statements = 0;
let world: Awaited<ReturnType<typeof openHttpWorld>>;
beforeAll(async () => {
  storage = await openDatabaseForTest('embedded', { onStatement: () => statements++ });
});
afterAll(() => storage.remove());
beforeEach(async () => {
  await storage.empty();
  world = await openHttpWorld(createStores(storage.database.db));
  putCustomer(world.portal('1'), 'Nordlicht GmbH');
});
afterEach(() => world.close());

const identity = 'userId=7&portalId=1&userEmail=mia@example.com&appId=4242';
const targetOf = ({ door, path }: Sample): string => (door === 'identity' ? `${path}?${identity}` : path);
const methodOf = ({ body }: Sample): 'GET' | 'POST' => (body === undefined ? 'GET' : 'POST');
const textOf = ({ body }: Sample): string => (body === undefined ? '' : JSON.stringify(body));
type Headers = Readonly<Record<string, string>>;
/** Headers that sign one request, sent with another one. */
const send = (sample: Sample, headers: Headers, { signed = false } = {}) =>
  world.send(methodOf(sample), targetOf(sample), textOf(sample), { signed, headers });
const signatureOf = (sample: Sample, key?: string): Headers =>
  world.sign(methodOf(sample), targetOf(sample), textOf(sample), key);
const verified = samplesOf('identity', 'delivery');
const delivery = sampleOf('POST /webhooks/hubspot');
const waiting = async () => (await world.stores.inbox.waiting(connectionId('hubspot', '1'), 100)).length;

/** What an earlier test started has ended. */
async function quiet(): Promise<void> {
  for (let seen = -1; seen !== statements;) {
    seen = statements;
    await sleep(300);
  }
}

it('T5 a signature is over the bytes as they came: escapes, marks and line ends included', async () => {
  const text = JSON.stringify(delivery.body, null, 2).replace('closedate', 'größe 😀');
  const bodies = [text, text.replace('ö', '\\u00f6'), text.replaceAll('\n', '\r\n'), ` ${text}\n`];
  for (const body of bodies) {
    expect([body, (await world.send('POST', delivery.path, body)).status]).toEqual([body, 200]);
    for (const other of [...bodies.filter((one) => one !== body), `\ufeff${body}`, JSON.stringify(JSON.parse(body))]) {
      const headers = world.sign('POST', delivery.path, body);
      expect((await world.send('POST', delivery.path, other, { signed: false, headers })).status).toBe(401);
    }
  }
  const targets = ['?a=%2F', '?', '/', '?a=+', '?portalId=1'].map((more) => delivery.path + more);
  for (const target of [
    ...targets,
    '/webhooks%2Fhubspot',
    '/webhooks/./hubspot',
    '//webhooks/hubspot',
    '/WEBHOOKS/hubspot',
  ]) {
    const headers = world.sign('POST', delivery.path, text);
    const { status } = await world.send('POST', target, text, { signed: false, headers });
    expect([target, [401, 404].includes(status)]).toEqual([target, true]);
  }
});

it('T6 no other key of the product opens a door, and no signature opens a second one', async () => {
  const { key } = newTokenKey();
  const others = [metricsToken, loginOfBrowser, key.toString('base64'), key.toString('latin1'), `${secret} `, '\0'];
  for (const sample of verified) {
    for (const other of others)
      expect([sample.path, (await send(sample, signatureOf(sample, other))).status]).toEqual([sample.path, 401]);
    for (const second of verified.filter((one) => one !== sample)) {
      const { status } = await send(second, signatureOf(sample));
      expect([sample.path, second.path, status]).toEqual([sample.path, second.path, 401]);
    }
  }
  expect((await send(sampleOf('GET /metrics'), { authorization: `Bearer ${secret}` })).status).toBe(404);
  expect(await waiting()).toBe(0);
});

it('T19, T24 no answer names what answers, may be framed or kept; a cookie is for this host, https and the server alone', async () => {
  for (const [route, sample] of Object.entries(samples)) {
    const { status, text, headers } = await send(sample, { authorization: `Bearer ${metricsToken}` }, { signed: true });
    expect([route, status < 500, headers['x-powered-by'], headers.server]).toEqual([route, true, undefined, undefined]);
    expect([route, headers['x-content-type-options']]).toEqual([route, 'nosniff']);
    expect([route, headers['strict-transport-security']]).toEqual([route, expect.stringContaining('max-age=31536000')]);
    const framed = sample.door === 'browser' ? "frame-ancestors 'none'" : "frame-ancestors 'self'";
    // a redirect shows nothing
    if (status !== 303)
      expect([route, headers['content-security-policy']]).toEqual([route, expect.stringContaining(framed)]);
    if (['identity', 'browser'].includes(sample.door))
      expect([route, headers['cache-control']]).toEqual([route, 'no-store']);
    for (const cookie of headers['set-cookie'] ?? [])
      expect([route, cookie]).toEqual([
        route,
        expect.stringMatching(/^__Host-[\w-]+=.*; Path=\/;.*HttpOnly; Secure; SameSite=Lax$/),
      ]);
    expect(Boolean(headers['set-cookie'])).toBe(
      route === 'GET /install/hubspot' || route === 'GET /install/salesforce',
    );
    expect(text).not.toMatch(/node_modules|\n +at /);
  }
});

it('T19 an error that nobody expected is a 500 that says nothing of it', async () => {
  const failing = () => Promise.reject(new Error('password of postgres://secret@inner'));
  const logged: unknown[] = [];
  const log = (...line: readonly unknown[]) => void logged.push(line);
  const app = createApp({
    checkDatabase: failing,
    logger: { info: log, warn: log, error: log },
    isServing: () => true,
    metrics: { token: metricsToken, answered: () => undefined, read: failing },
  });
  const server = await listen(app, 0);
  const client = createRawClient(server.port);
  const { status, text, type } = await client.send('GET', '/metrics', '', { authorization: `Bearer ${metricsToken}` });
  client.close();
  await server.close();
  expect(logged).toEqual([[{ error: 'Error' }, 'request failed']]);
  expect([status, text, type]).toEqual([500, '{"error":"internal"}', 'application/json; charset=utf-8']);
});

it('T25 no text ends the quotation marks it stands between in a query', () => {
  const texts = [...hostileTexts, "' OR Name != '", "\\' OR Id != '", '\\', "\\\\'", "'", "''", "x'\n--"];
  for (const text of texts) {
    const literal = quoted(text);
    expect([literal, /^'(?:[^'\\]|\\.)*'$/s.test(literal)]).toEqual([literal, true]);
    expect(literal.slice(1, -1).replace(/\\([\\'])/g, '$1')).toBe(text);
  }
});

it('T26 2,000 requests that nobody signed ask the database nothing, and a signed one among them is answered', async () => {
  await quiet();
  const before = statements;
  const unsigned = [...verified, sampleOf('GET /metrics'), sampleOf('GET /install/hubspot/callback')];
  const flood = Array.from({ length: 2000 }, (_, index) => send(unsigned[index % unsigned.length] ?? delivery, {}));
  const statuses = new Set((await Promise.all(flood)).map(({ status }) => status));
  expect([...statuses].sort()).toEqual([400, 401, 404]);
  expect(statements).toBe(before);
  const among = Array.from({ length: 500 }, (_, index) => send(unsigned[index % unsigned.length] ?? delivery, {}));
  const one = await send(delivery, {}, { signed: true });
  expect([one.status, (await Promise.all(among)).filter(({ status }) => status < 400)]).toEqual([200, []]);
  expect(await waiting()).toBe(1);
});

it('T28 nothing reads whether this is a test: signatures are needed in every mode', async () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['server', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => /NODE_ENV|JEST_|skipVerif/.test(readFileSync(file, 'utf8')))).toEqual([]);
  const mode = process.env.NODE_ENV;
  try {
    for (const one of ['test', 'development', 'production']) {
      process.env.NODE_ENV = one;
      for (const sample of verified) expect([one, (await send(sample, {})).status]).toEqual([one, 401]);
    }
  } finally {
    process.env.NODE_ENV = mode;
  }
});
