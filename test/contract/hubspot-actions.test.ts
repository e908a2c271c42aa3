import { accountId, renewalId } from '../../src/accounts/ids.ts';
import type { NewTask } from '../../src/ports/crm-actions.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { hurriedTimers, openHubSpotWorld, type HubSpotWorld } from './hubspot-world.ts';

let world: HubSpotWorld;
let gateway: ReturnType<typeof createHubSpotGateway>;
beforeEach(async () => {
  world = await openHubSpotWorld({ conformance: true });
  const silent = () => undefined;
  gateway = createHubSpotGateway({
    ...{ accessToken: world.sandbox.accessToken, baseUrl: world.sandbox.url, timers: hurriedTimers },
    clock: { now: () => new Date() },
    logger: { info: silent, warn: silent, error: silent },
  });
});
afterEach(async () => {
  const violations = await world.control.get('violations');
  await world.close();
  expect(violations).toEqual([]);
});

const taskOf = (company: string, deal: string | null, key = '1:gate:overdue_invoice:2026-W47'): NewTask => ({
  accountId: accountId(company),
  renewalId: deal === null ? null : renewalId(deal),
  subject: 'Clarify why the invoice is unpaid.',
  body: 'An invoice is 33 days overdue.',
  dueOn: '2026-11-30',
  ownerId: null,
  key,
});

describe('tasks in HubSpot', () => {
  it('stand on the company and the deal, due on their day', async () => {
    const company = await world.add('account', 'Nordlicht');
    const deal = await world.add('renewal', 'Nordlicht 2026', [company]);
    const { id, created } = await gateway.createTask(taskOf(company, deal));
    expect(created).toBe(true);
    const { properties } = await taskIn(id);
    expect(properties.hs_task_subject).toBe('Clarify why the invoice is unpaid.');
    expect(properties.hs_timestamp).toMatch(/^2026-11-30T/);
    expect(properties.hs_task_body).toContain('An invoice is 33 days overdue.');
  });

  it('are created once a key, also when the first answer was lost', async () => {
    const company = await world.add('account', 'Nordlicht');
    // a batch read of tasks names no due day
    const lost = { kind: 'apply_then', then: 'reset' };
    await world.plan('objects/2026-09/tasks', lost, { times: 1, mentions: 'hs_timestamp' });
    const first = await gateway.createTask(taskOf(company, null)).catch((error: unknown) => error);
    expect(first).toMatchObject({ name: 'CrmError', kind: 'unavailable' });
    const second = await gateway.createTask(taskOf(company, null));
    expect(second.created).toBe(false);
    expect(await gateway.createTask(taskOf(company, null))).toEqual(second);
    expect((await gateway.createTask(taskOf(company, null, 'another'))).created).toBe(true);
  });

  const taskIn = async (id: string) => {
    const address = `${world.sandbox.url}/crm/objects/2026-09/tasks/${id}?properties=hs_task_subject,hs_timestamp,hs_task_body`;
    const response = await fetch(address, { headers: { authorization: `Bearer ${world.sandbox.accessToken}` } });
    return (await response.json()) as { readonly properties: Readonly<Record<string, string>> };
  };
});

describe('segments in HubSpot', () => {
  it('are created once by name', async () => {
    const segments = [
      { name: 'Renewals at risk', by: { tier: 'at_risk' } },
      { name: 'Critical accounts', by: { band: 'critical' } },
    ] as const;
    expect(await gateway.createSegments(segments)).toBe(2);
    expect(await gateway.createSegments(segments)).toBe(0);
    expect(await gateway.createSegments([...segments, { name: 'On commit: "ä/ö"', by: { tier: 'commit' } }])).toBe(1);
  });
});

describe('a manual tier in HubSpot', () => {
  it('is written into the input fields, read back, and cleared', async () => {
    await gateway.provision({ dryRun: false });
    const company = await world.add('account', 'Nordlicht');
    const deal = await world.add('renewal', 'Nordlicht 2026', [company]);
    const override = { tier: 'commit', reason: 'verbal_commitment', until: '2027-01-31' } as const;
    const overrideIn = async () =>
      (await gateway.readByIds('renewal', world.mapping, [deal]))[0]?.value?.override ?? null;
    await gateway.write([{ type: 'renewal', id: deal, values: gateway.overrideValues(override) }]);
    expect(await overrideIn()).toEqual(override);
    await gateway.write([{ type: 'renewal', id: deal, values: gateway.overrideValues(null) }]);
    expect(await overrideIn()).toBeNull();
  });
});
