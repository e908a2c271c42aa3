import { cpus } from 'node:os';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { atLeast, atMost, type BenchResult, median, readable } from './bench-result.ts';
import type { CrmSpec } from './workers/slow-crm.ts';
import { familyCpuSeconds, usageOf, watchProcess } from './process-usage.ts';
import { announced, openWorkerWorld, portalOf, type WorkerWorld } from './workers/worker-world.ts';

/** What a call to a CRM takes. */
const callMs = 50;
const portals = Array.from({ length: 50 }, (_, number): CrmSpec => ({ id: portalOf(number), accounts: 10, callMs }));
const large: CrmSpec = { id: portalOf(100), accounts: 10_000, callMs };
const small: CrmSpec = { id: portalOf(101), accounts: 10, callMs };
const rounds = 7;
/** More than a short job takes, and as many as a process gives places to. */
const largeOnes = Array.from({ length: 8 }, (_, number): CrmSpec => ({
  id: portalOf(200 + number),
  accounts: 2_000,
  callMs,
}));

/**
 * Fifty connections of 50 records are read, assessed and written for the first time, by one worker process and by two on one PostgreSQL; and how long
 * announcements of another such connection wait, alone and beside one of 50,000 that the same process reads for the first time; and what eight first readings
 * of 10,000 records at once take of memory, beside one.
 */
export async function workers(): Promise<BenchResult> {
  const postgres = await startPostgres(undefined, 'flushed');
  try {
    const [one, two] = [await firstReadings(postgres, 1), await firstReadings(postgres, 2)];
    const { alone, beside } = await lags(postgres);
    const memory = [await memoryOf(postgres, 1), await memoryOf(postgres, largeOnes.length)];
    const both = (of: (each: typeof one) => number) => [one, two].map((each) => readable(of(each))).join(', ');
    return {
      lines: [
        { what: 'connections a second, one process, two', value: both(({ ms }) => (portals.length * 1000) / ms) },
        { what: 'two processes are faster by', value: `${readable(one.ms / two.ms)} times` },
        { what: 'processor ms for a connection, worker', value: both((run) => perConnection(run.workerSeconds)) },
        { what: 'processor ms for a connection, database', value: both((run) => perConnection(run.databaseSeconds)) },
        { what: 'share of the machine that was ours', value: both(shareOf) },
        { what: 'small one, woken to written: alone, beside', value: `${[alone, beside].map(medianOf).join(', ')} ms` },
        { what: 'MiB above the start, one large at a time, eight', value: memory.map(readable).join(', ') },
        atLeast('times the small one was done while the large one was under way', beside.length, 5),
        atMost('small one beside the large one', median(beside) / median(alone), 2, ' times alone'),
      ],
      details: { oneProcess: one, twoProcesses: two, alone, beside, memory },
    };
  } finally {
    await postgres.stop();
  }
}

const medianOf = (times: readonly number[]): string => readable(median(times));

/** Until all portals were read, assessed and written. */
async function firstReadings(postgres: PostgresForTest, processes: number) {
  const world = await openWorkerWorld(postgres, portals, processes);
  try {
    const before = used(world, postgres);
    for (const { id } of portals) await world.wake(id);
    const ms = await world.until(async () => (await world.done('full')) === portals.length);
    const after = used(world, postgres);
    return {
      ms,
      workerSeconds: after.workers - before.workers,
      databaseSeconds: after.database - before.database,
      machineSeconds: after.machine - before.machine,
    };
  } finally {
    await world.close();
  }
}

const perConnection = (seconds: number): number => (seconds * 1000) / portals.length;
const shareOf = (run: Awaited<ReturnType<typeof firstReadings>>): number =>
  (run.workerSeconds + run.databaseSeconds) / run.machineSeconds;

/** Processor seconds until now; those of the machine are of all cores, whoever used them. */
const used = ({ processes }: WorkerWorld, { pid }: PostgresForTest) => ({
  workers: processes.reduce((sum, worker) => sum + (usageOf(worker.pid ?? 0)?.cpuSeconds ?? 0), 0),
  database: familyCpuSeconds(pid),
  machine: cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0),
});

/** What a process takes at its peak above what it takes with its CRMs before it works; the written values that they keep are part of it. */
async function memoryOf(postgres: PostgresForTest, count: number): Promise<number> {
  const world = await openWorkerWorld(postgres, largeOnes, 1);
  try {
    const [process] = world.processes;
    if (process === undefined) throw new Error('no process');
    const watch = watchProcess(process, 100);
    watch.forgetPeak();
    for (const { id } of largeOnes.slice(0, count)) await world.wake(id);
    await world.until(async () => (await world.done('full')) === count);
    const { startPeakMiB, workPeakMiB } = watch.seen();
    return (workPeakMiB ?? NaN) - (startPeakMiB ?? NaN);
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
