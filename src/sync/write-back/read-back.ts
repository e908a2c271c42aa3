import { chunk } from '../../common/batch.ts';
import type { CrmRead, WrittenType } from '../../ports/crm.ts';
import type { LedgerEntry } from '../../ports/stores.ts';
import { shownRevision } from './changed-values.ts';
import type { Settlement, WriteContext } from './write-context.ts';

const batchSize = 100;

/**
 * Asks the CRM what became of writes whose answer is lost: a record that shows the entry's revision was written. Those that do not are returned as
 * `open`: they may be sent again. Throws CrmError, and then nothing is known about any of them.
 */
export async function readBack(
  context: WriteContext,
  entries: readonly LedgerEntry[],
): Promise<{ readonly settled: readonly Settlement[]; readonly open: readonly LedgerEntry[] }> {
  const settled: Settlement[] = [];
  const open: LedgerEntry[] = [];
  for (const type of ['account', 'renewal'] as const) {
    for (const batch of chunk(
      entries.filter((entry) => entry.type === type),
      batchSize,
    )) {
      const found = await recordsOf(context, type, batch);
      for (const entry of batch) {
        const settlement = judge(entry, found.get(entry.recordId), context.presenter.revision[type]);
        if (settlement === null) open.push(entry);
        else settled.push(settlement);
      }
    }
  }
  return { settled, open };
}

async function recordsOf(
  { gateway, connection }: WriteContext,
  type: WrittenType,
  entries: readonly LedgerEntry[],
): Promise<ReadonlyMap<string, CrmRead>> {
  const ids = [...new Set(entries.map(({ recordId }) => recordId))];
  const reads = await gateway.readByIds(type, connection.mapping, ids);
  return new Map(reads.flatMap((read) => [read.id, ...read.mergedIds].map((id) => [id, read] as const)));
}

function judge(entry: LedgerEntry, read: CrmRead | undefined, property: string): Settlement | null {
  if (read === undefined) return { entry, state: 'gone' };
  if (read.id !== entry.recordId) return { entry, state: 'merged', into: read.id };
  const values = read.ours ?? {};
  return shownRevision(values, property) === entry.revision ? { entry, state: 'written', values } : null;
}
