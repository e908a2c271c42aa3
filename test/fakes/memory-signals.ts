import type { Account } from '../../src/accounts/account.ts';
import { type AccountId, accountId } from '../../src/accounts/ids.ts';
import type { Signal } from '../../src/accounts/signal.ts';
import { signalIdentity } from '../../src/ports/signal-identity.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import type { ConnectionStore } from '../../src/ports/connections.ts';
import type { SignalStore } from '../../src/ports/stores.ts';
import { endOfDayIn } from '../../server/storage/end-of-day.ts';
import {
  byText,
  earlier,
  type FactsOf,
  keyOf,
  later,
  liveAccounts,
  mark,
  type MemoryFacts,
  same,
} from './memory-facts.ts';

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

const identities = new WeakMap<Signal, string>();
const identityOf = (signal: Signal): string => {
  const known = identities.get(signal) ?? readIdentity(signal);
  identities.set(signal, known);
  return known;
};
const readIdentity = (signal: Signal): string => {
  if (signal.kind !== 'usage') return signalIdentity({ ...signal, account: '' });
  const [[event, count] = ['', 0]] = Object.entries(signal.events);
  return signalIdentity({ ...signal, account: '', event, count });
};

/**
 * Puts a state behind the newest one known of the same thing; states of one instant replace each other, and one that says what was known before that instant
 * takes the other back. Returns by how many the states became more.
 */
export const addSignal = (facts: MemoryFacts, signal: Signal, wanted: string, learnedAt: string): number => {
  const { accountId: account, source } = signal;
  const identity = identityOf(signal);
  const known = facts.signals
    .filter((each) => each.accountId === account && each.source === source && identityOf(each) === identity)
    .toSorted((a, b) => byText(a.knownAt, b.knownAt));
  const says = (state: MemoryFacts['signals'][number] | undefined) =>
    state !== undefined && same(state, { ...signal, knownAt: state.knownAt });
  const newest = known.at(-1);
  if (says(newest)) return 0;
  const isBehind = newest !== undefined && newest.knownAt > wanted;
  const knownAt = isBehind ? later(newest.knownAt, learnedAt) : wanted;
  const replaced = new Set(known.filter((each) => each.knownAt === knownAt));
  if (replaced.size > 0) facts.signals = facts.signals.filter((each) => !replaced.has(each));
  mark(facts, signal.accountId, learnedAt);
  if (replaced.size > 0 && says(known.findLast((each) => each.knownAt < knownAt))) return -1;
  facts.signals.push({ ...signal, knownAt });
  return replaced.size > 0 ? 0 : 1;
};

/** Of each thing the state heard last. */
const keep = (facts: MemoryFacts, kept: MemoryFacts['unresolved'][number]): void => {
  const { source, signal } = kept;
  const isSame = (each: MemoryFacts['unresolved'][number]) =>
    each.source === source &&
    each.signal.account === signal.account &&
    signalIdentity(each.signal) === signalIdentity(signal);
  if (facts.unresolved.some((each) => isSame(each) && same(each.signal, signal))) return;
  facts.unresolved = [...facts.unresolved.filter((each) => !isSame(each)), kept];
};

const ownDay = (signal: RawSignal): string =>
  signal.kind === 'usage' ? signal.day : signal.kind === 'invoice' ? signal.issuedOn : signal.on;

export const memorySignals = (factsOf: FactsOf, connections: Pick<ConnectionStore, 'get'>): SignalStore => ({
  save: async (connection, source, signals, { learnedAt, backfill }) => {
    const facts = factsOf(connection);
    const endOfDay = endOfDayIn((await connections.get(connection))?.timeZone ?? 'UTC');
    const owns = (signal: RawSignal) => (backfill ? earlier(endOfDay(ownDay(signal)), learnedAt) : null);
    const found = signals.map((signal) => ({ signal, id: findAccount(facts, signal.account), own: owns(signal) }));
    const placed = found.flatMap(({ signal, id, own }) =>
      id === null ? [] : [{ signal: toSignal(signal, id, source), wanted: own ?? learnedAt }],
    );
    const last = new Map(
      placed.map((each) => [keyOf(each.signal.accountId, each.wanted, identityOf(each.signal)), each]),
    );
    const gains = [...last.values()].map(({ signal, wanted }) => addSignal(facts, signal, wanted, learnedAt));
    const strangers = found.filter(({ id }) => id === null);
    for (const { signal, own } of strangers) keep(facts, { source, signal, knownAt: own });
    return { added: gains.reduce((sum, gain) => sum + gain, 0), unresolved: strangers.length };
  },
  resolve: (connection, learnedAt) => {
    const facts = factsOf(connection);
    const tried = facts.unresolved.map((kept) => ({ kept, id: findAccount(facts, kept.signal.account) }));
    for (const { kept, id } of tried)
      if (id !== null) addSignal(facts, toSignal(kept.signal, id, kept.source), kept.knownAt ?? learnedAt, learnedAt);
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
