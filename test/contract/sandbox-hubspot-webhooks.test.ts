import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Signature } from '@hubspot/api-client';
import { startUnderTest, type SandboxUnderTest } from './sandbox-hubspot-client.ts';

interface Event {
  readonly eventId: number;
  readonly subscriptionType: string;
  readonly objectId: number;
  readonly attemptNumber: number;
  readonly [name: string]: unknown;
}
interface Delivery {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly events: readonly Event[];
}

let hubspot: SandboxUnderTest;
let receiver: Server;
let targetUrl: string;
let received: Delivery[];
let status: () => number;

beforeEach(async () => {
  hubspot = await startUnderTest();
  received = [];
  status = () => 200;
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const header = (name: string) => String(request.headers[name]);
      received.push({
        url: `${targetUrl}`,
        body,
        signature: header('x-hubspot-signature-v3'),
        timestamp: header('x-hubspot-request-timestamp'),
        events: JSON.parse(body) as Event[],
      });
      response.writeHead(status()).end();
      receiver.emit('delivered');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  targetUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/hubspot`;
});
afterEach(async () => {
  await hubspot.sandbox.close();
  receiver.closeAllConnections();
  receiver.close();
});
const events = (): Event[] => received.flatMap((delivery) => delivery.events);
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await once(receiver, 'delivered');
}
const configure = (more: object = {}) => hubspot.control('POST', 'webhooks', { targetUrl, ...more });

it('announces creations, changes, deletions, restores, merges and links, signed by v3', async () => {
  const signedUrl = 'https://app.example/webhooks/hubspot';
  await configure({ signedUrl });
  const [a, b] = [await hubspot.create('deals', { dealname: 'A' }), await hubspot.create('deals', { dealname: 'B' })];
  await hubspot.api('PATCH', `/crm/objects/2026-09/deals/${a}`, { properties: { amount: '5' } });
  await hubspot.control('POST', 'records/archive', { objectType: 'deals', id: a });
  await hubspot.control('POST', 'records/restore', { objectType: 'deals', id: a });
  const company = await hubspot.create('companies', { name: 'C' });
  await hubspot.control('POST', 'records/associate', {
    from: { objectType: 'deals', id: a },
    to: { objectType: 'companies', id: company },
  });
  await hubspot.control('POST', 'records/merge', { objectType: 'deals', primary: a, other: b });
  await until(() => events().some((event) => event.subscriptionType === 'object.merge'));
  expect(new Set(events().map((event) => event.subscriptionType))).toEqual(
    new Set([
      'object.creation',
      'object.propertyChange',
      'object.deletion',
      'object.restore',
      'object.associationChange',
      'object.merge',
    ]),
  );
  const ours = events().find((event) => event.propertyName === 'amount');
  expect(ours).toMatchObject({
    objectId: Number(a),
    objectTypeId: '0-3',
    changeSource: 'INTEGRATION',
    sourceId: String(hubspot.sandbox.oauth.appId),
    portalId: hubspot.sandbox.portalId,
  });
  for (const { body, signature, timestamp } of received) {
    const clientSecret = hubspot.sandbox.oauth.clientSecret;
    expect(
      Signature.isValid({
        signatureVersion: 'v3',
        clientSecret,
        requestBody: body,
        url: signedUrl,
        method: 'POST',
        signature,
        timestamp: Number(timestamp),
      }),
    ).toBe(true);
  }
});

it('tries a refused delivery again with a higher attempt number', async () => {
  status = () => (received.length < 3 ? 503 : 200);
  await configure();
  await hubspot.create('companies', { name: 'Again' });
  await until(() => received.length === 3);
  expect(received.map((delivery) => delivery.events[0]?.attemptNumber)).toEqual([0, 1, 2]);
  expect(new Set(received.map((delivery) => delivery.events[0]?.eventId)).size).toBe(1);
});

it('repeats, drops and shuffles by seed, at most 100 events a delivery', async () => {
  await configure({ repeat: 0.3, drop: 0.3, shuffle: 1, seed: 3 });
  const inputs = Array.from({ length: 100 }, (_, n) => ({ properties: { name: `Company ${n}` } }));
  await hubspot.api('POST', '/crm/objects/2026-09/companies/batch/create', { inputs });
  await until(() => received.length >= 2);
  const seen = events().map((event) => event.eventId);
  const distinct = new Set(seen);
  expect(distinct.size).toBeLessThan(200);
  expect(seen.length).toBeGreaterThan(distinct.size);
  expect(seen).not.toEqual([...seen].sort((a, b) => a - b));
  expect(Math.max(...received.map((delivery) => delivery.events.length))).toBeLessThanOrEqual(100);
});
