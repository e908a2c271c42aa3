import type { Account } from '../../src/accounts/account.ts';
import { type AccountId, accountId } from '../../src/accounts/ids.ts';
import type { Signal } from '../../src/accounts/signal.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import type { ConnectionStore } from '../../src/ports/connections.ts';
import type { SignalStore } from '../../src/ports/stores.ts';
import { endOfDayIn } from '../../server/storage/end-of-day.ts';
import { byText, earlier, type FactsOf, keyOf, liveAccounts, mark, type MemoryFacts, same } from './memory-facts.ts';

const findAccount = (facts: MemoryFacts, key: string): AccountId | null => {
  const byId = facts.records.get(keyOf('account', key));
  if (byId !== undefined && (byId.value !== null || byId.mergedInto !== null))
    return accountId(byId.mergedInto ?? byId.id);
  const accounts = liveAccounts(facts).map(({ value }) => value as Account);
  const only = (found: readonly Account[]) => (found.length === 1 ? (found[0]?.id ?? null) : null);
  return (
    only(accounts.filter(({ externalKey }) => externalKey === key)) ??
    only(accounts.filter(({ domain }) => domain?.toLowerCase() === key.toLowerCase()))
  );
};

const toSignal = (raw: RawSignal, id: AccountId, source: string): Signal => {
  if (raw.kind === 'usage') {
    const user = raw.user.includes('@') ? raw.user.toLowerCase() : raw.user;
    return { kind: 'usage', accountId: id, day: raw.day, user, events: { [raw.event]: raw.count }, source };
  }
  const { account: _, ...fields } = raw;
  return { ...fields, accountId: id, source };
};

const isKnown = (facts: MemoryFacts, signal: Signal): boolean =>
  facts.signals.some(({ knownAt: _, ...known }) => same(known, signal));

const add = (facts: MemoryFacts, signal: Signal, knownAt: string, learnedAt: string): boolean => {
  if (isKnown(facts, signal)) return false;
  facts.signals.push({ ...signal, knownAt });
  mark(facts, signal.accountId, learnedAt);
  return true;
};

const ownDay = (signal: RawSignal): string =>
  signal.kind === 'usage' ? signal.day : signal.kind === 'invoice' ? signal.issuedOn : signal.on;

export const memorySignals = (factsOf: FactsOf, connections: Pick<ConnectionStore, 'get'>): SignalStore => ({
  save: async (connection, source, signals, { learnedAt, backfill }) => {
    const facts = factsOf(connection);
    const endOfDay = endOfDayIn((await connections.get(connection))?.timeZone ?? 'UTC');
    let added = 0;
    let unresolved = 0;
    for (const signal of signals) {
      const own = backfill ? earlier(endOfDay(ownDay(signal)), learnedAt) : null;
      const id = findAccount(facts, signal.account);
      if (id !== null && add(facts, toSignal(signal, id, source), own ?? learnedAt, learnedAt)) added++;
      if (id !== null) continue;
      unresolved++;
      const isKept = facts.unresolved.some((kept) => kept.source === source && same(kept.signal, signal));
      if (!isKept) facts.unresolved.push({ source, signal, knownAt: own });
    }
    return { added, unresolved };
  },
  resolve: (connection, learnedAt) => {
    const facts = factsOf(connection);
    const tried = facts.unresolved.map((kept) => ({ kept, id: findAccount(facts, kept.signal.account) }));
    for (const { kept, id } of tried)
      if (id !== null) add(facts, toSignal(kept.signal, id, kept.source), kept.knownAt ?? learnedAt, learnedAt);
    facts.unresolved = tried.filter(({ id }) => id === null).map(({ kept }) => kept);
    return Promise.resolve({ resolved: tried.filter(({ id }) => id !== null).length });
  },
  saveRejected: (connection, source, rows, learnedAt) => {
    const facts = factsOf(connection);
    const kept = facts.rejected.filter((each) => each.source !== source || each.learnedAt === learnedAt);
    facts.rejected = [...kept, ...rows.map((row) => ({ source, learnedAt, row }))];
    return Promise.resolve();
  },
  rejected: (connection) =>
    Promise.resolve([...factsOf(connection).rejected].sort((a, b) => byText(a.source, b.source)).map(({ row }) => row)),
  unresolvedKeys: (connection) => {
    const groups = Map.groupBy(factsOf(connection).unresolved, ({ signal }) => signal.account);
    const keys = [...groups].map(([account, signals]) => ({ account, signals: signals.length }));
    return Promise.resolve(keys.sort((a, b) => b.signals - a.signals || byText(a.account, b.account)));
  },
  hasSource: (connection, source) => Promise.resolve(factsOf(connection).sources.has(source)),
  completeSource: (connection, source, at) => Promise.resolve(void factsOf(connection).sources.set(source, at)),
});
