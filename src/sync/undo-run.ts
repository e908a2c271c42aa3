import type { Connection } from '../accounts/connection.ts';
import type { WrittenType, WrittenValues } from '../ports/crm.ts';
import type { LedgerEntry, Stores } from '../ports/stores.ts';
import { chunk } from '../common/batch.ts';
import type { PlannedWrite } from './write-back/plan-write.ts';
import { without } from './write-back/plan-write.ts';
import { sendBatch } from './write-back/send-batch.ts';
import { settleOpen } from './write-back/settle-open.ts';
import { newTally, type WriteBackDependencies, type WriteTally } from './write-back/write-back-context.ts';

/** A value that somebody, or a later run, changed after the run to undo: it is left alone and reported. */
export interface UndoConflict {
  readonly type: WrittenType;
  readonly id: string;
  readonly property: string;
  /** What the run had written, and what stands there now. */
  readonly written: string;
  readonly found: string;
}
export interface UndoReport extends Readonly<WriteTally> {
  readonly conflicts: readonly UndoConflict[];
}
export interface UndoDependencies extends WriteBackDependencies {
  readonly stores: Pick<Stores, 'connections' | 'records' | 'assessments' | 'ledger'>;
}

/**
 * Puts back what a run wrote, where the CRM still says what that run wrote: records are read first. Write-back is paused from then on, or the next
 * schedule would write it all again. The undo is a run of its own in the ledger and can be undone.
 */
export const createUndoRun =
  (dependencies: UndoDependencies) =>
  async (connection: Connection, undone: number, run: number): Promise<UndoReport> => {
    const context = { ...dependencies, connection, run };
    await dependencies.stores.connections.save({ ...connection, writeBack: 'paused' });
    const tally = newTally();
    await settleOpen(context, tally);
    tally.accounts = 0;
    tally.renewals = 0;
    const conflicts: UndoConflict[] = [];
    for await (const page of dependencies.stores.ledger.entries(connection.id, undone)) {
      const written = page.filter(({ state }) => state === 'written');
      for (const type of ['account', 'renewal'] as const) {
        for (const batch of chunk(
          written.filter((entry) => entry.type === type),
          100,
        )) {
          const writes = await planUndo(dependencies, connection, type, batch, conflicts);
          tally.unclear += (await sendBatch(context, type, writes, tally)).length;
        }
      }
    }
    return { ...tally, conflicts };
  };

async function planUndo(
  { gateway, stores, presenter, clock }: UndoDependencies,
  connection: Connection,
  type: WrittenType,
  entries: readonly LedgerEntry[],
  conflicts: UndoConflict[],
): Promise<readonly PlannedWrite[]> {
  const reads = await gateway.readByIds(
    type,
    connection.mapping,
    entries.map(({ recordId }) => recordId),
  );
  await stores.records.save(connection.id, reads, { learnedAt: clock.now().toISOString(), backfill: false });
  const current = new Map(reads.map(({ id, ours }) => [id, ours ?? {}]));
  return entries.flatMap((entry) => {
    const values = current.get(entry.recordId);
    if (values === undefined) return [];
    const { before, restored, kept } = restorable(entry, values, presenter.revision[type]);
    conflicts.push(...kept);
    return Object.keys(restored).length === 0
      ? []
      : [{ type, id: entry.recordId, name: entry.recordId, before, after: restored }];
  });
}

function restorable(entry: LedgerEntry, current: WrittenValues, revision: string) {
  const before: Record<string, string> = {};
  const restored: Record<string, string> = {};
  const kept: UndoConflict[] = [];
  for (const [property, written] of Object.entries(without(entry.after, [revision]))) {
    const found = current[property] ?? '';
    const earlier = entry.before[property] ?? '';
    if (found === earlier) continue;
    if (found === written) {
      before[property] = found;
      restored[property] = earlier;
    } else kept.push({ type: entry.type, id: entry.recordId, property, written, found });
  }
  return { before, restored, kept };
}
