import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';

/** Recovery after a crash replays at most max_wal_size, some seconds; whoever needs longer does not come up at all. */
const startLimitMs = 120_000;

export interface Thread {
  readonly worker: Worker;
  readonly version: string;
}

/** Starts the database on PostgreSQL's data directory. Rejects with the reason PostgreSQL gave. */
export const startThread = (dataFolder: string): Promise<Thread> => {
  const settings: WorkerSettings = { dataFolder };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings });
  return new Promise<Thread>((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new Error(`no start within ${startLimitMs / 1000} s`));
    }, startLimitMs);
    worker.once('error', reject);
    worker.once('message', (message: FromWorker) => {
      clearTimeout(limit);
      if (message.kind === 'ready') resolve({ worker, version: message.version });
      else reject(new Error('reason' in message ? message.reason : message.kind));
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
};

/** Lets what runs come to its end, then shuts the database down cleanly. */
export const stopThread = async (worker: Worker): Promise<void> => {
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  worker.postMessage({ kind: 'stop' } satisfies ToWorker);
  await exited;
};
