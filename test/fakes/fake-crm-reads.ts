import type { FieldMapping } from '../../src/accounts/connection.ts';
import {
  type CrmDescription,
  CrmError,
  type CrmRead,
  type ProvisionReport,
  type RecordType,
  type RecordTypes,
} from '../../src/ports/crm.ts';
import { type Child, enter, key, type State, type Stored } from './fake-crm-state.ts';

/** The reading half of the fake: pages, links, description, provisioning. */
const pageSize = 100;
const linksPerCall = 1000;
const foundPerPage = 200;
export const fakeProperties = ['companies.renewal_health_score', 'deals.renewal_tier'];

const slices = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

const mappedFields: Readonly<Record<RecordType, (mapping: FieldMapping) => readonly (string | null)[]>> = {
  account: ({ account: a }) => [a.externalKey, a.acv, a.seats, a.contractStart, a.contractEnd],
  renewal: ({ renewal: r }) => [r.renewalDate, r.arr, ...r.rule.fields.map(({ field }) => field)],
  contact: ({ contact }) => [contact.role],
  ticket: () => [],
  interaction: () => [],
};

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

export function reads(state: State) {
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

export function links(state: State) {
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

export function schema(state: State, description: CrmDescription) {
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
  /** Known from the token alone: no step at which a test would let the process die. */
  const identify = () => Promise.resolve(description.connectionId);
  return { identify, describe, provision };
}
