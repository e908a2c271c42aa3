import type { LedgerEntry } from '../../ports/stores.ts';
import type { WrittenType } from '../../ports/crm.ts';
import { isSameChange } from './changed-values.ts';
import { readBack } from './read-back.ts';
import { recordKey, type RecordChange } from './record-change.ts';
import { settleWrites } from './settle-writes.ts';
import { noWrites, type WriteContext } from './write-context.ts';

/** Entries of a run that died, of which the CRM shows nothing. They are superseded, by the write that replaces each of them or at the end of the run. */
export interface UnappliedWrites {
  /** The revision an earlier entry of this record left unused, or null. A value that may still arrive late keeps its number to itself. */
  reusableRevision(change: RecordChange): number | null;
  supersede(records: readonly { readonly type: WrittenType; readonly id: string }[]): Promise<void>;
  supersedeRest(): Promise<void>;
}

/**
 * Clears up after a run that died before anything new is planned. What was in flight is read back: written where its revision stands in the CRM. The
 * caller is the only one that writes for this connection.
 */
export async function findUnapplied(context: WriteContext): Promise<UnappliedWrites> {
  const { stores, connection, logger } = context;
  const left = await stores.ledger.open(connection.id);
  const sent = left.filter(({ state }) => state === 'in_flight');
  const { settled, open } = await readBack(context, sent);
  await settleWrites(context, settled, noWrites());
  if (left.length > 0)
    logger.warn({ open: left.length, written: settled.length }, 'writes of an earlier run cleared up');
  return unapplied(context, [...left.filter(({ state }) => state === 'planned'), ...open]);
}

function unapplied(context: WriteContext, entries: readonly LedgerEntry[]): UnappliedWrites {
  const byRecord = Map.groupBy(entries, ({ type, recordId }) => recordKey({ type, id: recordId }));
  const supersede = async (gone: readonly LedgerEntry[]) => {
    const marks = gone.map(({ id }) => ({ id, state: 'superseded' as const, reason: null }));
    if (marks.length === 0) return;
    await context.stores.ledger.mark(context.connection.id, marks, context.clock.now().toISOString());
  };
  const take = (keys: readonly string[]) => {
    const taken = keys.flatMap((key) => byRecord.get(key) ?? []);
    for (const key of keys) byRecord.delete(key);
    return taken;
  };
  return {
    reusableRevision(change) {
      const earlier = byRecord.get(recordKey(change)) ?? [];
      const isReusable = ({ state, after }: LedgerEntry) =>
        state === 'planned' || isSameChange(after, change.after, context.presenter);
      const revision = earlier.at(-1)?.revision ?? 0;
      return revision > change.shownRevision && earlier.every(isReusable) ? revision : null;
    },
    supersede: (records) => supersede(take(records.map(recordKey))),
    supersedeRest: () => supersede(take([...byRecord.keys()])),
  };
}
