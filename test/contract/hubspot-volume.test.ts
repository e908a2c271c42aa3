import type { RecordType } from '../../src/ports/crm.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { generateBook } from '../../sandbox/book/generate-book.ts';
import { startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { defaultMapping, type HubSpotWorld, openHubSpotWorld } from './hubspot-world.ts';

interface Counts {
  readonly total: number;
  readonly rateLimited: Readonly<Record<string, number>>;
  readonly maxCallsIn10s: number;
  readonly maxSearchesIn1s: number;
}

const collect = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
};
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => new Date() };

describe('HubSpot gateway and the limits of an account', () => {
  /** Makes calls as fast as the gateway lets them through, against limits that are enforced, in real time. */
  const hurry = async (plan: 'professional' | 'marketplace', calls: number, searches: number): Promise<Counts> => {
    const sandbox = await startHubSpotSandbox({ plan, limits: true });
    const gateway = createHubSpotGateway({ accessToken: sandbox.accessToken, baseUrl: sandbox.url, clock, logger });
    const window = { since: '2026-01-01T00:00:00.000Z', until: '2026-01-02T00:00:00.000Z' };
    await Promise.all([
      ...Array.from({ length: calls }, () => collect(gateway.listIds('contact'))),
      ...Array.from({ length: searches }, () => collect(gateway.readChanged('ticket', defaultMapping, window))),
    ]);
    const counts = (await (await fetch(`${sandbox.controlUrl}/calls`)).json()) as Counts;
    expect(gateway.calls().total).toBe(counts.total);
    await sandbox.close();
    return counts;
  };

  it('S1 never meets a 429, and uses what the plan allows', async () => {
    const [professional, marketplace] = await Promise.all([
      hurry('professional', 330, 15),
      hurry('marketplace', 170, 15),
    ]);
    for (const { rateLimited, maxSearchesIn1s } of [professional, marketplace]) {
      expect(rateLimited).toEqual({ TEN_SECONDLY_ROLLING: 0, SECONDLY: 0, DAILY: 0 });
      expect(maxSearchesIn1s).toBeLessThanOrEqual(5);
    }
    expect(professional.maxCallsIn10s).toBeLessThanOrEqual(190);
    expect(professional.maxCallsIn10s).toBeGreaterThan(180);
    expect(marketplace.maxCallsIn10s).toBeGreaterThan(100);
  });
});

describe('HubSpot gateway and many records', () => {
  let world: HubSpotWorld;
  afterEach(() => world.close());

  const create = async (object: string, count: number, associations: readonly object[] = []): Promise<string[]> => {
    const headers = { authorization: `Bearer ${world.sandbox.accessToken}`, 'content-type': 'application/json' };
    const ids: string[] = [];
    for (let made = 0; made < count; made += 100) {
      const inputs = Array.from({ length: Math.min(100, count - made) }, (_, index) => ({
        properties: { [object === 'companies' ? 'name' : 'lastname']: String(made + index) },
        associations,
      }));
      const url = `${world.sandbox.url}/crm/objects/2026-09/${object}/batch/create`;
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ inputs }) });
      const { results } = (await response.json()) as { results: { id: string }[] };
      ids.push(...results.map(({ id }) => id));
    }
    return ids;
  };
  const linkTo = (ids: readonly string[], associationTypeId: number) =>
    ids.map((id) => ({ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] }));
  const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const { total } = world.gateway.calls();
    await work();
    return world.gateway.calls().total - total;
  };

  it('S14 reads all of 10,001 records that changed at one time', async () => {
    world = await openHubSpotWorld({ clock: '2026-11-22T08:00:00.000Z' });
    const ids = await create('contacts', 10_001);
    const window = { since: '2026-11-22T07:00:00.000Z', until: '2026-11-22T09:00:00.000Z' };
    const found = await collect(world.gateway.readChanged('contact', defaultMapping, window));
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(ids));
    expect(found).toHaveLength(10_001);
    // 51 pages of 200, links for 11 times 1,000, time zone and fields once
    expect(world.gateway.calls()).toMatchObject({ searches: 51, reads: 13 });
  });
  it('S14 reads what changed whatever the length of the ids', async () => {
    world = await openHubSpotWorld({
      book: generateBook({ seed: 7, companies: 450, asOf: '2026-11-22', usage: false }),
    });
    const window = { since: '2000-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
    const changed = await collect(world.gateway.readChanged('account', defaultMapping, window));
    const live = await collect(world.gateway.listIds('account'));
    expect(live).toHaveLength(450);
    expect(new Set(live.map((id) => id.length)).size).toBeGreaterThan(1);
    expect(new Set(changed.map(({ id }) => id))).toEqual(new Set(live));
    expect(world.gateway.calls().searches).toBe(3);
  });
  it('reads a page of a hundred in one call, links included', async () => {
    world = await openHubSpotWorld();
    const companies = await create('companies', 3);
    await create('contacts', 950, linkTo(companies, 279));
    await world.gateway.describe();
    const calls = await callsOf(() => collect(world.gateway.readAll('contact', defaultMapping)));
    expect(calls).toBe(10);
  });
  it('reads every company of a contact that has more than a page shows', async () => {
    world = await openHubSpotWorld();
    const companies = await create('companies', 260);
    const [contact = ''] = await create('contacts', 1, linkTo(companies, 279));
    const [read] = await collect(world.gateway.readAll('contact', defaultMapping));
    expect(read?.value?.accountIds).toHaveLength(260);
    const links = await world.gateway.readLinks('contact', [contact]);
    expect(links.get(contact)).toEqual(read?.value?.accountIds);
  });
  it('reads the links of 2,100 companies in three calls, and more where one has many', async () => {
    world = await openHubSpotWorld();
    const companies = await create('companies', 2_100);
    const contacts = await create('contacts', 700, linkTo(companies.slice(0, 1), 279));
    const calls = await callsOf(async () => {
      const links = await world.gateway.readAccountLinks('contact', companies);
      expect(new Set(links.get(companies[0] ?? ''))).toEqual(new Set(contacts));
      expect(links.get(companies[2_099] ?? '')).toEqual([]);
    });
    expect(calls).toBeLessThanOrEqual(5);
  });
  it('reads every type in as few calls as pages', async () => {
    world = await openHubSpotWorld();
    await create('companies', 201);
    await world.gateway.describe();
    const types: readonly RecordType[] = ['account', 'renewal', 'contact', 'ticket', 'interaction'];
    const calls = await callsOf(() =>
      Promise.all(types.map((type) => collect(world.gateway.readAll(type, defaultMapping)))),
    );
    expect(calls).toBe(3 + 1 + 1 + 1 + 3);
  });
});
