import { openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { startPostgres } from '../helpers/postgres.ts';
import { storesBattery } from './stores.battery.ts';

storesBattery('PostgreSQL', async () => {
  const postgres = await startPostgres();
  const database = await openDatabase({ url: await postgres.createDatabase() });
  return {
    stores: createStores(database.db),
    close: async () => {
      await database.close();
      await postgres.stop();
    },
  };
});
