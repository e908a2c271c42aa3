import type { ConnectionId } from '../accounts/ids.ts';
import type { CrmRead, WrittenType } from '../ports/crm.ts';
import type { LedgerEntry, Stores } from '../ports/stores.ts';
import { chunk } from '../common/batch.ts';
import { failureCode } from './failure-code.ts';
import { type Conflict, revert } from './write-back/revert-entry.ts';
import { createSender, type Sender } from './write-back/send-writes.ts';
import { findUnapplied } from './write-back/unapplied-writes.ts';
import { noWrites, type WriteContext, type WriteDependencies, type WriteTotals } from './write-back/write-context.ts';

export interface UndoDependencies extends WriteDependencies {
  readonly stores: Stores;
}
export interface UndoReport {
  /** The undo's own run: it can be undone in turn. */
  readonly run: number;
  readonly totals: Readonly<WriteTotals>;
  /** Properties that say something else than the run wrote: left alone. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Takes back what a run wrote: each property gets the value it had before, where the CRM still shows what the run wrote. The records are read first; what
 * somebody changed since is listed and left alone. Write-back is paused before anything is written, or the next sync would undo the undo. Safe to
 * repeat after a failure. Null, and nothing is paused, when there is no such connection or its run wrote nothing. Throws CrmError.
 */
export const createUndoRun =
  (dependencies: UndoDependencies) =>
  async (id: ConnectionId, undone: number): Promise<UndoReport | null> => {
    const { stores, clock, logger } = dependencies;
    if (!(await wroteSomething(stores, id, undone))) return null;
    const connection = await stores.connections.change(id, () => ({ writeBack: 'paused' }));
    if (connection === null) return null;
    // before the first write: part of it may have been done when it fails
    await stores.audit.append({ subject: id, action: 'run_undone', object: `run ${undone}` });
    const now = () => clock.now().toISOString();
    const run = await stores.runs.start(id, 'undo', now());
    try {
      const report = await undo({ ...dependencies, connection }, run, undone);
      const stats = { ...statsOf(report), undone };
      await stores.runs.end(id, run, { endedAt: now(), outcome: 'done', stats, error: null });
      logger.info({ connection: id, run, ...stats }, 'run undone');
      return report;
    } catch (error) {
      await stores.runs.end(id, run, {
        endedAt: now(),
        outcome: 'failed',
        stats: { undone },
        error: failureCode(error),
      });
      throw error;
    }
  };

async function wroteSomething({ ledger }: Stores, id: ConnectionId, run: number): Promise<boolean> {
  for await (const page of ledger.entries(id, run)) {
    if (page.some(({ state }) => state === 'written' || state === 'in_flight')) return true;
  }
  return false;
}

async function undo(context: WriteContext, run: number, undone: number): Promise<UndoReport> {
  const totals = noWrites();
  const conflicts: Conflict[] = [];
  const unapplied = await findUnapplied(context);
  const sender = createSender(context, { run, totals, unapplied });
  for await (const page of context.stores.ledger.entries(context.connection.id, undone)) {
    const written = page.filter(({ state }) => state === 'written');
    for (const type of ['account', 'renewal'] as const) {
      for (const batch of chunk(
        written.filter((entry) => entry.type === type),
        context.gateway.traits.writeBatch,
      )) {
        conflicts.push(...(await undoBatch(context, sender, type, batch)));
      }
    }
  }
  await unapplied.supersedeRest();
  return { run, totals, conflicts };
}

async function undoBatch(
  context: WriteContext,
  sender: Sender,
  type: WrittenType,
  entries: readonly LedgerEntry[],
): Promise<readonly Conflict[]> {
  const reads = await readCurrent(context, type, entries);
  const reverts = entries.flatMap((entry) => {
    const read = reads.get(entry.recordId);
    return read === undefined ? [] : [revert(entry, read, context.presenter)];
  });
  const changes = reverts.flatMap(({ change }) => change ?? []);
  if (changes.length > 0) await sender.send(changes);
  return reverts.flatMap(({ conflicts }) => conflicts);
}

/** What the CRM shows now, taken into the store as well. A merged or deleted record has nothing to take back. */
async function readCurrent(
  { gateway, stores, clock, connection }: WriteContext,
  type: WrittenType,
  entries: readonly LedgerEntry[],
): Promise<ReadonlyMap<string, CrmRead>> {
  const ids = entries.map(({ recordId }) => recordId);
  const reads = await gateway.readByIds(type, connection.mapping, ids);
  await stores.records.save(connection.id, reads, { learnedAt: clock.now().toISOString(), backfill: false });
  return new Map(reads.map((read) => [read.id, read]));
}

const statsOf = ({ totals, conflicts }: UndoReport): Readonly<Record<string, number>> => ({
  written: totals.written.account + totals.written.renewal,
  refused: totals.refused.length,
  gone: totals.gone,
  unsettled: totals.unsettled,
  conflicts: conflicts.length,
});
