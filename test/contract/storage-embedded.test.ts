import { rmSync } from 'node:fs';
import pg from 'pg';
import { openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { embeddedFolder, openEmbeddedForTest } from '../helpers/embedded.ts';
import { auditBattery } from './audit.battery.ts';
import { databaseBattery, openCounted } from './database.battery.ts';
import { credentialStoreBattery } from './credential-store.battery.ts';
import { erasureBattery } from './erasure.battery.ts';
import { jobQueueBattery } from './job-queue.battery.ts';
import { migrationsBattery } from './migrations.battery.ts';
import { retentionBattery } from './retention.battery.ts';
import { storesBattery } from './stores.battery.ts';

storesBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { stores: createStores(database.db), close: remove };
});

erasureBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { database, close: remove };
});

retentionBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { database, close: remove };
});

migrationsBattery('embedded database', [1, 2], async () => {
  const folder = await embeddedFolder();
  let database = await openDatabase({ folder });
  return {
    database,
    reopen: async () => {
      await database.close();
      return (database = await openDatabase({ folder }));
    },
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

auditBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { database, close: remove };
});

jobQueueBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { database, close: remove };
});

credentialStoreBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { database, close: remove };
});

databaseBattery('embedded database', async () => {
  const folder = await embeddedFolder();
  const { database, statements } = await openCounted({ folder });
  return {
    database,
    statements,
    client: () => new pg.Client(database.pool.options),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});
