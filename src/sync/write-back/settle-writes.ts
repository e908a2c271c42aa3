import type { LedgerState } from '../../ports/stores.ts';
import type { WrittenType } from '../../ports/crm.ts';
import type { Settlement, WriteContext, WriteTotals } from './write-context.ts';

/** Texts of CRMs are kept with an entry; a page of HTML is not. */
const longestReason = 300;

/**
 * Takes the outcomes into the stores, then marks the entries: in this order a crash in between only means that the entry is read back once more.
 * Refused records are parked by their entry; what is gone or merged stops being a record here, and the survivor is read.
 */
export async function settleWrites(
  context: WriteContext,
  settlements: readonly Settlement[],
  totals: WriteTotals,
): Promise<void> {
  const { stores, clock, connection } = context;
  if (settlements.length === 0) return;
  const at = clock.now().toISOString();
  const written = settlements.flatMap((one) =>
    one.state === 'written' ? [{ type: one.entry.type, id: one.entry.recordId, values: one.values }] : [],
  );
  if (written.length > 0) await stores.records.saveOurs(connection.id, written);
  for (const type of ['account', 'renewal'] as const) await followRecords(context, type, settlements, at);
  await stores.ledger.mark(connection.id, settlements.map(toMark), at);
  for (const settlement of settlements) count(settlement, totals);
}

async function followRecords(
  { gateway, stores, connection }: WriteContext,
  type: WrittenType,
  settlements: readonly Settlement[],
  learnedAt: string,
): Promise<void> {
  const mine = settlements.filter(({ entry }) => entry.type === type);
  const survivors = mine.flatMap((one) => (one.state === 'merged' ? [one.into] : []));
  if (survivors.length > 0) {
    const reads = await gateway.readByIds(type, connection.mapping, [...new Set(survivors)]);
    await stores.records.save(connection.id, reads, { learnedAt, backfill: false });
  }
  const ended = mine.flatMap(({ state, entry }) => (state === 'gone' || state === 'merged' ? [entry.recordId] : []));
  if (ended.length > 0) await stores.records.remove(connection.id, type, ended, learnedAt);
}

function toMark(one: Settlement): { readonly id: number; readonly state: LedgerState; readonly reason: string | null } {
  const { id } = one.entry;
  if (one.state === 'refused') return { id, state: 'refused', reason: one.reason.slice(0, longestReason) };
  return one.state === 'merged' ? { id, state: 'gone', reason: 'merged' } : { id, state: one.state, reason: null };
}

function count({ state, entry }: Settlement, totals: WriteTotals): void {
  if (state === 'written') totals.written[entry.type] += 1;
  if (state === 'gone') totals.gone += 1;
  if (state === 'merged') totals.merged += 1;
}
