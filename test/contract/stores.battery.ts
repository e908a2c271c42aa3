import { afterAll, beforeAll, beforeEach, describe } from '@jest/globals';
import { connectionId } from '../../src/accounts/ids.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { batteryContext } from './battery-context.ts';
import { booksBattery } from './books.battery.ts';
import { inboxBattery } from './inbox.battery.ts';
import { recordsBattery } from './records.battery.ts';
import { resultsBattery } from './results.battery.ts';
import { screensBattery } from './screens.battery.ts';
import { signalsBattery } from './signals.battery.ts';

export interface OpenStores {
  readonly stores: Stores;
  close(): Promise<void>;
}

/** What every implementation of the store ports promises. Each test has a connection of its own, beside the rows of all the others. */
export const storesBattery = (name: string, open: () => Promise<OpenStores>): void => {
  describe(`stores: ${name}`, () => {
    let opened: OpenStores | undefined;
    let number = 0;
    const connection = () => connectionId('hubspot', String(number));
    const stores = () => {
      if (opened === undefined) throw new Error('not open');
      return opened.stores;
    };

    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    beforeEach(async () => {
      number++;
      await stores().connections.add(sampleConnection(connection()));
    });

    const at = batteryContext(() => ({ stores: stores(), connection: connection(), number }));
    booksBattery(at);
    recordsBattery(at);
    signalsBattery(at);
    resultsBattery(at);
    screensBattery(at);
    inboxBattery(at);
  });
};
