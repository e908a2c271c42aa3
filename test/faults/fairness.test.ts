import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { CrmGateway } from '../../src/ports/crm.ts';
import { createFakeCrm, type FakeCrm } from '../fakes/fake-crm.ts';
import { createBookClock, createCrmWorker, createQueueOn } from '../helpers/crm-worker.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { fillCrm, renewalOf } from '../helpers/sync-book.ts';
import { silentLogger as logger } from '../helpers/sync-world.ts';

jest.setTimeout(120_000);

const clock = createBookClock();
const large = connectionId('hubspot', '3000');
const small = connectionId('hubspot', '50');

let postgres: PostgresForTest;
let database: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await openDatabase({ url: await postgres.createDatabase() });
});
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

function crmOf(id: ConnectionId, accounts: number): FakeCrm {
  const crm = createFakeCrm({ clock, description: { connectionId: id } });
  fillCrm(crm, accounts);
  return crm;
}

/** Something that is waited for, and whoever lets it happen. */
function fact() {
  let happen: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => (happen = resolve));
  return { happen, happened };
}

/** Stands still in the middle of its accounts: what takes hours in a large portal. */
const standingStill = (crm: FakeCrm, reached: () => void, goesOn: Promise<void>): CrmGateway => ({
  ...crm,
  readAll: async function* (type, mapping) {
    let pages = 0;
    for await (const page of crm.readAll(type, mapping)) {
      if (type === 'account' && ++pages === 3) {
        reached();
        await goesOn;
      }
      yield page;
    }
  },
});

/** A queue whose jobs say when they begin and end. */
async function startQueue(crms: ReadonlyMap<ConnectionId, CrmGateway>) {
  const order: string[] = [];
  const waited = new Map<string, () => void>();
  const say = (what: string) => {
    order.push(what);
    waited.get(what)?.();
    waited.delete(what);
  };
  const work = createCrmWorker(database, crms, { clock, logger });
  const queue = createQueueOn(database, logger);
  await queue.start();
  await queue.work(async (id) => {
    const name = id === large ? 'large' : 'small';
    say(`${name} begins`);
    const outcome = await work(id);
    say(`${name} ends`);
    return outcome;
  });
  const next = (what: string) => new Promise<void>((resolve) => void waited.set(what, resolve));
  return { queue, order, next };
}

it('S17 a small connection is read, followed, assessed and written while a large one is under way', async () => {
  const [smallCrm, largeCrm] = [crmOf(small, 10), crmOf(large, 600)];
  const [reached, goesOn] = [fact(), fact()];
  const { queue, order, next } = await startQueue(
    new Map<ConnectionId, CrmGateway>([
      [large, standingStill(largeCrm, reached.happen, goesOn.happened)],
      [small, smallCrm],
    ]),
  );
  const { inbox } = createStores(database.db);
  await queue.wake(large);
  await reached.happened;

  const firstJob = next('small ends');
  await queue.wake(small);
  await firstJob;
  const now = clock.now().toISOString();
  const change = { key: 'renewal|d2|1', kind: 'changed', type: 'renewal', id: 'd2', occurredAt: now } as const;
  const override = { tier: 'commit', reason: 'verbal_commitment', until: '2026-12-20' } as const;
  smallCrm.put('renewal', renewalOf(2, { override }));
  await inbox.add(small, [change], now);
  const secondJob = next('small ends');
  await queue.wake(small);
  await secondJob;
  expect(order).toEqual(['large begins', 'small begins', 'small ends', 'small begins', 'small ends']);
  expect(smallCrm.ours('renewal', 'd2').renewal_tier).toBe('commit');
  expect(largeCrm.applied).toEqual([]);

  const largeEnds = next('large ends');
  goesOn.happen();
  await largeEnds;
  expect(largeCrm.ours('account', 'a600').renewal_health_band).toBeDefined();
  await queue.stop(1000);
});
