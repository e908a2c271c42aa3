import { z } from 'zod';
import type { NewTask } from '../ports/crm-actions.ts';
import { api } from './api.ts';
import { hubSpotRecord, recordBatch } from './record.ts';
import type { Transport } from './transport.ts';

/** Association types of a task, from the enum AssociationTypes of the official client. */
const taskToCompany = 192;
const taskToDeal = 216;

/** HubSpot has no field for a key of ours that every portal shows: it ends the text of the task. */
const marker = (key: string): string => `Ref: ${key}`;

/**
 * Finds the company's task that carries the key, else creates it. HubSpot creates tasks without a key of the caller, and a lost answer may hide a task:
 * asking first is what keeps them single.
 */
export async function createTask(
  transport: Transport,
  task: NewTask,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const known = await findTask(transport, task);
  if (known !== null) return { id: known, created: false };
  const path = api.records('tasks');
  const { id } = await transport.call({ kind: 'write', method: 'POST', path, body: bodyOf(task) }, hubSpotRecord);
  return { id, created: true };
}

const linkPage = z.object({
  results: z.array(
    z.object({ to: z.array(z.object({ toObjectId: z.union([z.string(), z.number()]).transform(String) })) }),
  ),
});

/** Newest first: the task asked for is hardly ever older than a hundred others. */
async function findTask(transport: Transport, { accountId, key }: NewTask): Promise<string | null> {
  const links = await transport.call(
    {
      kind: 'read',
      method: 'POST',
      path: api.associations('companies', 'tasks'),
      body: { inputs: [{ id: accountId }] },
    },
    linkPage,
  );
  const ids = links.results.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId));
  const newest = [...new Set(ids)].sort((a, b) => b.length - a.length || (a < b ? 1 : -1)).slice(0, 100);
  if (newest.length === 0) return null;
  const body = { properties: ['hs_task_body'], inputs: newest.map((id) => ({ id })) };
  const { results } = await transport.call(
    { kind: 'read', method: 'POST', path: api.batchRead('tasks'), body },
    recordBatch,
  );
  const found = results.find(
    ({ properties: { hs_task_body: text } }) => typeof text === 'string' && text.includes(marker(key)),
  );
  return found?.id ?? null;
}

function bodyOf(task: NewTask) {
  return {
    properties: {
      // noon in UTC is the same calendar day from Honolulu to Auckland
      hs_timestamp: `${task.dueOn}T12:00:00.000Z`,
      hs_task_subject: task.subject,
      hs_task_body: `${task.body}\n\n${marker(task.key)}`,
      hs_task_status: 'NOT_STARTED',
      hs_task_type: 'TODO',
      ...(task.ownerId === null ? {} : { hubspot_owner_id: task.ownerId }),
    },
    associations: [
      link(task.accountId, taskToCompany),
      ...(task.renewalId === null ? [] : [link(task.renewalId, taskToDeal)]),
    ],
  };
}

const link = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});
