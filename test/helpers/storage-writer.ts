/** A process that saves batches of records for ever, one after the other, and prints the number of each batch once it is acknowledged. Killed by its tests. */
import { openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { readOf, sampleAccount, sampleConnection, sampleContact } from '../fixtures/store-samples.ts';

export const writerConnection = connectionId('hubspot', 'writer');
/** Records of one batch: as many accounts as contacts. */
export const batchAccounts = 40;

const [, , folder = '', first = '0'] = process.argv;

const write = async (): Promise<void> => {
  const database = await openDatabase({ folder });
  const stores = createStores(database.db);
  await stores.connections.add(sampleConnection(writerConnection));
  process.stdout.write('open\n');
  for (let batch = Number(first); ; batch++) {
    const ids = Array.from({ length: batchAccounts }, (_, i) => `${batch}-${i}`);
    const reads = ids.flatMap((id) => [
      readOf('account', sampleAccount(id)),
      readOf('contact', sampleContact(id, [id])),
    ]);
    await stores.records.save(writerConnection, reads, { learnedAt: '2026-01-01T00:00:00.000Z', backfill: false });
    process.stdout.write(`${batch}\n`);
    // Housekeeping is part of what may be cut off.
    if (batch % 25 === 24) await database.maintain();
  }
};

if (process.argv[1] === import.meta.filename) await write();
