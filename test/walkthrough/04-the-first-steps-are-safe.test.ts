import { connection, createSyncWorld } from '../helpers/sync-world.ts';

/** A guide: what sales ops does first, in whatever order, surprises nobody. */
describe('the first steps are safe', () => {
  test('a plain sync after a dry run creates the properties and writes everything', async () => {
    const world = createSyncWorld(4);
    await world.sync({ kind: 'full', dryRun: true });
    expect(await world.sync()).toMatchObject({ writes: 8, outcome: { report: { refused: [] } } });
  });

  test('after the mapping changed, the next sync reads every record again', async () => {
    const world = createSyncWorld(4);
    await world.sync({ kind: 'full' });
    world.clock.advance(60);
    await world.sync();
    world.clock.advance(60);
    expect((await world.sync()).refresh.read.renewal).toBe(0);
    await world.stores.connections.change(connection, ({ mapping }) => ({
      mapping: { ...mapping, topPriority: 'HIGH' },
    }));
    expect((await world.sync()).refresh).toMatchObject({ kind: 'incremental', read: { account: 4, renewal: 4 } });
  });

  test('the token of another portal is refused before anything is read or written', async () => {
    const world = createSyncWorld(4);
    await world.sync({ kind: 'full' });
    const other = world.sync({ connection: 'hubspot:999' as typeof connection });
    await expect(other).rejects.toMatchObject({ kind: 'conflict', code: 'other_portal' });
  });

  test('undoing a run that wrote nothing changes nothing, the pause included', async () => {
    const world = createSyncWorld(4);
    await world.sync({ kind: 'full' });
    const idle = await world.sync();
    await expect(world.undo(idle.run)).rejects.toThrow('nothing to undo');
    expect((await world.stores.connections.get(connection))?.writeBack).toBe('on');
  });
});
