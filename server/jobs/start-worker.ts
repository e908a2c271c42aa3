import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { Stores } from '../../src/ports/stores.ts';
import type { createJobQueue } from './queue.ts';
import { createConnectionWorker, type WorkDependencies } from './work-on-connection.ts';

export interface WorkerDependencies extends WorkDependencies {
  readonly queue: ReturnType<typeof createJobQueue>;
  readonly stores: Pick<Stores, 'connections' | 'inbox' | 'runs'>;
}

/** Takes jobs from now on. Every connection gets its place in the schedule, and what earlier processes left in the inbox is woken up. */
export async function startWorker({ queue, ...dependencies }: WorkerDependencies): Promise<void> {
  const { stores } = dependencies;
  await queue.work(createConnectionWorker(dependencies));
  for (const { id } of await stores.connections.list()) await queue.schedule(id);
  for (const id of await stores.inbox.connections()) await queue.wake(id);
}

/** A connection that was installed just now: its first job, and its place in the schedule. */
export async function addConnection(queue: ReturnType<typeof createJobQueue>, id: ConnectionId): Promise<void> {
  await queue.schedule(id);
  await queue.wake(id);
}
