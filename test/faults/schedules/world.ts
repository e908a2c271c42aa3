import type { Connection } from '../../../src/accounts/connection.ts';
import { accountId } from '../../../src/accounts/ids.ts';
import { CrmError, type WrittenValues } from '../../../src/ports/crm.ts';
import type { Stores } from '../../../src/ports/stores.ts';
import { createHubSpotPresenter } from '../../../src/hubspot/to-hubspot.ts';
import { createRefreshRecords } from '../../../src/sync/refresh-records.ts';
import { createWriteBackHealth } from '../../../src/sync/write-back-health.ts';
import { createFakeCrm, type FakeCrm, type LostWrite } from '../../fakes/fake-crm.ts';
import { createMemoryStores } from '../../fakes/memory-stores.ts';
import { sampleAssessment, sampleConnection } from '../../fixtures/store-samples.ts';
import { mortal, ProcessDied } from '../../helpers/mortal-ports.ts';
import { companyOf } from '../../helpers/sync-book.ts';
import { connection as id, createTestClock, type Ports, silentLogger } from '../../helpers/sync-world.ts';

/** What can happen, in any order: each step is one thing that a CRM, a network, a process or a person does. */
export type Step =
  | { readonly do: 'score'; readonly account: number; readonly score: number }
  | { readonly do: 'sync' }
  | { readonly do: 'sync and die'; readonly beforeCall: number }
  | { readonly do: 'lose'; readonly account: number; readonly fate: LostWrite }
  | { readonly do: 'fail'; readonly operation: 'write' | 'readByIds' | 'readChanged'; readonly kind: FailureKind }
  | { readonly do: 'deliver late' }
  | { readonly do: 'edit'; readonly account: number; readonly score: number }
  | { readonly do: 'refuse'; readonly account: number }
  | { readonly do: 'remove'; readonly account: number }
  | { readonly do: 'merge'; readonly account: number; readonly into: number };
type FailureKind = 'unavailable' | 'rate_limited' | 'auth';

export const accountsInWorld = 3;
const nameOf = (account: number) => `a${account}`;
const presenter = createHubSpotPresenter();
const silentProgress = { step: () => undefined };
const property = 'renewal_health_revision';

/** Wraps the ports of every sync of a world: how a defect is planted. */
export type Defect = (ports: Ports) => Ports;
const sound: Defect = (ports) => ports;

/** The real refresh, write-back and ledger over ports in memory. Scores come from the schedule, so that thousands of schedules a second can be tried. */
export async function runSchedule(steps: readonly Step[], defect: Defect = sound): Promise<readonly string[]> {
  const world = await openWorld(defect);
  for (const step of steps) await world.take(step);
  return world.violations();
}

async function openWorld(defect: Defect) {
  const clock = createTestClock();
  const crm = createFakeCrm({ clock });
  const scores = new Map<string, number>();
  const stores = withScores(createMemoryStores(), scores);
  const connection: Connection = { ...sampleConnection(id), firstRefreshAt: clock.now().toISOString() };
  await stores.connections.add(connection);
  for (let account = 1; account <= accountsInWorld; account++) {
    crm.put('account', companyOf(account));
    scores.set(nameOf(account), 50);
  }
  let late = 0;
  const sync = async (ports: Ports) => {
    // Longer than the refresh looks back, so that nothing heals only because it is read again by chance.
    clock.advance(30);
    const run = await ports.stores.runs.start(id, 'incremental', clock.now().toISOString());
    const parts = { ...ports, presenter, clock, logger: silentLogger, progress: silentProgress };
    await createRefreshRecords(parts)(connection, 'incremental');
    await createWriteBackHealth(parts)(connection, { run, retryRefused: true, onAssessments: () => undefined });
  };
  const own = defect({ gateway: crm, stores });
  await sync({ gateway: crm, stores });

  const world = {
    crm,
    async take(step: Step): Promise<void> {
      switch (step.do) {
        case 'score':
          return void scores.set(nameOf(step.account), step.score);
        case 'sync':
          return expected(sync(own));
        case 'sync and die':
          return expected(sync(mortal(own, step.beforeCall)));
        case 'lose':
          late += step.fate === 'late' ? 1 : 0;
          return crm.loseAnswer('account', nameOf(step.account), step.fate);
        case 'fail':
          return crm.breakNext(step.operation, new CrmError(step.kind, 'timeout'));
        case 'deliver late':
          return crm.deliverLate();
        case 'edit':
          return editLive(crm, nameOf(step.account), step.score);
        case 'refuse':
          return crm.refuse('account', nameOf(step.account), 'not allowed');
        case 'remove':
          return crm.remove('account', nameOf(step.account));
        case 'merge':
          return mergeLive(crm, nameOf(step.account), nameOf(step.into));
      }
    },
    /** Then nothing fails any more: what the product promises for that time. */
    async violations(): Promise<readonly string[]> {
      await calmDown(crm);
      for (let round = 0; round < 3; round++) await expected(sync(own));
      const found = await differences(crm, stores, scores, late > 0);
      const repeats = repeatsOf(crm);
      if (repeats > late) found.push(`I3: ${repeats} revisions applied twice, ${late} late writes`);
      const applied = crm.applied.length;
      await expected(sync(own));
      if (crm.applied.length > applied) found.push('I6: a sync without news wrote');
      if ((await stores.ledger.open(id)).length > 0) found.push('I15: writes left open');
      return found;
    },
  };
  return world;
}

/** A CRM that fails and a process that dies are part of the schedule; anything else is a defect. */
async function expected(sync: Promise<void>): Promise<void> {
  try {
    await sync;
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
          yield page.map((each) => assessed(each, scores.get(each) ?? 50));
      },
    },
  };
}

const assessed = (account: string, shown: number) =>
  sampleAssessment(id, account, { shown, score: shown, accountId: accountId(account), renewals: [] });

function editLive(crm: FakeCrm, account: string, score: number): void {
  if (crm.has('account', account)) crm.edit('account', account, { renewal_health_score: String(score) });
}

function mergeLive(crm: FakeCrm, loser: string, survivor: string): void {
  const live = (each: string) => crm.has('account', each);
  if (loser !== survivor && live(loser) && live(survivor)) crm.merge('account', loser, survivor);
}

async function calmDown(crm: FakeCrm): Promise<void> {
  for (let account = 1; account <= accountsInWorld; account++) crm.accept('account', nameOf(account));
  crm.heal();
  crm.deliverLate();
  await Promise.resolve();
}

/**
 * I1 and I2: what the CRM shows is what the engine said last, under the highest revision that ever reached it. A write that arrives late with these very
 * values may leave an older number: nothing is wrong on the record then, and the next write rises above both.
 */
async function differences(
  crm: FakeCrm,
  stores: Stores,
  scores: ReadonlyMap<string, number>,
  hadLate: boolean,
): Promise<string[]> {
  const found: string[] = [];
  const live = [...scores.keys()].filter((each) => crm.has('account', each));
  const planned = await stores.ledger.revisions(id, 'account', live);
  for (const each of live) {
    const shown: WrittenValues = crm.ours('account', each);
    const wanted = String(scores.get(each));
    if (shown.renewal_health_score !== wanted)
      found.push(`I1: ${each} shows ${shown.renewal_health_score}, not ${wanted}`);
    const revision = Number(shown[property]);
    const reached = Math.max(
      ...crm.applied.flatMap((write) => (write.id === each ? [Number(write.values[property])] : [])),
    );
    if (hadLate ? revision > reached : revision !== reached)
      found.push(`I2: ${each} shows revision ${revision}, ${reached} had reached it`);
    if (reached > (planned.get(each) ?? 0)) found.push(`I2: ${each} got revision ${reached}, which nobody planned`);
  }
  return found;
}

function repeatsOf(crm: FakeCrm): number {
  const seen = crm.applied.map(({ id: record, values }) => `${record} ${values[property]}`);
  return seen.length - new Set(seen).size;
}
