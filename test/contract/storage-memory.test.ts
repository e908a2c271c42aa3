import { createMemoryStores } from '../fakes/memory-stores.ts';
import { storesBattery } from './stores.battery.ts';

storesBattery('memory', () => Promise.resolve({ stores: createMemoryStores(), close: () => Promise.resolve() }));
