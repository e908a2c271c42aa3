import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../../../server/storage/database.ts';
import { createStores } from '../../../server/storage/stores.ts';
import { connectionId, type ConnectionId } from '../../../src/accounts/ids.ts';
import type { RecordType } from '../../../src/ports/crm.ts';
import type { AnnouncedChange } from '../../../src/ports/inbox.ts';
import type { RunKind } from '../../../src/ports/stores.ts';
import { createQueueOn } from '../../helpers/crm-worker.ts';
import type { PostgresForTest } from '../../helpers/postgres.ts';
import { type Program, startProgram } from '../../helpers/sandbox-program.ts';
import type { CrmSpec } from './slow-crm.ts';

export type WorkerWorld = Awaited<ReturnType<typeof openWorkerWorld>>;

export const portalOf = (number: number): ConnectionId => connectionId('hubspot', String(7000 + number));

/** A new database with the queue, and so many worker processes at it. Whoever measures wakes connections and looks at what is stored. */
export async function openWorkerWorld(postgres: PostgresForTest, crms: readonly CrmSpec[], processes: number) {
  const url = await postgres.createDatabase();
  const database = await openDatabase({ url });
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const queue = createQueueOn(database, logger);
  await queue.start();
  const workers: Program<unknown>[] = [];
  for (let started = 0; started < processes; started++)
    workers.push(await startProgram('test/bench/workers/worker-process.ts', [url, JSON.stringify(crms)]));
  const complaints = workers.map(({ child }) => complaintsOf(child));
  return {
    stores: createStores(database.db),
    wake: (id: ConnectionId) => queue.wake(id),
    processes: workers.map(({ child }) => child),
    /** How many runs of this kind have ended well; of one connection or of all. */
    done: (kind: RunKind, id?: ConnectionId) => doneRuns(database, kind, id),
    /** Milliseconds until it is true. Throws when a worker reports a failure, or after ten minutes. */
    until: async (isTrue: () => Promise<boolean>): Promise<number> => {
      const began = performance.now();
      while (!(await isTrue())) {
        const complaint = complaints.flat()[0];
        if (complaint !== undefined) throw new Error(`a worker failed: ${complaint}`);
        if (performance.now() - began > 600_000) throw new Error('the workers do not come to an end');
        await sleep(20);
      }
      return performance.now() - began;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await queue.stop(1_000);
      await database.close();
    },
  };
}

function complaintsOf(child: ChildProcess): readonly string[] {
  const complaints: string[] = [];
  child.stderr?.on('data', (text: Buffer) => complaints.push(text.toString()));
  return complaints;
}

async function doneRuns({ pool }: Database, kind: RunKind, id?: ConnectionId): Promise<number> {
  const { rows } = await pool.query<{ runs: number }>(
    `select count(*)::int as runs from run where kind = $1 and outcome = 'done' and ($2::text is null or connection_id = $2)`,
    [kind, id ?? null],
  );
  return rows[0]?.runs ?? 0;
}

/** An announcement as the CRM's deliveries are translated; equal numbers are the same one. */
export const announced = (type: RecordType, id: string, number: number): AnnouncedChange => ({
  key: `${type}|${id}|${String(number)}`,
  ...{ kind: 'changed', type, id, occurredAt: new Date().toISOString() },
});
