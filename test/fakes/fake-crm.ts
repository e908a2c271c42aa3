import type { FieldMapping } from '../../src/accounts/connection.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import {
  CrmError,
  type CallCount,
  type CrmDescription,
  type CrmGateway,
  type CrmRead,
  type HealthWrite,
  type ProvisionReport,
  type RecordType,
  type RecordTypes,
  recordTypes,
  type WriteOutcome,
  type WrittenType,
  type WrittenValues,
} from '../../src/ports/crm.ts';
import type { Clock } from '../../src/ports/clock.ts';

export type FakeOperation = Exclude<keyof CrmGateway, 'calls'>;
type Child = Exclude<RecordType, 'account'>;

/** What happens to a write whose answer is lost; `late` waits for `deliverLate()`. */
export type LostWrite = 'applied' | 'not_applied' | 'late';

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

interface Stored {
  readonly changedAt: string;
  readonly value: RecordTypes[RecordType] | null;
  readonly ours: WrittenValues;
  readonly links: readonly string[];
  readonly mergedIds: readonly string[];
}
interface State {
  readonly tables: Readonly<Record<RecordType, Map<string, Stored>>>;
  readonly survivors: Map<string, string>;
  readonly refusals: Map<string, string>;
  readonly lost: Map<string, LostWrite>;
  readonly late: HealthWrite[];
  readonly failures: { operation: FakeOperation; error: CrmError }[];
  readonly removedFields: Set<string>;
  readonly applied: HealthWrite[];
  readonly count: { reads: number; writes: number; searches: number; rateLimited: number };
  clash: CrmError | null;
  provisioned: boolean;
}

const pageSize = 100;
const linksPerCall = 1000;
const foundPerPage = 200;
export const fakeProperties = ['companies.renewal_health_score', 'deals.renewal_tier'];

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

const emptyState = (): State => ({
  tables: { account: new Map(), renewal: new Map(), contact: new Map(), ticket: new Map(), interaction: new Map() },
  survivors: new Map(),
  refusals: new Map(),
  lost: new Map(),
  late: [],
  failures: [],
  removedFields: new Set(),
  applied: [],
  count: { reads: 0, writes: 0, searches: 0, rateLimited: 0 },
  clash: null,
  provisioned: false,
});

const key = (type: RecordType, id: string) => `${type}:${id}`;

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

const slices = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

const mappedFields: Readonly<Record<RecordType, (mapping: FieldMapping) => readonly (string | null)[]>> = {
  account: ({ account: a }) => [a.externalKey, a.acv, a.seats, a.contractStart, a.contractEnd],
  renewal: ({ renewal: r }) => [r.renewalDate, r.arr, ...r.rule.fields.map(({ field }) => field)],
  contact: ({ contact }) => [contact.role],
  ticket: () => [],
  interaction: () => [],
};

export const createFakeCrm = (options: {
  readonly clock: Clock;
  readonly description?: Partial<CrmDescription>;
}): FakeCrm => {
  const state = emptyState();
  const now = () => options.clock.now().toISOString();
  return {
    ...switches(state, now),
    ...reads(state),
    ...links(state),
    ...schema(state, { ...defaultDescription, ...options.description }),
    write: async (writes) => {
      await enter(state, 'write');
      state.count.writes += Math.ceil(writes.length / pageSize);
      return writes.map((write) => settle(state, write, now()));
    },
    calls: () => callCount(state),
    ours: (type, id) => state.tables[type].get(id)?.ours ?? {},
    applied: state.applied,
  };
};

/** Every operation yields to the event loop once, as a network call does, and fails when a test said so. */
async function enter(state: State, operation: FakeOperation): Promise<void> {
  await Promise.resolve();
  const index = state.failures.findIndex((failure) => failure.operation === operation);
  if (index < 0) return;
  const [failure] = state.failures.splice(index, 1);
  if (failure === undefined) return;
  if (failure.error.kind === 'rate_limited') state.count.rateLimited += 1;
  throw failure.error;
}

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

function toRead<T extends RecordType>(type: T, id: string, stored: Stored): CrmRead<T> {
  return {
    type,
    id,
    changedAt: stored.changedAt,
    value: stored.value as RecordTypes[T] | null,
    ours: type === 'account' || type === 'renewal' ? stored.ours : null,
    mergedIds: stored.mergedIds,
  };
}

function checkMapping(state: State, type: RecordType, mapping: FieldMapping): void {
  const field = mappedFields[type](mapping).find((name) => name !== null && state.removedFields.has(name));
  if (field !== undefined && field !== null) {
    throw new CrmError('invalid', 'mapped_field_missing', { details: { object: type, field } });
  }
}

function reads(state: State) {
  const sorted = (type: RecordType) => [...state.tables[type]].sort(([a], [b]) => (a < b ? -1 : 1));
  async function* readAll<T extends RecordType>(type: T, mapping: FieldMapping) {
    await enter(state, 'readAll');
    checkMapping(state, type, mapping);
    for (const page of slices(sorted(type), pageSize)) {
      state.count.reads += 1;
      yield page.map(([id, stored]) => toRead(type, id, stored));
    }
  }
  async function* readChanged<T extends RecordType>(
    type: T,
    mapping: FieldMapping,
    window: { readonly since: string; readonly until: string },
  ) {
    await enter(state, 'readChanged');
    checkMapping(state, type, mapping);
    const changed = sorted(type).filter(([, { changedAt }]) => changedAt >= window.since && changedAt < window.until);
    state.count.searches += Math.max(1, Math.ceil(changed.length / foundPerPage));
    for (const page of slices(changed, foundPerPage)) yield page.map(([id, stored]) => toRead(type, id, stored));
  }
  async function readByIds<T extends RecordType>(type: T, mapping: FieldMapping, ids: readonly string[]) {
    await enter(state, 'readByIds');
    checkMapping(state, type, mapping);
    state.count.reads += Math.ceil(ids.length / pageSize);
    const live = new Set(ids.map((id) => state.survivors.get(key(type, id)) ?? id));
    return [...live].flatMap((id) => {
      const stored = state.tables[type].get(id);
      return stored === undefined ? [] : [toRead(type, id, stored)];
    });
  }
  async function* listIds(type: RecordType) {
    await enter(state, 'listIds');
    for (const page of slices(sorted(type), pageSize)) {
      state.count.reads += 1;
      yield page.map(([id]) => id);
    }
  }
  return { readAll, readChanged, readByIds, listIds };
}

function links(state: State) {
  const readLinks = async (type: Child, ids: readonly string[]) => {
    await enter(state, 'readLinks');
    state.count.reads += Math.ceil(ids.length / linksPerCall);
    return new Map(ids.map((id) => [id, state.tables[type].get(id)?.links ?? []]));
  };
  const readAccountLinks = async (type: Child, accountIds: readonly string[]) => {
    await enter(state, 'readAccountLinks');
    state.count.reads += Math.ceil(accountIds.length / linksPerCall);
    const found = new Map<string, string[]>(accountIds.map((id) => [id, []]));
    for (const [id, stored] of state.tables[type]) {
      for (const accountId of stored.links) found.get(accountId)?.push(id);
    }
    return found;
  };
  return { readLinks, readAccountLinks };
}

function schema(state: State, description: CrmDescription) {
  const describe = async () => {
    await enter(state, 'describe');
    state.count.reads += 1;
    return description;
  };
  const provision = async ({ dryRun }: { readonly dryRun: boolean }): Promise<ProvisionReport> => {
    await enter(state, 'provision');
    if (state.clash !== null) throw state.clash;
    const missing = !state.provisioned;
    if (missing && !dryRun) state.count.writes += 1;
    state.provisioned ||= !dryRun;
    return { created: missing ? fakeProperties : [], updated: [], unchanged: missing ? 0 : fakeProperties.length };
  };
  return { describe, provision };
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
