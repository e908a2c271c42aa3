import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMetrics } from '../../server/observability/metrics.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createConnectionFolders } from '../../src/signal-sources/csv/connection-folders.ts';
import { createExportConnection } from '../../src/views/export-connection.ts';
import {
  connectionOf,
  everythingOf,
  type Neighbour,
  neighbours,
  otherOf,
  settle,
} from '../fixtures/hostile-neighbours.ts';
import { sampleAccount } from '../fixtures/store-samples.ts';
import { openDatabaseForTest, openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { metricsToken, openHttpWorld } from './http-world.ts';
import { sampleOf, samples, samplesOf } from './route-samples.ts';

/** Usage of an account that both have, an account that nobody has, and a row that cannot be read; the word is in each. */
async function writeSignals(folder: string, word: string): Promise<void> {
  await mkdir(folder);
  const days = Array.from({ length: 28 }, (_, index) => `2026-05-${String(index + 1).padStart(2, '0')}`);
  const usage = days.map((day) => `shared.example,ada@${word},${day},login,3`);
  await writeFile(join(folder, 'usage.csv'), ['account,user,day,event,count', ...usage].join('\n'));
  const facts = [`${word},nps,3,2026-06-01,`, `shared.example,${word},3,2026-06-01,`];
  await writeFile(join(folder, 'observations.csv'), ['account,name,value,on,about', ...facts].join('\n'));
}

type World = Awaited<ReturnType<typeof openHttpWorld>>;
type Call = readonly [method: 'GET' | 'POST', path: string, body: unknown];

const both = ['1', '2'] as const satisfies readonly Neighbour[];
const override = { tier: 'commit', reason: 'other', until: '2026-07-01' };
const calls: readonly Call[] = [
  ['POST', '/hubspot/accounts/100/score', {}],
  ['GET', '/hubspot/accounts/100/health', null],
  ['GET', '/hubspot/renewals/900/health', null],
  ['GET', '/hubspot/book', null],
  ['GET', '/hubspot/settings', null],
  ['POST', '/hubspot/accounts/100/tasks', { key: 'none' }],
  ['POST', '/hubspot/renewals/900/override', override],
  ['POST', '/hubspot/renewals/900/override', { tier: null, reason: null, until: null }],
  ['POST', '/hubspot/segments', {}],
  ['POST', '/hubspot/settings/mapping', { fields: { 'account.externalKey': null }, pipelineIds: ['p1'] }],
  ['POST', '/hubspot/settings/preferences', { showNames: true, locale: 'de' }],
  ['POST', '/hubspot/settings/preferences', { showNames: false, locale: 'en' }],
  ['POST', '/hubspot/dry-run', {}],
  ['POST', '/hubspot/sync', {}],
  ['POST', '/hubspot/runs/1/undo', {}],
  ['POST', '/hubspot/runs/2/undo', {}],
  ['POST', '/hubspot/runs/3/undo', {}],
  ['POST', '/hubspot/resume', {}],
  ['POST', '/hubspot/disconnect', {}],
];

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function openNeighbours(stores: Stores): Promise<World> {
  const world = await openHttpWorld(stores);
  open.push(() => world.close());
  for (const portal of both) await settle(stores, world.portal(portal), portal);
  return world;
}

/** A run that an action started ends a moment later. */
async function isQuiet(world: World): Promise<void> {
  for (const portal of both) {
    for (let attempt = 0; attempt < 500; attempt++) {
      const turn = await world.turns.begin(connectionOf(portal));
      await turn?.end();
      if (turn !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** Asks as one neighbour. Answers the status; fails when the answer speaks of the other one. */
async function askAs(world: World, portal: Neighbour, [method, path, body]: Call, locale = 'en'): Promise<number> {
  const answer = await world.ask(method, `${path}?locale=${locale}`, { portal, ...(body === null ? {} : { body }) });
  expect([portal, path, JSON.stringify(answer.body)]).not.toEqual([portal, path, foreignTo(portal)]);
  return answer.status;
}
const foreignTo = (portal: Neighbour): unknown => expect.stringMatching(new RegExp(neighbours[otherOf(portal)], 'i'));

/** What each neighbour's CRM got, what is stored of it and what was logged: nowhere a word of the other one, and no word at all in the log. */
async function expectApart(world: World): Promise<void> {
  await isQuiet(world);
  for (const portal of both) {
    const { crm, tasks, segments } = world.portal(portal);
    expect(JSON.stringify([crm.applied, tasks, segments])).not.toEqual(foreignTo(portal));
    const stored = await everythingOf(world.stores, connectionOf(portal));
    expect(stored).toContain(neighbours[portal]);
    expect(stored).not.toEqual(foreignTo(portal));
  }
  expect(world.logged.join('\n')).not.toMatch(/QALPHAQ|QOMEGAQ/i);
}

/** Pages, numbers and answers to deliveries say no name of anybody. */
async function expectOpenDoorsSilent(world: World): Promise<void> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  for (const { path } of samplesOf('browser', 'operator', 'open')) {
    const { status, text } = await world.send('GET', path, '', { signed: false, headers });
    expect([path, status < 500, text]).toEqual([path, true, expect.not.stringMatching(/QALPHAQ|QOMEGAQ/i)]);
  }
  const { path } = sampleOf('POST /webhooks/hubspot');
  for (const portal of both)
    expect((await world.send('POST', path, delivery(portal, 'object.creation', 1))).text).not.toMatch(/Q/);
  const queue = { counts: () => Promise.resolve({ waiting: 0, active: 0, failed: 0 }) };
  const { text } = await createMetrics({ stores: world.stores, queue, clock: { now: () => new Date() } }).read();
  expect(text).toContain(connectionOf('1'));
  expect(text).not.toMatch(/QALPHAQ|QOMEGAQ/i);
}

const delivery = (portal: Neighbour, kind: string, eventId: number) =>
  JSON.stringify([
    {
      ...{ eventId, portalId: Number(portal), appId: 4242, occurredAt: 1_781_000_000_000, objectId: 900 },
      ...{ subscriptionType: kind, objectTypeId: '0-3', propertyName: neighbours[portal] },
    },
  ]);

describe('A3 two connections whose records have the same ids', () => {
  it('A3 see nothing of each other on any route, in any table, in the log and in the CRM', async () => {
    const { database, remove } = await openDatabaseForTest('embedded');
    open.push(remove);
    const world = await openNeighbours(createStores(database.db));
    const answered = new Map<string, Set<number>>();
    for (const locale of ['en', 'de']) {
      for (const call of calls) {
        for (const portal of both) {
          const status = await askAs(world, portal, call, locale);
          answered.set(call[1], (answered.get(call[1]) ?? new Set()).add(status));
          await isQuiet(world);
        }
      }
    }
    // each route has done its work at least once: refusals would leak nothing either
    const idle = [...answered].filter(([, statuses]) => !statuses.has(200)).map(([path]) => path);
    expect(idle.filter((path) => !/tasks|disconnect|undo/.test(path))).toEqual([]);
    await expectOpenDoorsSilent(world);
    const asked = new Set(world.answered.map((line) => line.replace(/ \d+$/, '')));
    expect(Object.keys(samples).filter((route) => !asked.has(route))).toEqual([]);
    await expectApart(world);

    const { rows: tables } = await database.pool.query<{ readonly name: string }>(
      "select table_name as name from information_schema.columns where column_name = 'connection_id' and table_schema = 'public'",
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      for (const portal of both) {
        const { rows } = await database.pool.query(`select t::text from "${name}" t where connection_id = $1`, [
          connectionOf(portal),
        ]);
        expect([name, JSON.stringify(rows)]).not.toEqual([name, foreignTo(portal)]);
      }
    }
  });

  it('A3 get their own answers: the same question, each with its own names', async () => {
    const world = await openNeighbours(await storage.fresh());
    for (const portal of both) {
      expect(await askAs(world, portal, calls[0] ?? ['GET', '/', null])).toBe(200);
      for (const path of [
        '/hubspot/accounts/100/health',
        '/hubspot/renewals/900/health',
        '/hubspot/book',
        '/hubspot/settings',
      ]) {
        const { body } = await world.ask('GET', path, { portal });
        expect([path, JSON.stringify(body)]).toEqual([path, expect.stringContaining(neighbours[portal])]);
      }
    }
  });

  it('A3 do not undo, override or resume anything of each other', async () => {
    const world = await openNeighbours(await storage.fresh());
    for (const portal of both) await askAs(world, portal, calls[0] ?? ['GET', '/', null]);
    const applied = world.portal('2').crm.applied.length;
    const before = await everythingOf(world.stores, connectionOf('2'));
    for (const call of calls) {
      await askAs(world, '1', call);
      await isQuiet(world);
    }
    expect(world.portal('2').crm.applied).toHaveLength(applied);
    expect(world.portal('2').tasks).toEqual([]);
    expect(await everythingOf(world.stores, connectionOf('2'))).toBe(before);
  });

  it('A3 announcements of one portal wait for it alone, whatever else the delivery says', async () => {
    const world = await openNeighbours(await storage.fresh());
    const kinds = [
      'object.propertyChange',
      'object.deletion',
      'object.merge',
      'contact.privacyDeletion',
      'object.restore',
    ];
    for (const [index, kind] of kinds.entries()) {
      const sent = await world.send('POST', `/webhooks/hubspot?portalId=2`, delivery('1', kind, index + 1));
      expect([kind, sent.status]).toEqual([kind, 200]);
      expect(sent.text).not.toContain('Q');
    }
    const waiting = async (portal: Neighbour) => (await world.stores.inbox.waiting(connectionOf(portal), 100)).length;
    expect([await waiting('1'), await waiting('2')]).toEqual([kinds.length, 0]);
    expect(world.logged.join('\n')).not.toMatch(/QALPHAQ|QOMEGAQ/i);
  });

  it('A3 forgetting a person of one leaves the person of the other, whose id is the same', async () => {
    const world = await openNeighbours(await storage.fresh());
    for (const portal of both) await askAs(world, portal, calls[0] ?? ['GET', '/', null]);
    const before = await everythingOf(world.stores, connectionOf('2'));
    await world.stores.records.erase(connectionOf('1'), 'contact', ['500'], '2026-06-15T11:00:00.000Z');
    expect(await everythingOf(world.stores, connectionOf('1'))).not.toContain(`Person ${neighbours['1']}`);
    expect(await everythingOf(world.stores, connectionOf('2'))).toBe(before);
    expect(before).toContain(`Person ${neighbours['2']}`);
  });

  it('A3 read each its own signal files: no address, domain or row of one comes to the other, on screens, in stores, in exports', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenants-'));
    open.push(() => rm(folder, { recursive: true }));
    for (const portal of both) await writeSignals(join(folder, `hubspot-${portal}`), `canary-of-${portal}.example`);
    const logger = { info: () => undefined };
    const world = await openHttpWorld(await storage.fresh(), createConnectionFolders({ folder, apart: true, logger }));
    open.push(() => world.close());
    for (const portal of both) {
      world.portal(portal).crm.put('account', sampleAccount('100', { domain: 'shared.example', seats: 10 }));
      await askAs(world, portal, ['POST', '/hubspot/sync', {}]);
      await isQuiet(world);
    }
    for (const portal of both) {
      const [own, other] = [`canary-of-${portal}.example`, `canary-of-${otherOf(portal)}.example`];
      const id = connectionOf(portal);
      expect((await world.stores.runs.latest(id, 1))[0]).toMatchObject({
        outcome: 'done',
        stats: { signalsAdded: 28 },
      });
      expect(await world.stores.signals.unresolvedKeys(id)).toEqual([{ account: own, signals: 1 }]);
      const settings = JSON.stringify((await world.ask('GET', '/hubspot/settings', { portal })).body);
      const card = JSON.stringify((await world.ask('GET', '/hubspot/accounts/100/health', { portal })).body);
      const stored = await everythingOf(world.stores, id);
      for (const text of [settings, stored]) expect(text).toContain(own);
      const exported: string[] = [];
      for await (const page of createExportConnection({ stores: world.stores })(id, true))
        exported.push(JSON.stringify(page));
      for (const text of [settings, card, stored, ...exported, world.logged.join('\n')])
        expect(text).not.toContain(other);
    }
  });

  it('A3 stay apart in every order of calls', async () => {
    const step = fc.record({
      portal: fc.constantFrom(...both),
      call: fc.constantFrom(...calls),
      locale: fc.constantFrom('en', 'de'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const world = await openNeighbours(await storage.fresh());
        for (const { portal, call, locale } of steps) await askAs(world, portal, call, locale);
        for (const portal of both)
          await world.send('POST', '/webhooks/hubspot', delivery(portal, 'object.creation', 1));
        await expectApart(world);
        await open.pop()?.();
      }),
      { numRuns: 25 },
    );
  });
});
