import { startPostgres } from '../helpers/postgres.ts';
import { type BenchResult, exactly, readable } from './bench-result.ts';
import { announced, openWorkerWorld, portalOf, type WorkerWorld } from './workers/worker-world.ts';

const accounts = 1_250;
const events = 100_000;
/** What CRMs announce, by the first letter of its ids in memory. */
const types = { a: 'account', d: 'renewal', c: 'contact', t: 'ticket' } as const;
const id = portalOf(1);

/** After a mass change in a CRM: 100,000 announcements of one connection with 5,000 records wait, and one worker follows them. All of them must be done. */
export async function burst(): Promise<BenchResult> {
  const postgres = await startPostgres(undefined, 'flushed');
  const world = await openWorkerWorld(postgres, [{ id, accounts, callMs: 0 }], 1);
  try {
    await world.wake(id);
    await world.until(async () => (await world.done('full', id)) === 1);
    await announceAll(world);
    const { inbox, inputs } = world.stores;
    const { waiting } = await inbox.counts(id);
    await world.wake(id);
    const followed = await world.until(async () => (await inbox.counts(id)).waiting === 0);
    // accounts are assessed a thousand at a time
    const assessed = await world.until(async () => (await world.done('write_back', id)) === Math.ceil(accounts / 1000));
    return {
      lines: [
        exactly('announcements that waited', waiting, events),
        exactly('of them parked', (await inbox.counts(id)).parked, 0),
        exactly('accounts touched and not assessed', (await inputs.dirty(id, accounts)).length, 0),
        { what: 'followed', value: `${readable(events / (followed / 1000))}/s, all in ${readable(followed / 1000)} s` },
        { what: '1,250 accounts assessed and written after that', value: `${readable(assessed / 1000)} s` },
      ],
      details: { events, accounts, followedMs: followed, assessedMs: assessed },
    };
  } finally {
    await world.close();
    await postgres.stop();
  }
}

/** Every record in turn, again and again, as a list that is imported over and over would do it. */
async function announceAll({ stores }: WorkerWorld): Promise<void> {
  const records = Object.entries(types).flatMap(([letter, type]) =>
    Array.from({ length: accounts }, (_, index) => ({ type, record: `${letter}${String(index + 1)}` })),
  );
  for (let round = 0; round < events / records.length; round++) {
    const changes = records.map(({ type, record }) => announced(type, record, round));
    await stores.inbox.add(id, changes, new Date().toISOString());
  }
}
