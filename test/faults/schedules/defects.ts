import type { CrmGateway, CrmRead, WriteOutcome } from '../../../src/ports/crm.ts';
import type { LedgerState, Stores } from '../../../src/ports/stores.ts';
import type { Ports } from '../../helpers/sync-world.ts';
import type { Defect } from './world.ts';

const gateway = (ports: Ports, changes: (own: CrmGateway) => Partial<CrmGateway>): Ports => ({
  ...ports,
  gateway: { ...ports.gateway, ...changes(ports.gateway) },
});
const stores = (ports: Ports, changes: (own: Stores) => Partial<Stores>): Ports => ({
  ...ports,
  stores: { ...ports.stores, ...changes(ports.stores) },
});
const outcomes = (ports: Ports, change: (outcome: WriteOutcome) => WriteOutcome): Ports =>
  gateway(ports, (own) => ({ write: async (writes) => (await own.write(writes)).map(change) }));
const unmarked = (ports: Ports, ...states: readonly LedgerState[]): Ports =>
  stores(ports, ({ ledger }) => ({
    ledger: {
      ...ledger,
      mark: (id, settled, at) =>
        ledger.mark(
          id,
          settled.filter(({ state }) => !states.includes(state)),
          at,
        ),
    },
  }));
const writtenAs = ({ type, id }: WriteOutcome): WriteOutcome => ({ type, id, state: 'written', newId: null });
const silentReads = async (reads: Promise<readonly CrmRead[]>) => (await reads).map((read) => ({ ...read, ours: {} }));

async function* nothing(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}

/** What could be wrong with a sync, each planted at a port so that the product's own code stays as it is. The schedules must find every one. */
export const defects: Readonly<Record<string, Defect>> = {
  'resends without a look at what the CRM shows': (ports) =>
    gateway(ports, (own) => ({
      readByIds: ((type, mapping, ids) => silentReads(own.readByIds(type, mapping, ids))) as CrmGateway['readByIds'],
    })),
  'takes a reading that failed for a deleted record': (ports) =>
    gateway(ports, (own) => ({
      readByIds: (type, mapping, ids) => own.readByIds(type, mapping, ids).catch(() => []),
    })),
  'takes a lost answer for a write': (ports) =>
    outcomes(ports, (outcome) => (outcome.state === 'unknown' ? writtenAs(outcome) : outcome)),
  'takes a refusal for a write': (ports) =>
    outcomes(ports, (outcome) => (outcome.state === 'refused' ? writtenAs(outcome) : outcome)),
  'sends again by itself what got no answer': (ports) =>
    gateway(ports, (own) => ({
      write: async (writes) => {
        const first = await own.write(writes);
        return first.some(({ state }) => state === 'unknown') ? own.write(writes) : first;
      },
    })),
  'sends every write twice': (ports) =>
    gateway(ports, (own) => ({
      write: async (writes) => {
        await own.write(writes);
        return own.write(writes);
      },
    })),
  'never tries a refused record again': (ports) => {
    const given = new Set<string>();
    return gateway(ports, (own) => ({
      write: async (writes) => {
        const sent = await own.write(writes.filter(({ id }) => !given.has(id)));
        for (const { id, state } of sent) if (state === 'refused') given.add(id);
        const held = writes.filter(({ id }) => given.has(id) && !sent.some((outcome) => outcome.id === id));
        return [...sent, ...held.map(({ type, id }) => ({ type, id, state: 'refused' as const, reason: 'held' }))];
      },
    }));
  },
  'forgets after a crash what was in flight': (ports) =>
    stores(ports, ({ ledger }) => ({ ledger: { ...ledger, open: () => Promise.resolve([]) } })),
  'leaves writes open that came to nothing': (ports) => unmarked(ports, 'superseded'),
  'compares with nothing': (ports) =>
    stores(ports, ({ records }) => ({
      records: { ...records, ours: (_id, _type, ids) => Promise.resolve(new Map(ids.map((each) => [each, {}]))) },
    })),
  'reads no changes': (ports) => gateway(ports, () => ({ readChanged: nothing })),
  'moves its cursor beyond what it has read': (ports) =>
    stores(ports, ({ connections }) => ({
      connections: {
        ...connections,
        saveCursor: (id, type, until) =>
          connections.saveCursor(id, type, new Date(Date.parse(until) + 3_600_000).toISOString()),
      },
    })),
  'writes what the engine said first': (ports) => {
    const first = new Map<string, unknown>();
    return stores(ports, ({ assessments }) => ({
      assessments: {
        ...assessments,
        all: async function* (id, size) {
          for await (const page of assessments.all(id, size))
            yield page.map((each) => {
              if (!first.has(each.accountId)) first.set(each.accountId, each);
              return first.get(each.accountId) as typeof each;
            });
        },
      },
    }));
  },
};
