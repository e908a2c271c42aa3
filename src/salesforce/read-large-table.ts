import type { BulkReader } from './bulk-query.ts';
import { idOf } from './from-salesforce.ts';
import { queryPages, type SalesforceRecord } from './query-pages.ts';
import { quoted } from './soql.ts';
import type { Transport } from './transport.ts';

/**
 * All rows of a query in the order of ids. `query` adds conditions to it. A table that would take more calls than a Bulk job does is read by one from
 * behind the first page.
 */
export async function* readLargeTable(
  transport: Transport,
  bulk: BulkReader,
  query: (behind: readonly string[]) => string,
): AsyncGenerator<readonly SalesforceRecord[]> {
  const behind = (last: SalesforceRecord) => query([`Id > ${quoted(idOf(last))}`]);
  let rows = 0;
  for await (const { records, total } of queryPages(transport, query([]), { after: behind })) {
    rows += records.length;
    yield records;
    const last = records.at(-1);
    if (last !== undefined && total - rows > bulk.worthFrom) {
      yield* bulk.read(behind(last));
      return;
    }
  }
}
