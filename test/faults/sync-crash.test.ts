import { renewalOf, signalsOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, type SyncWorld } from '../helpers/sync-world.ts';
import { mortal, ProcessDied } from '../helpers/mortal-ports.ts';

const size = 5;
const newWorld = () => createSyncWorld(size, signalsOf(size, 'quiet'));

/** A second act that touches every kind of write: a moved date, a lost renewal rule, a deleted account, an override. */
function change(world: SyncWorld): void {
  world.clock.advance(60);
  world.crm.put('renewal', renewalOf(1, { renewalDate: '2026-12-05' }));
  world.crm.put('renewal', renewalOf(3, { override: { tier: 'at_risk', reason: 'competitor', until: '2026-12-20' } }));
  world.crm.putForeign('renewal', 'd5');
  world.crm.remove('account', 'a4');
  world.clock.advance(1);
}

/** Runs the act once with ports that die before the n-th call, then once undisturbed. */
async function dieAndRepeat(world: SyncWorld, act: (ports?: ReturnType<typeof mortal>) => Promise<unknown>, n: number) {
  const ports = mortal({ gateway: world.crm, stores: world.stores }, n);
  const died = await act(ports).then(
    () => false,
    (error: unknown) => error instanceof ProcessDied,
  );
  if (died) await act();
  return died;
}

const settled = async (world: SyncWorld) => (await world.stores.ledger.open(connection)).length === 0;

/** Every revision that was applied, once per record and number. */
const duplicates = (world: SyncWorld) => {
  const seen = world.crm.applied.map(({ type, id, values }) => `${type}:${id}:${values.renewal_health_revision}`);
  return seen.length - new Set(seen).size;
};

async function everyDeath(
  prepare: () => Promise<SyncWorld>,
  act: (world: SyncWorld) => (ports?: ReturnType<typeof mortal>) => Promise<unknown>,
) {
  const undisturbed = await prepare();
  await act(undisturbed)();
  const expected = undisturbed.shown();
  let deaths = 0;
  for (let n = 1; ; n += 1) {
    const world = await prepare();
    if (!(await dieAndRepeat(world, act(world), n))) break;
    deaths += 1;
    expect({ n, shown: world.shown() }).toEqual({ n, shown: expected });
    expect({ n, settled: await settled(world), duplicates: duplicates(world) }).toEqual({
      n,
      settled: true,
      duplicates: 0,
    });
  }
  return deaths;
}

test('a first sync that dies at any port call and is run again leaves the CRM as one that never died, revisions included', async () => {
  const deaths = await everyDeath(
    () => Promise.resolve(newWorld()),
    (world) => (ports) => world.sync({ kind: 'full' }, ports),
  );
  expect(deaths).toBeGreaterThan(70);
});

test('so does an incremental one after changes of every kind', async () => {
  const deaths = await everyDeath(
    async () => {
      const world = newWorld();
      await world.sync({ kind: 'full' });
      change(world);
      return world;
    },
    (world) => (ports) => world.sync({}, ports),
  );
  expect(deaths).toBeGreaterThan(70);
});

test('an undo that dies at any port call and is run again takes everything back', async () => {
  const deaths = await everyDeath(
    async () => {
      const world = newWorld();
      await world.sync({ kind: 'full' });
      change(world);
      await world.sync({ kind: 'full' });
      return world;
    },
    (world) => (ports) => world.undo(2, ports),
  );
  expect(deaths).toBeGreaterThan(15);
});

test('two deaths in a row, anywhere, end in the same state', async () => {
  const undisturbed = newWorld();
  await undisturbed.sync({ kind: 'full' });
  const total = await callsOf(newWorld());
  for (let n = 3; n < total; n += 7) {
    const world = newWorld();
    for (const fatal of [n, total - Math.floor(n / 2)]) {
      await world
        .sync({ kind: 'full' }, mortal({ gateway: world.crm, stores: world.stores }, fatal))
        .catch(() => undefined);
    }
    await world.sync({ kind: 'full' });
    expect({ n, shown: world.shown() }).toEqual({ n, shown: undisturbed.shown() });
  }
});

async function callsOf(world: SyncWorld): Promise<number> {
  const ports = mortal({ gateway: world.crm, stores: world.stores }, Infinity);
  await world.sync({ kind: 'full' }, ports);
  return ports.calls();
}
