import { type CrmRead, type WrittenType } from '../../ports/crm.ts';
import type { LedgerEntry, LedgerState } from '../../ports/stores.ts';
import type { WriteBackContext, WriteTally } from './write-back-context.ts';

const writtenTypes = ['account', 'renewal'] as const satisfies readonly WrittenType[];

/**
 * Clears up writes whose end nobody saw: a process that died, or an answer that was lost. The record is read first; its revision says whether the write
 * arrived. One that did not is superseded: the comparison that follows plans it anew. Nothing is ever sent twice blindly.
 */
export async function settleOpen(context: WriteBackContext, tally: WriteTally): Promise<void> {
  const open = await context.stores.ledger.open(context.connection.id);
  for (const type of writtenTypes) {
    const entries = open.filter((entry) => entry.type === type);
    if (entries.length > 0) await settleType(context, type, entries, tally);
  }
}

async function settleType(
  { gateway, stores, connection, presenter, clock }: WriteBackContext,
  type: WrittenType,
  entries: readonly LedgerEntry[],
  tally: WriteTally,
): Promise<void> {
  const ids = [...new Set(entries.map(({ recordId }) => recordId))];
  const reads = await gateway.readByIds(type, connection.mapping, ids);
  const now = clock.now().toISOString();
  await stores.records.save(connection.id, reads, { learnedAt: now, backfill: false });
  const settled = entries.map((entry) => {
    const read = reads.find((one) => one.id === entry.recordId || one.mergedIds.includes(entry.recordId));
    return { id: entry.id, state: stateOf(entry, read, presenter.revision[type]), reason: null };
  });
  const arrived = settled.filter(({ state }) => state === 'written').length;
  tally[type === 'account' ? 'accounts' : 'renewals'] += arrived;
  await stores.ledger.mark(connection.id, settled, now);
}

function stateOf(entry: LedgerEntry, read: CrmRead | undefined, revisionProperty: string): LedgerState {
  if (read === undefined) return 'gone';
  return read.ours?.[revisionProperty] === String(entry.revision) ? 'written' : 'superseded';
}
