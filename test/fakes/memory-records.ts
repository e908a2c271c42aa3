import type { Account } from '../../src/accounts/account.ts';
import { accountId, renewalId } from '../../src/accounts/ids.ts';
import type { CrmRead, RecordType, WrittenType } from '../../src/ports/crm.ts';
import type { RecordProblem, RecordStore } from '../../src/ports/stores.ts';
import {
  byText,
  earlier,
  type FactsOf,
  keyOf,
  later,
  mark,
  type MemoryFacts,
  type RecordValue,
  same,
  type StoredRecord,
} from './memory-facts.ts';
import { addSignal } from './memory-signals.ts';

const sorted = <Id extends string>(ids: readonly Id[]): readonly Id[] => [...new Set(ids)].sort(byText);

const normal = (value: RecordValue | null): RecordValue | null =>
  value !== null && 'accountIds' in value ? { ...value, accountIds: sorted(value.accountIds) } : value;

const accountsOf = (value: RecordValue | null): readonly string[] => {
  if (value === null) return [];
  if ('accountIds' in value) return value.accountIds;
  if ('accountId' in value) return value.accountId === null ? [] : [value.accountId];
  return 'domain' in value ? [value.id] : [];
};

/** Puts a new state in place of the old one and leaves versions, endings and marks behind. */
const replace = (facts: MemoryFacts, next: StoredRecord, learnedAt: string): void => {
  const key = keyOf(next.type, next.id);
  const before = facts.records.get(key)?.accounts ?? [];
  facts.records.set(key, next);
  for (const account of new Set([...before, ...next.accounts])) {
    const value = next.accounts.includes(account) ? next.value : null;
    const version = { account, type: next.type, id: next.id, knownAt: next.knownAt, value };
    facts.versions.set(keyOf(account, next.type, next.id, next.knownAt), version);
    mark(facts, account, learnedAt);
  }
};

const knownFrom = (
  value: RecordValue | null,
  known: StoredRecord | undefined,
  at: string,
  backfill: boolean,
): string => {
  const own = value === null ? at : 'createdAt' in value ? value.createdAt : value.at;
  const wanted = backfill ? earlier(own, at) : at;
  return known === undefined || known.knownAt <= wanted ? wanted : later(known.knownAt, at);
};

const saveRead = (facts: MemoryFacts, read: CrmRead, at: string, backfill: boolean): boolean => {
  const key = keyOf(read.type, read.id);
  if (facts.erased.has(key)) return false;
  const known = facts.records.get(key);
  const value = normal(read.value);
  const ours = read.ours === null ? (known?.ours ?? null) : { ...known?.ours, ...read.ours };
  if (known !== undefined && !known.removed && same(known.value, value)) {
    facts.records.set(key, { ...known, ours });
    return false;
  }
  const knownAt = knownFrom(value, known, at, backfill);
  const next = {
    type: read.type,
    id: read.id,
    value,
    accounts: accountsOf(value),
    knownAt,
    removed: false,
    mergedInto: null,
    ours,
  };
  const counts = value !== null || (known?.value ?? null) !== null;
  if (counts) replace(facts, next, at);
  else facts.records.set(key, next);
  return counts;
};

const removeOne = (facts: MemoryFacts, type: RecordType, id: string, at: string): boolean => {
  const known = facts.records.get(keyOf(type, id));
  if (known === undefined || known.removed) return false;
  replace(
    facts,
    { ...known, value: null, accounts: [], ours: null, removed: true, knownAt: later(known.knownAt, at) },
    at,
  );
  return true;
};

const merge = (facts: MemoryFacts, type: RecordType, merged: string, survivor: string, at: string): boolean => {
  const ended = removeOne(facts, type, merged, at);
  const known = facts.records.get(keyOf(type, merged));
  if (known?.mergedInto !== null) return ended;
  for (const record of facts.records.values())
    if (record.type === type && record.mergedInto === merged)
      facts.records.set(keyOf(type, record.id), { ...record, mergedInto: survivor });
  facts.records.set(keyOf(type, merged), { ...known, mergedInto: survivor });
  if (type === 'account') {
    const inherited = facts.signals.filter((signal) => signal.accountId === merged);
    for (const { knownAt, ...signal } of inherited.toSorted((a, b) => byText(a.knownAt, b.knownAt)))
      addSignal(facts, { ...signal, accountId: accountId(survivor) }, later(knownAt, at), at);
  }
  return ended;
};

const relink = (facts: MemoryFacts, record: StoredRecord, links: readonly string[], at: string): boolean => {
  const { value, accounts } = record;
  if (value === null) return false;
  const isRenewal = 'accountId' in value;
  const keeps = isRenewal && accounts.length > 0 && accounts.every((account) => links.includes(account));
  const next = keeps ? accounts : isRenewal ? links.slice(0, 1) : sorted(links);
  if (same(next, accounts)) return false;
  const ids = next.map(accountId);
  const changed = isRenewal ? { ...value, accountId: ids[0] ?? null } : { ...value, accountIds: ids };
  replace(facts, { ...record, value: changed, accounts: next, knownAt: later(record.knownAt, at) }, at);
  return true;
};

export const memoryRecords = (factsOf: FactsOf): RecordStore => {
  const live = (connection: string, type: RecordType): readonly StoredRecord[] =>
    [...factsOf(connection).records.values()]
      .filter((record) => record.type === type && !record.removed)
      .sort((a, b) => byText(a.id, b.id));
  const page = async function* <Row>(rows: readonly Row[]) {
    if (rows.length > 0) yield await Promise.resolve(rows);
  };

  return {
    save: (connection, reads, { learnedAt, backfill }) => {
      const facts = factsOf(connection);
      const last = [...new Map(reads.map((read) => [keyOf(read.type, read.id), read])).values()];
      const saved = last.filter((read) => saveRead(facts, read, learnedAt, backfill)).length;
      const merges = last.flatMap((read) => read.mergedIds.filter((id) => id !== read.id).map((id) => ({ read, id })));
      const ended = merges.filter(({ read, id }) => merge(facts, read.type, id, read.id, learnedAt)).length;
      return Promise.resolve({ changed: saved + ended });
    },
    saveLinks: (connection, type, links, learnedAt) => {
      const facts = factsOf(connection);
      const found = [...links].map(([id, accounts]) => ({ id, accounts, record: facts.records.get(keyOf(type, id)) }));
      const unknown = found.filter(({ record }) => record === undefined || record.removed).map(({ id }) => id);
      const changed = found.filter(
        ({ record, accounts }) => record?.removed === false && relink(facts, record, accounts, learnedAt),
      ).length;
      return Promise.resolve({ changed, unknown: sorted(unknown) });
    },
    remove: (connection, type, ids, learnedAt) => {
      const facts = factsOf(connection);
      return Promise.resolve({ changed: ids.filter((id) => removeOne(facts, type, id, learnedAt)).length });
    },
    erase: (connection, type, ids, learnedAt) => {
      const facts = factsOf(connection);
      const changed = ids.filter((id) => removeOne(facts, type, id, learnedAt)).length;
      for (const [key, version] of facts.versions)
        if (version.type === type && ids.includes(version.id)) facts.versions.delete(key);
      for (const id of ids) facts.erased.add(keyOf(type, id));
      return Promise.resolve({ changed });
    },
    liveIds: (connection, type) => page(live(connection, type).map(({ id }) => id)),
    counts: (connection) => {
      const count = (type: RecordType) => live(connection, type).filter(({ value }) => value !== null).length;
      return Promise.resolve({
        account: count('account'),
        renewal: count('renewal'),
        contact: count('contact'),
        ticket: count('ticket'),
        interaction: count('interaction'),
      });
    },
    ours: (connection, type, ids) =>
      Promise.resolve(
        new Map(
          live(connection, type)
            .filter(({ id }) => ids.includes(id))
            .map(({ id, ours }) => [id, ours ?? {}]),
        ),
      ),
    saveOurs: (connection, writes) => {
      const { records } = factsOf(connection);
      for (const { type, id, values } of writes) {
        const known = records.get(keyOf(type, id));
        if (known?.removed === false) records.set(keyOf(type, id), { ...known, ours: { ...known.ours, ...values } });
      }
      return Promise.resolve();
    },
    openRenewals: (connection) =>
      page(
        live(connection, 'renewal').flatMap(({ id, value }) =>
          value !== null && 'status' in value && value.status === 'open'
            ? [{ id: renewalId(id), accountId: value.accountId }]
            : [],
        ),
      ),
    linkedTo: (connection, type, accountIds) => {
      const records = live(connection, type);
      const linked = accountIds.map((account) => {
        const ids = records.filter(({ accounts }) => accounts.includes(account)).map(({ id }) => id);
        return [account, ids] as const;
      });
      return Promise.resolve(new Map(linked.filter(([, ids]) => ids.length > 0)));
    },
    strays: (connection) =>
      page(
        (['account', 'renewal'] as const satisfies readonly WrittenType[]).flatMap((type) =>
          live(connection, type)
            .filter(
              ({ value, ours }) =>
                (value === null || ('accountId' in value && value.accountId === null)) &&
                Object.values(ours ?? {}).some((text) => text !== ''),
            )
            .map(({ id, ours }) => ({ type, id, values: ours ?? {} })),
        ),
      ),
    findAccounts: (connection, given) => {
      const text = given.trim();
      const lower = text.toLowerCase();
      const accounts = live(connection, 'account').flatMap(({ value }) => (value === null ? [] : [value as Account]));
      const tiers: readonly ((account: Account) => boolean)[] = [
        ({ id }) => id === text,
        ({ externalKey }) => externalKey === text,
        ({ domain }) => domain?.toLowerCase() === lower,
        ({ name }) => name.toLowerCase() === lower,
      ];
      const found = tiers.map((matches) => accounts.filter(matches)).find((matched) => matched.length > 0) ?? [];
      return Promise.resolve(found.map(({ id, name }) => ({ id, name })));
    },
    findContacts: (connection, given) => {
      const [id, email] = [given.trim(), given.trim().toLowerCase()];
      const has = (value: RecordValue | null) =>
        value !== null && 'email' in value && value.email?.toLowerCase() === email;
      const now = live(connection, 'contact').filter(
        (each) => each.value !== null && (each.id === id || has(each.value)),
      );
      const ever = [...factsOf(connection).versions.values()].filter(
        (each) => each.type === 'contact' && has(each.value),
      );
      return Promise.resolve(sorted([...now, ...ever].map((each) => each.id)));
    },
    problems: (connection) =>
      page(
        (['account', 'renewal'] as const).flatMap((type) =>
          live(connection, type).flatMap(({ id, value }): readonly RecordProblem[] =>
            value !== null && 'problems' in value
              ? value.problems.map((problem) => ({ type, id, name: value.name, ...problem }))
              : [],
          ),
        ),
      ),
  };
};
