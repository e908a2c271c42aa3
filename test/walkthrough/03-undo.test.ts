import { renewalOf } from '../helpers/sync-book.ts';
import { createSyncWorld } from '../helpers/sync-world.ts';

/** A guide: something went wrong, and what a run wrote is taken back. */
describe('undo', () => {
  const world = createSyncWorld(6);
  const tiers = () => [1, 3, 5].map((n) => world.shown()[`renewal:d${n}`]?.renewal_tier);
  let mistaken = 0;

  test('somebody imports a wrong override on three deals, and the sync spreads it', async () => {
    await world.sync({ kind: 'full' });
    expect(tiers()).toEqual(['commit', 'commit', 'commit']);
    world.clock.advance(30);
    for (const n of [1, 3, 5]) {
      world.crm.put('renewal', renewalOf(n, { override: { tier: 'at_risk', reason: null, until: '2026-12-20' } }));
    }
    world.clock.advance(1);
    mistaken = (await world.sync()).run;
    expect(tiers()).toEqual(['at_risk', 'at_risk', 'at_risk']);
  });

  test('on one of them the manager has already put the tier right by hand', () => {
    world.crm.edit('renewal', 'd5', { renewal_tier: 'best_case' });
  });

  test('undoing the run restores the others and leaves that one alone, by name', async () => {
    const { conflicts } = await world.undo(mistaken);
    expect(tiers()).toEqual(['commit', 'commit', 'best_case']);
    expect(conflicts.map(({ name, property, written, found }) => [name, property, written, found])).toEqual([
      ['Renewal 5', 'renewal_tier', 'at_risk', 'best_case'],
    ]);
  });

  test('the next syncs read and assess, and write nothing: an undo is not undone by a schedule', async () => {
    world.clock.advance(15);
    expect((await world.sync()).outcome).toEqual({ state: 'wrote', report: { state: 'paused' } });
    expect(tiers()).toEqual(['commit', 'commit', 'best_case']);
  });

  test('the overrides are taken out, write-back is resumed, and CRM and product agree again', async () => {
    for (const n of [1, 3, 5]) world.crm.put('renewal', renewalOf(n));
    await world.resume();
    world.clock.advance(15);
    await world.sync();
    expect(tiers()).toEqual(['commit', 'commit', 'commit']);
    world.clock.advance(15);
    expect((await world.sync()).writes).toBe(0);
  });
});
