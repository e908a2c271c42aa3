import type { Connection } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { WrittenType } from '../ports/crm.ts';
import type { Progress } from '../ports/progress.ts';
import { desiredChanges } from './write-back/desired-changes.ts';
import { createLanes } from './write-back/lanes.ts';
import type { RecordChange } from './write-back/record-change.ts';
import { createSender, type Sender } from './write-back/send-writes.ts';
import { findUnapplied } from './write-back/unapplied-writes.ts';
import { withoutParked } from './write-back/parked-writes.ts';
import { noWrites, type WriteDependencies, type WriteTotals } from './write-back/write-context.ts';

export interface WriteBackDependencies extends WriteDependencies {
  readonly progress: Progress;
}
export interface WriteBackOptions {
  /** The run the ledger entries belong to. */
  readonly run: number;
  /** Refused records are tried again; otherwise only once their values have changed. */
  readonly retryRefused: boolean;
  /** Sees every assessment that is compared, page by page. */
  readonly onAssessments: (assessments: readonly HealthAssessment[]) => void;
}
export type WriteBackReport =
  | ({ readonly state: 'done'; readonly parked: number } & Readonly<WriteTotals>)
  /** After an undo, until somebody resumes: nothing is compared, planned or sent. */
  | { readonly state: 'paused' };

/** Batches under way at a time: one call takes a third of a second, a CRM allows ten to twenty a second. */
const callsAtOnce = 4;

/**
 * Writes what the CRM should show and does not: changed properties of changed records only, in full batches, each planned in the ledger before it is
 * sent. Open writes of a run that died are cleared up first. Safe to repeat: a second run writes nothing. One run at a time per connection. Throws
 * CrmError; what was in flight then is read back by the next run.
 */
export const createWriteBackHealth =
  ({ progress, ...dependencies }: WriteBackDependencies) =>
  async (connection: Connection, options: WriteBackOptions): Promise<WriteBackReport> => {
    if (connection.writeBack === 'paused') return { state: 'paused' };
    const context = { ...dependencies, connection };
    const totals = noWrites();
    const unapplied = await findUnapplied(context);
    const sender = createSender(context, { run: options.run, totals, unapplied });
    const parked = { count: 0 };
    const { writeBatch } = dependencies.gateway.traits;
    await sendAll(sender, writeBatch, changesByType(dependencies, connection, options, parked), () => {
      progress.step('write_back', totals.planned.account + totals.planned.renewal, null);
    });
    await unapplied.supersedeRest();
    const planned = totals.planned.account + totals.planned.renewal;
    progress.step('write_back', planned, planned);
    return { state: 'done', parked: parked.count, ...totals };
  };

async function* changesByType(
  dependencies: WriteDependencies,
  connection: Connection,
  { retryRefused, onAssessments }: WriteBackOptions,
  parked: { count: number },
): AsyncGenerator<readonly RecordChange[]> {
  for await (const { assessments, changes } of desiredChanges(dependencies, connection)) {
    onAssessments(assessments);
    const due = retryRefused ? changes : await withoutParked(dependencies, connection.id, changes);
    parked.count += changes.length - due.length;
    yield due;
  }
}

/** Accounts and renewals fill batches of their own, across pages: a batch of one call holds one type. */
async function sendAll(
  sender: Sender,
  writeBatch: number,
  pages: AsyncIterable<readonly RecordChange[]>,
  onSent: () => void,
): Promise<void> {
  const lanes = createLanes(callsAtOnce);
  const held: Record<WrittenType, RecordChange[]> = { account: [], renewal: [] };
  const send = (batch: readonly RecordChange[]) =>
    lanes.add(async () => {
      await sender.send(batch);
      onSent();
    });
  try {
    for await (const page of pages) {
      for (const change of page) held[change.type].push(change);
      for (const type of ['account', 'renewal'] as const) {
        while (held[type].length >= writeBatch) await send(held[type].splice(0, writeBatch));
      }
    }
    for (const rest of [held.account, held.renewal]) if (rest.length > 0) await send(rest);
  } finally {
    await lanes.settled();
  }
  lanes.check();
}
