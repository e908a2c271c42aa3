import { connectionId } from '../../src/accounts/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import {
  type CallCount,
  type CrmDescription,
  CrmError,
  type CrmGateway,
  type HealthWrite,
  type RecordType,
  type RecordTypes,
  recordTypes,
  type WriteOutcome,
  type WrittenType,
  type WrittenValues,
} from '../../src/ports/crm.ts';
import { links, reads, schema } from './fake-crm-reads.ts';
import {
  type Child,
  emptyState,
  enter,
  type FakeOperation,
  key,
  type LostWrite,
  type State,
  type Stored,
} from './fake-crm-state.ts';

export type { FakeOperation, LostWrite } from './fake-crm-state.ts';

/** A CRM in memory that keeps the port's promises, with the switches tests need. Every change bumps the modification date, links never do. */
export interface FakeCrm extends CrmGateway {
  /** Adds or replaces a record, links included; keeps the current values of our properties. */
  put<T extends RecordType>(type: T, value: RecordTypes[T]): void;
  /** A record that exists but is not ours to judge. */
  putForeign(type: RecordType, id: string): void;
  relink(type: Child, id: string, accountIds: readonly string[]): void;
  remove(type: RecordType, id: string): void;
  /** The loser's id answers with the survivor from now on; its children move. */
  merge(type: RecordType, loser: string, survivor: string): void;
  /** The next `times` calls of an operation throw; for the iterating reads the first page throws. */
  breakNext(operation: FakeOperation, error: CrmError, times?: number): void;
  /** Writes to this record are refused until `accept`. */
  refuse(type: WrittenType, id: string, reason: string): void;
  accept(type: WrittenType, id: string): void;
  loseAnswer(type: WrittenType, id: string, fate: LostWrite): void;
  deliverLate(): void;
  /** Nothing planned to fail fails any more. */
  heal(): void;
  has(type: RecordType, id: string): boolean;
  /** A mapped field that an admin deleted. */
  removeField(field: string): void;
  /** A property name taken by somebody else with another type. */
  takeProperty(details: { object: string; property: string; found: string; expected: string }): void;
  /** What the CRM shows in our properties. */
  ours(type: WrittenType, id: string): WrittenValues;
  /** Somebody edits our properties by hand. */
  edit(type: WrittenType, id: string, values: WrittenValues): void;
  /** Every write that was applied, in order. */
  readonly applied: readonly HealthWrite[];
}

const batchSize = 100;

export const defaultDescription: CrmDescription = {
  connectionId: connectionId('hubspot', '4711'),
  name: 'Fake portal',
  timeZone: 'Europe/Berlin',
  homeCurrency: 'EUR',
  fields: { account: [], renewal: [], contact: [] },
  pipelines: [{ id: 'renewals', label: 'Renewals' }],
  meetingTypes: [],
  ticketPriorities: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'],
  owners: [],
};

const linksOf = (value: RecordTypes[RecordType]): readonly string[] => {
  if ('accountIds' in value) return value.accountIds;
  return 'accountId' in value && value.accountId !== null ? [value.accountId] : [];
};

const linked = (value: RecordTypes[RecordType] | null, accountIds: readonly string[]) => {
  if (value === null) return null;
  const ids = accountIds as readonly RecordTypes['account']['id'][];
  if ('accountIds' in value) return { ...value, accountIds: ids };
  return 'accountId' in value ? { ...value, accountId: ids[0] ?? null } : value;
};

export const createFakeCrm = (options: {
  readonly clock: Clock;
  readonly description?: Partial<CrmDescription>;
}): FakeCrm => {
  const state = emptyState();
  const now = () => options.clock.now().toISOString();
  return {
    traits: { writeBatch: batchSize, linksAreFields: false },
    ...switches(state, now),
    ...reads(state),
    ...links(state),
    ...schema(state, { ...defaultDescription, ...options.description }),
    write: async (writes) => {
      await enter(state, 'write');
      state.count.writes += Math.ceil(writes.length / batchSize);
      return writes.map((write) => settle(state, write, now()));
    },
    calls: () => callCount(state),
    ours: (type, id) => state.tables[type].get(id)?.ours ?? {},
    applied: state.applied,
  };
};

function callCount({ count }: State): CallCount {
  return { total: count.reads + count.writes + count.searches, ...count };
}

function switches(state: State, now: () => string) {
  const change = (type: RecordType, id: string, patch: Partial<Stored>) => {
    const before = state.tables[type].get(id) ?? { value: null, ours: {}, links: [], mergedIds: [] };
    state.tables[type].set(id, { ...before, changedAt: now(), ...patch });
  };
  const relink = (type: Child, id: string, accountIds: readonly string[]) => {
    const before = state.tables[type].get(id);
    if (before === undefined) return;
    state.tables[type].set(id, { ...before, links: accountIds, value: linked(before.value, accountIds) });
  };
  return {
    put: <T extends RecordType>(type: T, value: RecordTypes[T]) => {
      change(type, value.id, { value, links: linksOf(value) });
    },
    putForeign: (type: RecordType, id: string) => {
      change(type, id, { value: null });
    },
    relink,
    remove: (type: RecordType, id: string) => void state.tables[type].delete(id),
    merge: (type: RecordType, loser: string, survivor: string) => {
      const mergedIds = [...(state.tables[type].get(survivor)?.mergedIds ?? []), loser];
      state.tables[type].delete(loser);
      state.survivors.set(key(type, loser), survivor);
      change(type, survivor, { mergedIds });
      if (type === 'account') moveChildren(state, loser, survivor, relink);
    },
    breakNext: (operation: FakeOperation, error: CrmError, times = 1) => {
      for (let i = 0; i < times; i += 1) state.failures.push({ operation, error });
    },
    refuse: (type: WrittenType, id: string, reason: string) => void state.refusals.set(key(type, id), reason),
    accept: (type: WrittenType, id: string) => void state.refusals.delete(key(type, id)),
    loseAnswer: (type: WrittenType, id: string, fate: LostWrite) => void state.lost.set(key(type, id), fate),
    deliverLate: () => {
      for (const write of state.late.splice(0)) apply(state, write, now());
    },
    heal: () => {
      state.failures.length = 0;
      state.lost.clear();
    },
    has: (type: RecordType, id: string) => state.tables[type].has(id),
    removeField: (field: string) => void state.removedFields.add(field),
    takeProperty: (details: { object: string; property: string; found: string; expected: string }) => {
      state.clash = new CrmError('conflict', 'property_type_clash', { details });
    },
    edit: (type: WrittenType, id: string, values: WrittenValues) => {
      change(type, id, { ours: { ...state.tables[type].get(id)?.ours, ...values } });
    },
  };
}

function moveChildren(state: State, loser: string, survivor: string, relink: FakeCrm['relink']): void {
  for (const type of recordTypes) {
    if (type === 'account') continue;
    for (const [id, { links: before }] of state.tables[type]) {
      if (!before.includes(loser)) continue;
      relink(type, id, [...new Set(before.map((accountId) => (accountId === loser ? survivor : accountId)))]);
    }
  }
}

function apply(state: State, write: HealthWrite, now: string): void {
  const before = state.tables[write.type].get(write.id);
  if (before === undefined) return;
  state.tables[write.type].set(write.id, {
    ...before,
    changedAt: now,
    ours: { ...before.ours, ...write.values },
  });
  state.applied.push(write);
}

function settle(state: State, write: HealthWrite, now: string): WriteOutcome {
  const { type, id } = write;
  const reason = state.refusals.get(key(type, id));
  if (reason !== undefined) return { type, id, state: 'refused', reason };
  const newId = state.survivors.get(key(type, id)) ?? null;
  const target = { ...write, id: newId ?? id };
  if (!state.tables[type].has(target.id)) return { type, id, state: 'gone' };
  const fate = state.lost.get(key(type, id));
  if (fate === undefined || fate === 'applied') apply(state, target, now);
  if (fate === undefined) return { type, id, state: 'written', newId };
  state.lost.delete(key(type, id));
  if (fate === 'late') state.late.push(target);
  return { type, id, state: 'unknown', reason: 'timeout' };
}
