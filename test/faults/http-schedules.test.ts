import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Connection } from '../../src/accounts/connection.ts';
import { accountId } from '../../src/accounts/ids.ts';
import { CrmError } from '../../src/ports/crm.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { createRefreshRecords } from '../../src/sync/refresh-records.ts';
import { createWriteBackHealth } from '../../src/sync/write-back-health.ts';
import { type HubSpotWorld, openHubSpotWorld } from '../contract/hubspot-world.ts';
import { sampleAssessment, sampleConnection } from '../fixtures/store-samples.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { mortal, ProcessDied } from '../helpers/mortal-ports.ts';
import { connection as connectionId, type Ports, silentLogger } from '../helpers/sync-world.ts';

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

/** The acceptance run asks for more. */
const asked = Number(process.env.HTTP_SCHEDULES ?? 40);
const accounts = 3;
const presenter = createHubSpotPresenter();
const clock = { now: () => new Date() };

type Fault = Readonly<Record<string, string | number>>;
type Step =
  | { readonly do: 'score'; readonly account: number; readonly score: number }
  | { readonly do: 'sync' }
  | { readonly do: 'sync and die'; readonly beforeCall: number }
  | { readonly do: 'fault'; readonly route: string; readonly fault: Fault; readonly times: number }
  | { readonly do: 'edit'; readonly account: number; readonly score: number }
  | { readonly do: 'rename'; readonly account: number }
  | { readonly do: 'remove'; readonly account: number }
  | { readonly do: 'merge'; readonly account: number; readonly into: number };

const account = fc.integer({ min: 0, max: accounts - 1 });
const score = fc.integer({ min: 0, max: 100 });
const faults: readonly Fault[] = [
  { kind: 'server_error' },
  { kind: 'bad_gateway' },
  { kind: 'unavailable' },
  { kind: 'reset' },
  { kind: 'cut', bytes: 15 },
  { kind: 'apply_then', then: 'server_error' },
  { kind: 'apply_then', then: 'reset' },
  { kind: 'late_apply', calls: 3 },
  { kind: 'partial', ids: 'odd' },
  { kind: 'locked' },
  { kind: 'rate_limit', policy: 'TEN_SECONDLY_ROLLING' },
  { kind: 'rate_limit', policy: 'DAILY' },
];
const step = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });
const schedules: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    step(5, fc.constant({ do: 'sync' })),
    step(3, fc.record({ do: fc.constant('score'), account, score })),
    step(2, fc.record({ do: fc.constant('sync and die'), beforeCall: fc.integer({ min: 1, max: 60 }) })),
    step(
      5,
      fc.record({
        do: fc.constant('fault'),
        route: fc.constantFrom('companies/batch/update', 'companies/batch/read', 'companies/search'),
        fault: fc.constantFrom(...faults),
        times: fc.integer({ min: 1, max: 3 }),
      }),
    ),
    step(1, fc.record({ do: fc.constant('edit'), account, score })),
    step(1, fc.record({ do: fc.constant('rename'), account })),
    step(1, fc.record({ do: fc.constant('remove'), account })),
    step(1, fc.record({ do: fc.constant('merge'), account, into: account })),
  ),
  { minLength: 2, maxLength: 8 },
);

/** The scores that the engine would give, by company; companies that are gone have none. */
interface Truth {
  readonly scores: Map<string, number>;
  readonly ids: string[];
}

async function differencesAfter(steps: readonly Step[]): Promise<readonly string[]> {
  const world = await openHubSpotWorld();
  try {
    await world.gateway.provision({ dryRun: false });
    const truth: Truth = { scores: new Map(), ids: [] };
    for (let number = 0; number < accounts; number++) {
      const id = await world.add('account', `Company ${String(number)}`);
      truth.ids.push(id);
      truth.scores.set(id, 50);
    }
    const stores = withScores(await storage.fresh(), truth.scores);
    const connection = { ...sampleConnection(connectionId), mapping: world.mapping };
    await stores.connections.add(connection);
    const own: Ports = { gateway: world.gateway, stores };
    for (const step of steps) await take(step, world, truth, connection, own);
    await calmDown(world);
    for (let round = 0; round < 3; round++) await sync(connection, own);
    return await differences(world, truth, connection, own);
  } finally {
    await world.close();
  }
}

async function take(step: Step, world: HubSpotWorld, truth: Truth, connection: Connection, own: Ports): Promise<void> {
  const id = 'account' in step ? (truth.ids[step.account] ?? '') : '';
  const isLive = truth.scores.has(id);
  switch (step.do) {
    case 'score':
      if (isLive) truth.scores.set(id, step.score);
      return;
    case 'sync':
      return expected(sync(connection, own));
    case 'sync and die':
      return expected(sync(connection, mortal(own, step.beforeCall)));
    case 'fault':
      return world.plan(step.route, step.fault, { times: step.times });
    case 'edit': {
      const properties = { renewal_health_score: String(step.score) };
      if (isLive) await world.control.post('records/patch', { objectType: 'companies', id, properties });
      return;
    }
    case 'rename':
      return isLive ? world.rename('account', id, `Renamed ${id}`) : undefined;
    case 'remove':
      if (isLive) await world.remove('account', id);
      truth.scores.delete(id);
      return;
    case 'merge':
      return merge(world, truth, id, truth.ids[step.into] ?? '');
  }
}

/** HubSpot gives the survivor an id of its own. */
async function merge(world: HubSpotWorld, { scores, ids }: Truth, loser: string, survivor: string): Promise<void> {
  if (loser === survivor || !scores.has(loser) || !scores.has(survivor)) return;
  const left = await world.merge('account', loser, survivor);
  const score = scores.get(survivor) ?? 50;
  for (const gone of [loser, survivor]) scores.delete(gone);
  scores.set(left, score);
  ids[ids.indexOf(survivor)] = left;
}

async function sync(connection: Connection, ports: Ports): Promise<void> {
  const run = await ports.stores.runs.start(connection.id, 'incremental', clock.now().toISOString());
  const parts = { ...ports, presenter, clock, logger: silentLogger, progress: { step: () => undefined } };
  await createRefreshRecords(parts)(connection, 'incremental');
  await createWriteBackHealth(parts)(connection, { run, retryRefused: true, onAssessments: () => undefined });
}

async function expected(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof CrmError) && !(error instanceof ProcessDied)) throw error;
  }
}

function withScores(stores: Stores, scores: ReadonlyMap<string, number>): Stores {
  return {
    ...stores,
    assessments: {
      ...stores.assessments,
      all: async function* (connection) {
        for await (const page of stores.records.liveIds(connection, 'account'))
          yield page.map((id) => {
            const shown = scores.get(id) ?? 50;
            return sampleAssessment(connection, id, { shown, score: shown, accountId: accountId(id), renewals: [] });
          });
      },
    },
  };
}

/** Nothing fails any more, and what was late has come. */
async function calmDown(world: HubSpotWorld): Promise<void> {
  await fetch(`${world.sandbox.controlUrl}/faults`, { method: 'DELETE' });
  for (let call = 0; call < 5; call++) for await (const page of world.gateway.listIds('account')) void page;
}

async function differences(world: HubSpotWorld, { scores }: Truth, connection: Connection, own: Ports) {
  const found: string[] = [];
  for (const [id, wanted] of scores) {
    const shown = await world.shown('account', id);
    if (shown.renewal_health_score !== String(wanted))
      found.push(`${id} shows ${shown.renewal_health_score ?? 'nothing'}, not ${String(wanted)}`);
  }
  const { writes } = world.gateway.calls();
  await sync(connection, own);
  if (world.gateway.calls().writes > writes) found.push('a sync without news wrote');
  if ((await own.stores.ledger.open(connection.id)).length > 0) found.push('writes were left open');
  return found;
}

it(
  `S10 the sync over HTTP ends as the engine says after each of ${String(asked)} random schedules`,
  async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (steps) => {
        expect(await differencesAfter(steps)).toEqual([]);
      }),
      { numRuns: asked, endOnFailure: true },
    );
  },
  asked * 5_000 + 60_000,
);
