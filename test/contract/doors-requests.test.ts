import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { connectionId } from '../../src/accounts/ids.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { metricsToken, openHttpWorld, putCustomer } from './http-world.ts';
import { type Sample, sampleOf, samplesOf } from './route-samples.ts';

type World = Awaited<ReturnType<typeof openHttpWorld>>;
let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());
let world: World;
beforeEach(async () => {
  world = await openHttpWorld(await storage.fresh());
  putCustomer(world.portal('1'), 'Nordlicht GmbH');
});
afterEach(() => world.close());

const identity = 'userId=7&portalId=1&userEmail=mia@example.com&appId=4242';
const withIdentity = (path: string) => `${path}?${identity}`;
const bodyOf = ({ body }: Sample): string => (body === undefined ? '' : JSON.stringify(body));
const actions = samplesOf('identity').filter(({ body }) => body !== undefined);
const unverified = samplesOf('browser', 'operator', 'open').map(({ path }) => path);
/** Every route that is verified, with a method, an address and a body that it takes. */
const verified: readonly (readonly [method: string, target: string, body: string])[] = [
  ...samplesOf('identity').map(
    (sample) => [sample.body === undefined ? 'GET' : 'POST', withIdentity(sample.path), bodyOf(sample)] as const,
  ),
  ...samplesOf('delivery').map((sample) => ['POST', sample.path, bodyOf(sample)] as const),
];
const delivery = sampleOf('POST /webhooks/hubspot');
const webhook = delivery.path;
const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
};

describe('A2 every route answers what it does not take with the 4xx of docs/errors.md', () => {
  it('A2 wrong methods are 404, also where another method has a route, and nothing is done', async () => {
    const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
    for (const [method, target] of verified) {
      const wrong = [...methods, method === 'GET' ? 'POST' : 'GET'];
      for (const one of wrong) {
        const { status, text, type } = await world.send(one, target, '');
        const isBodiless = one === 'OPTIONS' && status === 200;
        expect([one, target, isBodiless ? 404 : status]).toEqual([one, target, 404]);
        if (!isBodiless) expect([isJson(text), type]).toEqual([true, 'application/json; charset=utf-8']);
      }
    }
    for (const path of unverified)
      for (const method of ['POST', 'PUT', 'DELETE']) expect((await world.send(method, path, '{}')).status).toBe(404);
    expect(world.portal('1').crm.calls().total).toBe(0);
  });

  it('A2 paths that are nearly a route are 404 or 400, never a page and never a stack', async () => {
    const odd = [
      ...[
        '/',
        '/hubspot',
        '/hubspot/',
        '/webhooks',
        '/webhooks/hubspot/',
        '/webhooks/HUBSPOT',
        '/HUBSPOT/book',
        '/hubspot/Book',
      ],
      ...[
        '/hubspot/accounts/100/health/',
        '/hubspot/accounts//health',
        '/hubspot//book',
        '/hubspot/book/..',
        '/install/hubspot/',
      ],
      ...[
        '/hubspot/accounts/%00/health',
        '/hubspot/accounts/%E0%A4%A/health',
        '/hubspot/accounts/%2e%2e/health',
        '/%ff',
        '/install/%ff',
      ],
      ...[
        '/hubspot/accounts/1e2/health',
        '/hubspot/accounts/-1/health',
        '/hubspot/accounts/1.0/health',
        '/hubspot/accounts/１/health',
      ],
      ...['/install/dynamics', '/install/constructor', '/install/__proto__', '/metrics/', '/.env', '/server/main.ts'],
    ];
    for (const path of odd) {
      const { status, text } = await world.send('GET', encodeURI(path).replaceAll('%25', '%') + `?${identity}`);
      expect([path, [400, 401, 404].includes(status), isJson(text)]).toEqual([path, true, true]);
      expect(text).not.toMatch(/\n +at |node_modules|<pre>/);
    }
  });

  it('A2 a request without its authentication, with another one or with two of them is 401', async () => {
    for (const [method, target, body] of verified) {
      const statusOf = async (headers: Record<string, string | string[]>, signed = true) =>
        (await world.send(method, target, body, { headers, signed })).status;
      const refused = [
        await statusOf({}, false),
        await statusOf({ authorization: 'Bearer x', cookie: 'session=1' }, false),
        await statusOf({ 'x-hubspot-signature-v3': 'A'.repeat(44) }),
        await statusOf({ 'x-hubspot-signature-v3': ['A'.repeat(44), 'B'.repeat(44)] }),
        await statusOf({ 'x-hubspot-request-timestamp': ['1781517600000', '1781517600000'] }),
        await statusOf({ 'x-hubspot-request-timestamp': '0' }),
        (await world.send(method, `${target}${target.includes('?') ? '&' : '?'}a=1&a=2`, body)).status,
      ];
      expect([target, ...refused]).toEqual([target, 401, 401, 401, 401, 401, 401, 401]);
    }
    expect(world.portal('1').crm.calls().total).toBe(0);
  });

  it('A2 parameters that name the tenant come once and are signed, or the request is 401', async () => {
    const [method, path, body] = ['POST', '/hubspot/accounts/100/score', '{}'];
    const odd = [
      ...['', 'portalId=1', 'appId=4242', `${identity}&portalId=2`, `portalId=2&${identity}`, `${identity}&portalId=1`],
      ...[
        `${identity}&appId=1`,
        `${identity}&portal%49d=2`,
        'portalId=1&appId=1',
        'portalId=&appId=4242',
        'portalId=x&appId=4242',
      ],
      ...[
        'portalId[]=1&appId=4242',
        'portalId[0]=1&appId=4242',
        'portalId=-1&appId=4242',
        `portalId=${'1'.repeat(16)}&appId=4242`,
      ],
    ];
    for (const query of odd)
      expect([query, (await world.send(method, `${path}?${query}`, body)).status]).toEqual([query, 401]);
    expect((await world.send(method, withIdentity(path), body)).status).toBe(200);
  });

  it('A2 repeated, long and unknown filters are refused or read as text', async () => {
    const book = (query: string) => world.send('GET', `${withIdentity('/hubspot/book')}&${query}`);
    expect((await book('owner=1&owner=2')).status).toBe(401);
    expect((await book(`owner=${'x'.repeat(101)}`)).status).toBe(400);
    for (const query of [
      'owner=%00',
      'tier=nothing',
      'owner[a]=1',
      'band=%FF%FE',
      '__proto__=1',
      'constructor=1',
      'tier=%',
    ]) {
      expect([query, (await book(query)).status]).toEqual([query, 200]);
    }
  });

  it('A2 bodies that are too large, compressed or of another type are 413 and 415 on every route that takes one', async () => {
    const large = Buffer.alloc(2 ** 20 + 1, 0x20);
    for (const [method, target, body] of verified.filter(([one]) => one === 'POST')) {
      const statusOf = async (headers: Record<string, string>, sent: string | Buffer = body) =>
        (await world.send(method, target, sent, { headers })).status;
      const refused = [
        await statusOf({}, large),
        await statusOf({ 'content-encoding': 'gzip' }),
        await statusOf({ 'content-type': 'text/plain' }),
        await statusOf({ 'content-type': 'application/json; charset=utf-16' }),
      ];
      expect([target, ...refused]).toEqual([target, 413, 415, 415, 415]);
    }
    expect(world.portal('1').crm.calls().total).toBe(0);
  });

  it('A2 the numbers of an operator are 404 without their token', async () => {
    const read = (headers: Record<string, string | string[]>) => world.send('GET', '/metrics', '', { headers });
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `bearer ${metricsToken}`,
      `Bearer ${metricsToken} `.repeat(2),
      metricsToken,
    ])
      expect((await read({ authorization })).status).toBe(404);
    expect((await read({ authorization: `Bearer ${metricsToken}` })).status).toBe(200);
    expect(world.answered.every((line) => !line.includes('100'))).toBe(true);
  });

  it('A2 a callback of an installation with missing, repeated or odd parameters is a page that says so', async () => {
    const state = 's'.repeat(43);
    const odd = [
      '',
      `state=${state}`,
      `state=${state}&state=${state}&code=1`,
      `state=x&code=1`,
      `state=${state}&code=1&error=x`,
    ];
    for (const query of [
      ...odd,
      `state=${state}&code=${'1'.repeat(2001)}`,
      'state[]=1&code=1',
      `state=${state}&code=1`,
    ]) {
      for (const { path } of samplesOf('browser').filter((page) => page.path.endsWith('/callback'))) {
        const { status, type } = await world.send('GET', `${path}?${query}`);
        expect([path, query, status, type]).toEqual([path, query, 400, 'text/html; charset=utf-8']);
      }
    }
  });
});

describe('A4 a request sets what its route takes and nothing else', () => {
  /** Columns of the tables, and names that JavaScript objects listen to. */
  const columns = [
    ...[
      'connection_id',
      'id',
      'crm',
      'name',
      'time_zone',
      'home_currency',
      'mapping',
      'show_names',
      'write_back',
      'connected_at',
    ],
    ...[
      'first_refresh_at',
      'portalId',
      'portal_id',
      'connection',
      'run',
      'state',
      'reason_code',
      'revision',
      'task_id',
      'scopes',
    ],
    ...[
      'access_token',
      'refresh_token',
      'expires_at',
      'account_id',
      'score',
      'band',
      'known_at',
      'record_id',
      'admin',
      'role',
    ],
  ];
  const magic = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'then',
  ];
  /** As text: an object literal would set its prototype where JSON makes a field. */
  const adding = (body: object, name: string, value: string): string => {
    const text = JSON.stringify(body);
    return `${text.slice(0, -1)}${text === '{}' ? '' : ','}${JSON.stringify(name)}:${value}}`;
  };
  const ownNames = () =>
    [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((one) => Reflect.ownKeys(one).length);

  it.each(actions)('A4 $path refuses each further field', async ({ path, body = {} }) => {
    const before = ownNames();
    const stored = await world.stores.connections.list();
    for (const name of [...columns, ...magic].filter((one) => !Object.hasOwn(body, one))) {
      for (const value of ['"x"', '{"admin":true}', 'null']) {
        const { status, text } = await world.send('POST', withIdentity(path), adding(body, name, value));
        expect([name, value, status, text]).toEqual([name, value, 400, expect.stringContaining('bad_request')]);
      }
    }
    expect(await world.stores.connections.list()).toEqual(stored);
    expect(world.portal('1').crm.applied).toEqual([]);
    expect(ownNames()).toEqual(before);
    expect(({} as { readonly admin?: unknown }).admin).toBeUndefined();
  });

  it('A4 names of the mapping that are none of its targets are refused', async () => {
    const [stored] = await world.stores.connections.list();
    for (const name of [
      ...columns,
      ...magic,
      'account.__proto__',
      'renewal.constructor',
      '__proto__.admin',
      'account',
      'account.',
      '.',
    ])
      for (const value of ['null', '"seats"']) {
        const body = `{"fields":{${JSON.stringify(name)}:${value}},"pipelineIds":["p1"]}`;
        const { status } = await world.send('POST', withIdentity('/hubspot/settings/mapping'), body);
        // zod drops __proto__ unread: what is left is the mapping as it stands
        expect([name, value, status]).toEqual([name, value, name === '__proto__' ? 200 : 400]);
      }
    expect((await world.stores.connections.list())[0]).toEqual(stored);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('A4 further fields of an announcement change nothing, and odd names are no kind of record', async () => {
    const [event] = z.array(z.object({}).loose()).parse(delivery.body);
    for (const name of [...columns.filter((one) => one !== 'portalId'), ...magic])
      expect((await world.send('POST', webhook, `[${adding(event ?? {}, name, '{"admin":true}')}]`)).status).toBe(200);
    for (const name of [...magic, 'toString_to_valueOf', 'constructor_to_constructor']) {
      const odd = [
        { ...event, objectTypeId: name },
        { ...event, objectTypeId: undefined, subscriptionType: `${name}.creation` },
        { ...event, subscriptionType: `object.${name}` },
        { ...event, subscriptionType: 'deal.associationChange', fromObjectId: 1, toObjectId: 2, associationType: name },
        {
          ...event,
          subscriptionType: 'deal.associationChange',
          fromObjectId: 1,
          toObjectId: 2,
          fromObjectTypeId: name,
        },
      ];
      const { status, text } = await world.send('POST', webhook, JSON.stringify(odd));
      expect([name, status, text]).toEqual([name, 200, '{"stored":0}']);
    }
    expect(await world.stores.inbox.waiting(connectionId('hubspot', '1'), 100)).toHaveLength(1);
    expect(({} as { readonly admin?: unknown }).admin).toBeUndefined();
  });
});
