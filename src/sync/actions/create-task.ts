import type { ConnectionId } from '../../accounts/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CrmActions, NewTask } from '../../ports/crm-actions.ts';
import type { Stores } from '../../ports/stores.ts';
import { type ActionResult, alreadyDone, done } from './action-result.ts';

export interface CreateTaskDependencies {
  readonly actions: Pick<CrmActions, 'createTask'>;
  readonly stores: Pick<Stores, 'tasks'>;
  readonly clock: Clock;
}

/** Creates the task of a next step once: a key that is stored needs no call, and before creating one the CRM is asked for it. Throws CrmError. */
export const createTaskOfStep =
  ({ actions, stores, clock }: CreateTaskDependencies) =>
  async (connection: ConnectionId, task: NewTask): Promise<ActionResult> => {
    if ((await stores.tasks.find(connection, task.key)) !== null) return alreadyDone;
    const { id, created } = await actions.createTask(task);
    await stores.tasks.save(connection, task.key, id, clock.now().toISOString());
    return created ? done : alreadyDone;
  };
