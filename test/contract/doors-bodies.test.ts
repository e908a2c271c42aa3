import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import type { Stores } from '../../src/ports/stores.ts';
import {
  type DatabaseForTest,
  openDatabaseForTest,
  openStoresForTest,
  type StoresForTest,
} from '../helpers/chosen-database.ts';
import { hostileBodies, jsonPieces } from '../fixtures/hostile-json.ts';
import { hostileTexts } from '../fixtures/hostile-texts.ts';
import { openHttpWorld, putCustomer } from './http-world.ts';
import { sampleOf, samplesOf } from './route-samples.ts';

const identity = 'userId=7&portalId=1&userEmail=mia@example.com&appId=4242';
const hubspotRoutes = samplesOf('identity')
  .filter(({ body }) => body !== undefined)
  .map(({ path }) => `${path}?${identity}`);
const route = (pattern: string) => `${sampleOf(pattern).path}?${identity}`;
/** Those whose bodies have fields; the others take {} or nothing. */
const tasks = route('POST /hubspot/accounts/:id/tasks');
const override = route('POST /hubspot/renewals/:id/override');
const mapping = route('POST /hubspot/settings/mapping');
const preferences = route('POST /hubspot/settings/preferences');
const webhookRoute = sampleOf('POST /webhooks/hubspot').path;
const routes = [...hubspotRoutes, webhookRoute];

type World = Awaited<ReturnType<typeof openHttpWorld>>;
let database: DatabaseForTest;
let storage: StoresForTest;
let world: World;
let onDisk: World;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

async function openWorld(stores: Stores): Promise<World> {
  const opened = await openHttpWorld(stores);
  putCustomer(opened.portal('1'), 'Nordlicht GmbH');
  expect((await opened.send('POST', `/hubspot/accounts/100/score?${identity}`, '{}')).status).toBe(200);
  return opened;
}
beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  database = await openDatabaseForTest('embedded');
  storage = await openStoresForTest();
  onDisk = await openWorld(createStores(database.database.db));
  world = await openWorld(await storage.fresh());
});
afterAll(async () => {
  process.off('unhandledRejection', onUnhandled);
  await world.close();
  await onDisk.close();
  await database.remove();
  await storage.remove();
});

/** What only a whole and valid body may change; an empty one may well undo a run, which pauses writing. */
async function kept() {
  const { mapping, name, locale, showNames } = (await world.stores.connections.get(connectionId('hubspot', '1'))) ?? {};
  return { mapping, name, locale, showNames };
}

interface Sent {
  readonly route: string;
  readonly body: string | Buffer;
}
/** Done, refused, gone, in conflict (busy); never 401, for each is signed, and never 5xx. */
const answers = [200, 400, 404, 409];

/** What a route made of a body, where it is not what is promised. */
async function faultOf(asked: World, { route, body }: Sent): Promise<readonly string[]> {
  const { status, text } = await asked.send('POST', route, body);
  return answers.includes(status)
    ? []
    : [`${route.split('?')[0] ?? ''} ${status} ${text} for ${body.toString().slice(0, 60)}`];
}

/** Eight at a time, as many as connections are open. */
async function faultsOf<T>(cases: Iterable<T>, check: (one: T) => Promise<readonly string[]>) {
  const faults: string[] = [];
  const rest = cases[Symbol.iterator]();
  const work = async () => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) faults.push(...(await check(next.value)));
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return faults;
}

function* hostileOnEveryRoute(): Generator<Sent> {
  for (const { bytes, name } of hostileBodies) {
    // large ones, and those made for a field, go to the routes that have fields: the others take {} or nothing
    const large = bytes.length > 5_200;
    const asked = name.startsWith('event')
      ? [webhookRoute]
      : large
        ? [tasks, override, mapping, preferences, webhookRoute]
        : routes;
    for (const route of asked) yield { route, body: bytes };
  }
}

function* textsOnEveryRoute(): Generator<Sent> {
  const event = { eventId: 1, portalId: 1, appId: 4242, occurredAt: 1_781_000_000_000, objectId: 900 };
  for (const [index, text] of hostileTexts.entries()) {
    yield { route: tasks, body: JSON.stringify({ key: text }) };
    yield { route: override, body: JSON.stringify({ tier: 'commit', reason: 'other', until: text }) };
    yield { route: mapping, body: JSON.stringify({ fields: { 'account.seats': text }, pipelineIds: [text] }) };
    yield { route: mapping, body: JSON.stringify({ fields: { [text]: null }, pipelineIds: ['p1'] }) };
    yield { route: preferences, body: JSON.stringify({ showNames: false, locale: text }) };
    const named = { ...event, eventId: index, objectTypeId: '0-3' };
    yield {
      route: webhookRoute,
      body: JSON.stringify([{ ...named, subscriptionType: 'object.propertyChange', propertyName: text }]),
    };
    yield { route: webhookRoute, body: JSON.stringify([{ ...named, subscriptionType: `${text}.creation` }]) };
  }
}

/** Lehmer's generator: the same bodies at every run. */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647;
}

function* generated(count: number, seed: number): Generator<Sent> {
  const random = chance(seed);
  const below = (limit: number) => Math.floor(Number(random.next().value) * limit);
  const pieces = [
    ...jsonPieces,
    ...hostileTexts.filter((text) => text.length < 40).map((text) => JSON.stringify(text)),
  ];
  for (let index = 0; index < count; index++) {
    const body = Array.from({ length: 1 + below(9) }, () => pieces[below(pieces.length)] ?? '').join('');
    const wrapped = [body, `{"key":${body}}`, `{${body}}`, `[${body}]`, `[{"eventId":1,"portalId":1,${body}}]`];
    yield { route: routes[index % routes.length] ?? '', body: wrapped[below(wrapped.length)] ?? body };
  }
}

describe('A1 no body makes a route fail', () => {
  it('A1 several hundred malformed and extreme bodies, on every route that takes one', async () => {
    expect(hostileBodies.length).toBeGreaterThan(300);
    expect(await faultsOf(hostileOnEveryRoute(), (sent) => faultOf(world, sent))).toEqual([]);
    expect(unhandled).toEqual([]);
  });

  it('A1 hostile texts in every field, down to the text columns of the database', async () => {
    expect(await faultsOf(textsOnEveryRoute(), (sent) => faultOf(onDisk, sent))).toEqual([]);
    expect(unhandled).toEqual([]);
  });

  it('A1 10,000 generated bodies cost no memory and change nothing', async () => {
    const before = await kept();
    expect(await faultsOf(generated(2_000, 11), (sent) => faultOf(world, sent))).toEqual([]);
    const began = settledMemory();
    expect(await faultsOf(generated(8_000, 20_261_122), (sent) => faultOf(world, sent))).toEqual([]);
    expect(settledMemory() - began).toBeLessThan(50 * 2 ** 20);
    expect(await kept()).toEqual(before);
    expect(unhandled).toEqual([]);
  });

  it('A1 a compressed body is refused unread, whatever it would unpack to', async () => {
    const zeros = Buffer.alloc(50 * 2 ** 20);
    const packed = [
      ['gzip', gzipSync(zeros)],
      ['x-gzip', gzipSync('{}')],
      ['deflate', deflateSync(zeros)],
      ['br', brotliCompressSync(zeros)],
      ['gzip, br', brotliCompressSync(gzipSync('{}'))],
      ['zstd', Buffer.from('{}')],
      ['none-such', Buffer.from('{}')],
    ] as const;
    const began = process.memoryUsage().rss;
    for (const route of routes) {
      for (const [encoding, body] of packed) {
        const { status } = await world.send('POST', route, body, { headers: { 'content-encoding': encoding } });
        expect([route, encoding, status]).toEqual([route, encoding, 415]);
      }
    }
    expect(process.memoryUsage().rss - began).toBeLessThan(50 * 2 ** 20);
  });

  it('A1 a charset or type other than JSON in UTF-8 is refused', async () => {
    const refused = [
      ...['utf-16', 'utf-16le', 'utf-7', 'iso-8859-1', 'windows-1252', 'utf8x', ''].map(
        (name) => `application/json; charset=${name}`,
      ),
      ...[
        'text/plain',
        'text/html',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/xml',
      ],
      ...[
        'application/json; charset=utf-8; charset=utf-16',
        'application/jsonp',
        'application/json, text/plain',
        '*/*',
        'json',
      ],
    ];
    const taken = ['application/json', 'application/json;charset=UTF-8', 'application/json; charset="utf-8"'];
    for (const route of [preferences, webhookRoute]) {
      const statusOf = async (type: string) =>
        [type, (await world.send('POST', route, '{}', { headers: { 'content-type': type } })).status] as const;
      for (const type of refused) expect(await statusOf(type)).toEqual([type, 415]);
      for (const type of taken) expect(await statusOf(type)).toEqual([type, 400]);
    }
  });
});

/** Resident memory once the garbage is collected. */
function settledMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().rss;
}
