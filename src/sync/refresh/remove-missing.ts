import type { RecordType } from '../../ports/crm.ts';
import { nowOf, type RefreshContext } from './refresh-context.ts';

const batchSize = 500;
/** More than this many and more than half of all: rather a broken answer or a lost permission than that many deletions. */
const suspiciousFrom = 20;

/** Removes what lives here and was not seen in the CRM. An implausible loss is confirmed record by record before anything is removed. */
export async function removeMissing(
  context: RefreshContext,
  type: RecordType,
  seen: ReadonlySet<string>,
): Promise<number> {
  const { missing, live } = await compare(context, type, seen);
  const suspicious = missing.length > suspiciousFrom && missing.length * 2 > live;
  const gone = suspicious ? await confirmGone(context, type, missing) : missing;
  for (let from = 0; from < gone.length; from += batchSize) {
    const ids = gone.slice(from, from + batchSize);
    await context.stores.records.remove(context.connection.id, type, ids, nowOf(context.clock));
  }
  return gone.length;
}

async function compare(
  { stores, connection }: RefreshContext,
  type: RecordType,
  seen: ReadonlySet<string>,
): Promise<{ readonly missing: readonly string[]; readonly live: number }> {
  const missing: string[] = [];
  let live = 0;
  for await (const page of stores.records.liveIds(connection.id, type)) {
    live += page.length;
    for (const id of page) if (!seen.has(id)) missing.push(id);
  }
  return { missing, live };
}

async function confirmGone(
  { gateway, connection }: RefreshContext,
  type: RecordType,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let from = 0; from < ids.length; from += batchSize) {
    const reads = await gateway.readByIds(type, connection.mapping, ids.slice(from, from + batchSize));
    for (const { id } of reads) found.add(id);
  }
  return ids.filter((id) => !found.has(id));
}
