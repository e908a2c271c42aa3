import { accountId, renewalId } from '../../src/accounts/ids.ts';
import { CrmError, type RecordType, type RecordTypes } from '../../src/ports/crm.ts';
import { createFakeCrm, type FakeOperation } from '../fakes/fake-crm.ts';
import { crmGatewayBattery } from './crm-gateway.battery.ts';
import type { CrmWorld } from './crm-world.ts';

const mapping = {
  account: { externalKey: 'customer_number', acv: null, seats: null, contractStart: null, contractEnd: null },
  renewal: { rule: { pipelineIds: ['renewals'], fields: [] }, renewalDate: null, arr: null },
  contact: { role: null },
  review: { titleWords: [], meetingTypes: [] },
  topPriority: 'URGENT',
};

/** Every look at the clock is a millisecond later, so that windows have edges. */
const createTickingClock = () => {
  let ms = Date.parse('2026-11-22T08:00:00.000Z');
  return { now: () => new Date((ms += 1)) };
};

const done = (_: void): Promise<void> => Promise.resolve();

function openFakeWorld(): Promise<CrmWorld> {
  const clock = createTickingClock();
  const crm = createFakeCrm({ clock });
  let next = 1000;
  const reads: readonly FakeOperation[] = ['readAll', 'readChanged', 'readByIds'];
  return Promise.resolve({
    gateway: crm,
    mapping,
    now: () => Promise.resolve(clock.now().toISOString()),
    add: (type, name, accountIds = []) => {
      const id = String((next += 1));
      crm.put(type, valueOf(type, id, name, accountIds));
      return Promise.resolve(id);
    },
    addOtherDeal: () => {
      const id = String((next += 1));
      crm.putForeign('renewal', id);
      return Promise.resolve(id);
    },
    rename: async (type, id, name) => {
      const [found] = await crm.readByIds(type, mapping, [id]);
      if (found !== undefined && found.value !== null) crm.put(type, { ...found.value, name });
    },
    link: async (type, id, account) => {
      const before = (await crm.readLinks(type, [id])).get(id) ?? [];
      crm.relink(type, id, [...before, account]);
    },
    unlink: async (type, id, account) => {
      const before = (await crm.readLinks(type, [id])).get(id) ?? [];
      crm.relink(
        type,
        id,
        before.filter((each) => each !== account),
      );
    },
    remove: (type, id) => done(crm.remove(type, id)),
    merge: (type, loser, survivor) => {
      crm.merge(type, loser, survivor);
      return Promise.resolve(survivor);
    },
    shown: (type, id) =>
      Promise.resolve(Object.fromEntries(Object.entries(crm.ours(type, id)).filter(([, value]) => value !== ''))),
    refuse: (type, id) => done(crm.refuse(type, id, 'a required property is empty')),
    loseAnswer: (type, id, fate) => done(crm.loseAnswer(type, id, fate)),
    removeMappedField: () => {
      crm.removeField('customer_number');
      return Promise.resolve('customer_number');
    },
    takeOurName: () => {
      const details = { object: 'companies', property: 'renewal_tier', found: 'string', expected: 'enumeration' };
      crm.takeProperty(details);
      return Promise.resolve(details.property);
    },
    breakReads: ({ kind, code }) => {
      for (const read of reads) crm.breakNext(read, new CrmError(kind, code, { retryAfterMs: 1000 }));
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  } satisfies CrmWorld);
}

const createdAt = '2026-01-01T00:00:00.000Z';

function valueOf<T extends RecordType>(type: T, id: string, name: string, ids: readonly string[]): RecordTypes[T] {
  const accountIds = ids.map(accountId);
  const values: RecordTypes = {
    account: {
      ...{ id: accountId(id), name, domain: null, externalKey: null, ownerId: null, createdAt, acv: null },
      ...{ seats: null, contractStart: null, contractEnd: null, problems: [] },
    },
    renewal: {
      ...{ id: renewalId(id), accountId: accountIds[0] ?? null, name, ownerId: null, createdAt, status: 'open' },
      ...{ closedOn: null, renewalDate: null, closeDate: null, arr: null, override: null, problems: [] },
    },
    contact: { id, accountIds, name, email: null, jobTitle: null, role: null, createdAt },
    ticket: { id, accountIds, createdAt, closedAt: null, priority: null },
    interaction: { id, accountIds, kind: 'call', at: createdAt, outcome: 'held', isReview: false },
  };
  return values[type];
}

crmGatewayBattery('in memory', openFakeWorld);
