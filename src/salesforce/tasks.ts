import { z } from 'zod';
import { rawText } from '../crm-fields/field-reader.ts';
import type { NewTask } from '../ports/crm-actions.ts';
import { api } from './api.ts';
import { idOf } from './from-salesforce.ts';
import { allRecords } from './query-pages.ts';
import { idList, quoted, toSoql } from './soql.ts';
import type { Transport } from './transport.ts';

/** Salesforce has no field for a key of ours that every org shows: it ends the description of the task. */
const marker = (key: string): string => `Ref: ${key}`;
/** Longest subject of a task. */
const subjectLength = 255;
/** A step's task is looked for among the newest of the same subject. */
const looked = 100;

const created = z.object({ id: z.string() });

/** Finds the task that carries the key, else creates it on the renewal, or on the account where there is none. A lost answer may hide a task: asking first is what keeps them single. */
export async function createTask(
  transport: Transport,
  task: NewTask,
): Promise<{ readonly id: string; readonly created: boolean }> {
  const known = await findTask(transport, task);
  if (known !== null) return { id: known, created: false };
  const call = { kind: 'write', method: 'POST', path: api.create('Task'), body: bodyOf(task) } as const;
  const { id } = await transport.call(call, created);
  return { id, created: true };
}

/** A description can be read and not be searched for. */
async function findTask(transport: Transport, task: NewTask): Promise<string | null> {
  const above = task.renewalId === null ? [task.accountId] : [task.renewalId, task.accountId];
  const soql = toSoql({
    fields: ['Id', 'Description'],
    from: 'Task',
    where: [`WhatId IN ${idList(above)}`, `Subject = ${quoted(subjectOf(task))}`],
    orderBy: 'CreatedDate DESC',
    limit: looked,
  });
  const rows = await allRecords(transport, soql);
  const found = rows.find((row) => rawText(row.Description).includes(marker(task.key)));
  return found === undefined ? null : idOf(found);
}

const subjectOf = ({ subject }: NewTask): string => subject.slice(0, subjectLength);

const bodyOf = (task: NewTask) => ({
  Subject: subjectOf(task),
  Description: `${task.body}\n\n${marker(task.key)}`,
  ActivityDate: task.dueOn,
  Status: 'Not Started',
  Priority: 'Normal',
  WhatId: task.renewalId ?? task.accountId,
  ...(task.ownerId === null ? {} : { OwnerId: task.ownerId }),
});
