import { createStores } from '../../server/storage/stores.ts';
import { openEmbeddedForTest } from '../helpers/embedded.ts';
import { storesBattery } from './stores.battery.ts';

storesBattery('embedded database', async () => {
  const { database, remove } = await openEmbeddedForTest();
  return { stores: createStores(database.db), close: remove };
});
