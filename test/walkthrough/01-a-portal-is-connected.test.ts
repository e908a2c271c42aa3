import { accountId } from '../../src/accounts/ids.ts';
import { connection, createSyncWorld, previewed, written } from '../helpers/sync-world.ts';

/** A guide, to be read from top to bottom: what happens from the first look at a portal to the first health on a company. */
describe('a portal is connected', () => {
  const world = createSyncWorld(8);

  test('first somebody looks at what would happen: the dry run reads, assesses, and writes nothing', async () => {
    const summary = await world.sync({ kind: 'full', dryRun: true });
    expect(summary.accounts).toBe(8);
    expect(previewed(summary)).toContainEqual({
      type: 'account',
      id: 'a4',
      name: 'Company 4',
      property: 'renewal_health_top_risk',
      before: '',
      after: 'power_user_silent',
    });
    expect(world.shown()).toEqual({});
  });

  test('the portal is known from then on: its time zone, its currency, and which deals are renewals', async () => {
    expect(await world.saved()).toMatchObject({
      timeZone: 'Europe/Berlin',
      homeCurrency: 'EUR',
      mapping: { renewal: { rule: { pipelineIds: ['renewals'] } } },
      writeBack: 'on',
    });
  });

  test('the first sync writes every company and every renewal once, in two calls', async () => {
    const summary = await world.sync({ kind: 'full' });
    expect(written(summary).written).toEqual({ account: 8, renewal: 8 });
    expect(world.shown()['account:a1']).toMatchObject({
      renewal_health_score: '90',
      renewal_health_band: 'healthy',
      renewal_tier: 'commit',
      renewal_next_date: '2027-01-01',
    });
    expect(world.shown()['renewal:d4']).toMatchObject({
      renewal_tier: 'at_risk',
      renewal_tier_reason: 'The warning “Power user silent” decides the tier, whatever the score says.',
    });
  });

  test('there is a past on the first day: what fell, by how much and why', async () => {
    const [fading] = await world.stores.assessments.some(connection, [accountId('a4')]);
    expect(fading?.change30d).toMatchObject({ state: 'compared', shownChange: -23 });
    expect(world.shown()['account:a4']?.renewal_health_change_reason).toMatch(/^Health fell 23 points in 30 days: /);
  });

  test('the book says who needs someone today, and the second sync has nothing to write', async () => {
    const summary = await world.sync();
    expect(summary.writes).toBe(0);
    expect(summary.needToday.map(({ name }) => name)).toEqual(['Company 4', 'Company 6', 'Company 8', 'Company 2']);
    expect(summary.byTier.at_risk).toEqual({ renewals: 4, arr: 240_000, withoutArr: 0 });
  });
});
