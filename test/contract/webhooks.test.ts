import { request as httpRequest, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signRequest } from '../../sandbox/record-page/server/sign-request.ts';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { createHubSpotInbound } from '../../src/hubspot/inbound.ts';
import { createSignatureVerifier } from '../../src/hubspot/signature.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createReceiveChanges } from '../../src/sync/receive-changes.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { silentLogger } from '../helpers/sync-world.ts';

const secret = 'client-secret-of-the-test';
const publicUrl = 'https://health.example.com';
const path = '/webhooks/hubspot';
const now = Date.parse('2026-06-15T10:00:00.000Z');
const portal = connectionId('hubspot', '4711');

const event = (eventId: number, more: object = {}) => ({
  ...{ eventId, subscriptionId: 9, portalId: 4711, appId: 555, occurredAt: now - 1000, attemptNumber: 0 },
  ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-3', objectId: eventId, propertyName: 'closedate' },
  ...more,
});
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index + 1));

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly at?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** What was signed, where it differs from what is sent. */
  readonly signed?: {
    readonly method?: string;
    readonly url?: string;
    readonly body?: string;
    readonly secret?: string;
  };
  readonly port?: number;
}

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

let stores: Stores;
let woken: string[];
let isStorable: boolean;
let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  stores = await storage.fresh();
  woken = [];
  isStorable = true;
  await stores.connections.add(sampleConnection(portal));
  const clock = { now: () => new Date(now) };
  const receive = createReceiveChanges({ stores, clock, wake: (connection) => woken.push(connection) });
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    webhooks: {
      verify: createSignatureVerifier({ secret, publicUrls: [publicUrl] }),
      inbound: createHubSpotInbound({ appId: '555' }),
      receive: (delivery) => (isStorable ? receive(delivery) : Promise.reject(new Error('database is locked'))),
      clock,
      logger: silentLogger,
    },
  });
  server = await listen(app, 0);
});
afterEach(() => server.close());

/** Through node:http, which sends header lines and bodies as they are given. */
function send(body: string | Buffer, sent: Sent = {}): Promise<{ readonly status: number; readonly text: string }> {
  const { method = 'POST', path: target = path, at = now, signed = {} } = sent;
  const { 'X-HubSpot-Signature-v3': signature } = signRequest(
    signed.secret ?? secret,
    signed.method ?? method,
    signed.url ?? publicUrl + target,
    signed.body ?? body.toString(),
    at,
  );
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': String(at),
    ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: sent.port ?? server.port, method, path: target, headers },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
const post = (delivered: unknown, sent?: Sent) => send(JSON.stringify(delivered), sent);
const rows = async () => (await stores.inbox.waiting(portal, 1000)).length;

describe('the webhook route', () => {
  it.each([1, 100])(
    'W1 stores a delivery of %s before it answers, within 250 ms, and wakes the worker',
    async (count) => {
      const took: number[] = [];
      for (let delivery = 0; delivery < 5; delivery++) {
        const began = performance.now();
        const fresh = events(count).map((each) => ({ ...each, occurredAt: now - delivery }));
        expect(await post(fresh)).toEqual({ status: 200, text: JSON.stringify({ stored: count }) });
        took.push(performance.now() - began);
        expect(await rows()).toBe(count * (delivery + 1));
      }
      // the fastest: a busy machine says nothing about the server
      expect(Math.min(...took)).toBeLessThan(250);
      expect(woken).toEqual(Array.from({ length: 5 }, () => portal));
    },
  );

  it('W2 refuses a delivery with one thing changed after it was signed', async () => {
    const body = JSON.stringify(events(1));
    const changed = [
      send(body.replace('4711', '4712'), { signed: { body } }),
      send(`${body} `, { signed: { body } }),
      send(body, { signed: { method: 'PUT' } }),
      send(body, { signed: { url: `${publicUrl}${path}/` } }),
      send(body, { path: `${path}?a=1`, signed: { url: publicUrl + path } }),
      send(body, { signed: { secret: 'another-secret' } }),
      send(body, { headers: { 'x-hubspot-request-timestamp': String(now + 1) } }),
    ];
    expect((await Promise.all(changed)).map(({ status }) => status)).toEqual(changed.map(() => 401));
    expect(await rows()).toBe(0);
  });

  it('W3 takes five minutes of difference in either direction and not a millisecond more', async () => {
    const at = async (ms: number) => (await post(events(1), { at: now + ms })).status;
    expect(await at(-300_000)).toBe(200);
    expect(await at(-300_001)).toBe(401);
    expect(await at(300_000)).toBe(200);
    expect(await at(300_001)).toBe(401);
  });

  it.each(['', 'abc', '123456789012', '12345678901234', '1e12', '1781517600000.5', '-781517600000'])(
    'W4 refuses the timestamp "%s"',
    async (timestamp) => {
      const headers = { 'x-hubspot-request-timestamp': timestamp };
      expect((await post(events(1), { headers })).status).toBe(401);
      expect(await rows()).toBe(0);
    },
  );

  it('W4 refuses repeated headers', async () => {
    for (const name of ['x-hubspot-request-timestamp', 'x-hubspot-signature-v3']) {
      const value = name.endsWith('timestamp') ? String(now) : 'x';
      expect((await post(events(1), { headers: { [name]: [value, value] } })).status).toBe(401);
    }
  });

  it('W5 refuses the older signatures, which can be replayed', async () => {
    const older = { 'x-hubspot-signature': 'a'.repeat(64), 'x-hubspot-signature-version': 'v2' };
    const none = { 'x-hubspot-signature-v3': [] };
    expect((await post(events(1), { headers: { ...older, ...none } })).status).toBe(401);
  });

  it('W6 verifies against its public address only, behind a proxy that rewrites host and protocol', async () => {
    const proxy = createServer((incoming, outgoing) => {
      const headers = {
        ...incoming.headers,
        host: 'inner.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': 'evil',
      };
      const onward = httpRequest(
        { host: '127.0.0.1', port: server.port, method: incoming.method, path: incoming.url, headers },
        (response) => response.pipe(outgoing.writeHead(response.statusCode ?? 500)),
      );
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    expect((await post(events(1), { port })).status).toBe(200);
    expect((await post(events(1), { port, signed: { url: `https://inner.example${path}` } })).status).toBe(401);
    const query = `${path}?src=hs%3Aapp%2Fv3&x=%28a%29`;
    expect(
      (await post(events(1), { path: query, signed: { url: `${publicUrl}${path}?src=hs:app/v3&x=(a)` } })).status,
    ).toBe(200);
    expect((await post(events(1), { path: `${path}/` })).status).toBe(404);
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('W7 stores one delivery once, however often and in whatever attempt it comes', async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { status } = await post([event(1, { attemptNumber: attempt % 11 })]);
      expect(status).toBe(200);
    }
    expect(await rows()).toBe(1);
    expect(woken).toEqual([portal]);
  });

  it('W8 stores equal event ids of different objects', async () => {
    await post([event(1, { objectId: 10 }), event(1, { objectId: 11 })]);
    expect(await rows()).toBe(2);
  });

  it('W10 answers 200 to what is authentic and not for us, 400 to what is no delivery', async () => {
    const ignored = [
      [event(1, { portalId: 999 })],
      [event(1, { appId: 556 })],
      [event(1, { subscriptionType: 'conversation.creation', objectTypeId: undefined })],
      [{ nothing: 'of an event' }],
    ];
    for (const delivered of ignored) expect(await post(delivered)).toEqual({ status: 200, text: '{"stored":0}' });
    for (const malformed of [[], events(101), {}, 7, null]) expect((await post(malformed)).status).toBe(400);
    expect((await send('[{')).status).toBe(400);
    expect((await send('')).status).toBe(400);
    expect(await rows()).toBe(0);
    expect(woken).toEqual([]);
  });

  it('W12 answers 503 while the database does not store, and takes the same delivery later', async () => {
    isStorable = false;
    expect((await post(events(3))).status).toBe(503);
    expect(await rows()).toBe(0);
    isStorable = true;
    expect((await post(events(3))).status).toBe(200);
    expect(await rows()).toBe(3);
  });

  it('A2 takes no compressed and no oversized body, and no other method', async () => {
    const body = JSON.stringify(events(1));
    const compressed = gzipSync(body);
    expect((await send(compressed, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
    expect((await send('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    for (const method of ['GET', 'PUT', 'DELETE']) expect((await send('', { method })).status).toBe(404);
    expect(await rows()).toBe(0);
  });
});
