import { renewalOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, rowsOf } from '../helpers/sync-world.ts';

/** A guide: a renewal manager works in the CRM, and the product follows. */
describe('a renewal changes', () => {
  const world = createSyncWorld(6);
  const deal = (n: number) => world.shown()[`renewal:d${n}`];
  const company = (n: number) => world.shown()[`account:a${n}`];
  const nextSync = async () => {
    world.clock.advance(15);
    return world.sync();
  };

  test('the book is in the CRM', async () => {
    expect((await world.sync({ kind: 'full' })).writes).toBe(12);
    expect(deal(3)).toMatchObject({ renewal_tier: 'commit' });
  });

  test('a renewal date moves: its company shows the new one, and nothing else is touched', async () => {
    world.crm.put('renewal', renewalOf(3, { renewalDate: '2027-06-30' }));
    const { run, writes } = await nextSync();
    const entries = await rowsOf(world.stores.ledger.entries(connection, run));
    expect([writes, ...entries.map(({ recordId }) => recordId)]).toEqual([1, 'a3']);
    expect(company(3)?.renewal_next_date).toBe('2027-06-30');
  });

  test('the manager knows better: a competitor is in the building. The human tier counts, the calculated one stays beside it', async () => {
    world.crm.put(
      'renewal',
      renewalOf(3, {
        renewalDate: '2027-06-30',
        override: { tier: 'at_risk', reason: 'competitor', until: '2026-12-20' },
      }),
    );
    const summary = await nextSync();
    expect(deal(3)).toMatchObject({ renewal_tier: 'at_risk', renewal_tier_machine: 'commit' });
    expect(company(3)).toMatchObject({ renewal_tier: 'at_risk', renewal_arr_at_risk: '36000' });
    expect(summary.needToday.map(({ name }) => name)).toContain('Company 3');
  });

  test('a month later nobody has renewed the opinion: it has expired, the rules decide again and the deal says so', async () => {
    world.clock.advance(31 * 24 * 60);
    await world.sync();
    expect(deal(3)?.renewal_tier).toBe(deal(3)?.renewal_tier_machine);
    expect(deal(3)?.renewal_tier_reason).toMatch(/expired|no longer/);
  });

  test('the deal is won: the company has no renewal ahead, and the deal keeps what was forecast last', async () => {
    const last = deal(3);
    world.crm.put('renewal', renewalOf(3, { status: 'won', closedOn: '2026-12-22' }));
    await nextSync();
    expect(company(3)).toMatchObject({ renewal_next_date: '', renewal_tier: '', renewal_arr_at_risk: '0' });
    expect(deal(3)).toEqual(last);
  });
});
