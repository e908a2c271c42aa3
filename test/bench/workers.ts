import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { atLeast, atMost, type BenchResult, median, readable } from './bench-result.ts';
import type { CrmSpec } from './workers/slow-crm.ts';
import { announced, openWorkerWorld, portalOf, type WorkerWorld } from './workers/worker-world.ts';

/** What a call to a CRM takes. */
const callMs = 50;
const portals = Array.from({ length: 50 }, (_, number): CrmSpec => ({ id: portalOf(number), accounts: 10, callMs }));
const large: CrmSpec = { id: portalOf(100), accounts: 10_000, callMs };
const small: CrmSpec = { id: portalOf(101), accounts: 10, callMs };
const rounds = 7;

/**
 * Fifty connections of 50 records are read, assessed and written for the first time, by one worker process and by two on one PostgreSQL; and how long
 * announcements of another such connection wait, alone and beside one of 50,000 that the same process reads for the first time.
 */
export async function workers(): Promise<BenchResult> {
  const postgres = await startPostgres(undefined, 'flushed');
  try {
    const [one, two] = [await firstReadings(postgres, 1), await firstReadings(postgres, 2)];
    const { alone, beside } = await lags(postgres);
    const perSecond = (ms: number) => readable((portals.length * 1000) / ms);
    return {
      lines: [
        { what: 'connections a second, one process, two', value: `${perSecond(one)}, ${perSecond(two)}` },
        { what: 'two processes are faster by', value: `${readable(one / two)} times` },
        { what: 'small one, woken to written: alone, beside', value: `${[alone, beside].map(medianOf).join(', ')} ms` },
        atLeast('times the small one was done while the large one was under way', beside.length, 5),
        atMost('small one beside the large one', median(beside) / median(alone), 2, ' times alone'),
      ],
      details: { oneProcessMs: one, twoProcessesMs: two, alone, beside },
    };
  } finally {
    await postgres.stop();
  }
}

const medianOf = (times: readonly number[]): string => readable(median(times));

/** Milliseconds until all portals were read, assessed and written. */
async function firstReadings(postgres: PostgresForTest, processes: number): Promise<number> {
  const world = await openWorkerWorld(postgres, portals, processes);
  try {
    for (const { id } of portals) await world.wake(id);
    return await world.until(async () => (await world.done('full')) === portals.length);
  } finally {
    await world.close();
  }
}

async function lags(postgres: PostgresForTest) {
  const world = await openWorkerWorld(postgres, [large, small], 1);
  try {
    await world.wake(small.id);
    await world.until(async () => (await world.done('full', small.id)) === 1);
    const alone: number[] = [];
    for (let round = 0; round < rounds; round++) alone.push(await lag(world, round));
    await world.wake(large.id);
    await world.until(async () => (await world.stores.runs.latest(large.id, 1)).length === 1);
    const beside: number[] = [];
    for (let round = rounds; round < 3 * rounds; round++) {
      const time = await lag(world, round);
      if ((await world.done('full', large.id)) > 0) break;
      beside.push(time);
    }
    return { alone, beside };
  } finally {
    await world.close();
  }
}

/** Milliseconds from the announcement of ten changed renewals until the accounts are assessed anew and written. */
async function lag(world: WorkerWorld, round: number): Promise<number> {
  const before = await world.done('write_back', small.id);
  const changes = Array.from({ length: small.accounts }, (_, at) => announced('renewal', `d${String(at + 1)}`, round));
  await world.stores.inbox.add(small.id, changes, new Date().toISOString());
  await world.wake(small.id);
  return world.until(async () => (await world.done('write_back', small.id)) > before);
}
