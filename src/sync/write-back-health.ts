import type { HealthAssessment } from '../accounts/health.ts';
import type { Connection } from '../accounts/connection.ts';
import type { WrittenType } from '../ports/crm.ts';
import { changedRecords, compare } from './write-back/changed-records.ts';
import type { PlannedWrite } from './write-back/plan-write.ts';
import { sendBatch } from './write-back/send-batch.ts';
import { settleOpen } from './write-back/settle-open.ts';
import {
  newTally,
  type WriteBackContext,
  type WriteBackDependencies,
  type WriteTally,
} from './write-back/write-back-context.ts';

export type WriteBackReport = { readonly state: 'paused' } | ({ readonly state: 'written' } & Readonly<WriteTally>);

/** Records a CRM takes in one call; both CRMs' gateways split further where theirs takes fewer. */
const batchSize = 100;

/**
 * Makes the CRM say what the assessments say: only records whose values differ, company or Account and deal or Opportunity, in full batches. Every write stands in
 * the ledger before it is sent. Safe to repeat and to break off at any point. Throws CrmError when the CRM cannot be reached; the ledger then holds what is open.
 */
export const createWriteBackHealth =
  (dependencies: WriteBackDependencies) =>
  async (
    connection: Connection,
    run: number,
    onAssessments: (page: readonly HealthAssessment[]) => void = () => undefined,
  ): Promise<WriteBackReport> => {
    if (connection.writeBack === 'paused') {
      for await (const page of dependencies.stores.assessments.all(connection.id, batchSize)) onAssessments(page);
      return { state: 'paused' };
    }
    const context = { ...dependencies, connection, run };
    const tally = newTally();
    await settleOpen(context, tally);
    const lost = await writeChanged(context, tally, onAssessments);
    await clearUp(context, lost, tally);
    return { state: 'written', ...tally };
  };

async function writeChanged(
  context: WriteBackContext,
  tally: WriteTally,
  onAssessments: (page: readonly HealthAssessment[]) => void,
): Promise<readonly PlannedWrite[]> {
  const waiting: Record<WrittenType, PlannedWrite[]> = { account: [], renewal: [] };
  const lost: PlannedWrite[] = [];
  let done = 0;
  const send = async (type: WrittenType, size: number) => {
    while (waiting[type].length >= size && waiting[type].length > 0) {
      lost.push(...(await sendBatch(context, type, waiting[type].splice(0, batchSize), tally)));
    }
  };
  for await (const page of changedRecords(context, context.connection, onAssessments)) {
    for (const write of page.writes) waiting[write.type].push(write);
    tally.refused.push(...page.parked);
    await send('account', batchSize);
    await send('renewal', batchSize);
    context.progress.step('write_back', (done += page.accounts), null);
  }
  await send('account', 1);
  await send('renewal', 1);
  context.progress.step('write_back', done, done);
  return lost;
}

/** One more try for writes whose answer was lost, after looking whether they arrived. What is lost again waits in the ledger for the next run. */
async function clearUp(context: WriteBackContext, lost: readonly PlannedWrite[], tally: WriteTally): Promise<void> {
  if (lost.length === 0) return;
  context.logger.warn(
    { connection: context.connection.id, records: lost.length },
    'answers lost, looking what arrived',
  );
  await settleOpen(context, tally);
  let unclear = 0;
  for (const type of ['account', 'renewal'] as const) {
    const desired = lost
      .filter((write) => write.type === type)
      .map(({ id, name, after }) => ({ type, id, name, values: after }));
    const { writes } = await compare(context, context.connection, type, desired);
    for (let start = 0; start < writes.length; start += batchSize) {
      unclear += (await sendBatch(context, type, writes.slice(start, start + batchSize), tally)).length;
    }
  }
  tally.unclear += unclear;
}
