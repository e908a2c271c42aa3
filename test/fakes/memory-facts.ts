import { isDeepStrictEqual } from 'node:util';
import type { ScorePoint, TierState } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { Known, Signal } from '../../src/accounts/signal.ts';
import type { RecordType, RecordTypes, WrittenValues } from '../../src/ports/crm.ts';
import type { RawSignal, RejectedRow } from '../../src/ports/signal-source.ts';

export type RecordValue = RecordTypes[RecordType];

export interface StoredRecord {
  readonly type: RecordType;
  readonly id: string;
  readonly value: RecordValue | null;
  readonly accounts: readonly string[];
  readonly knownAt: string;
  readonly removed: boolean;
  readonly mergedInto: string | null;
  readonly ours: WrittenValues | null;
}

export interface StoredVersion {
  readonly account: string;
  readonly type: RecordType;
  readonly id: string;
  readonly knownAt: string;
  readonly value: RecordValue | null;
}

/** Everything one connection knows, in plain collections that the memory stores share as tables share a database. */
export interface MemoryFacts {
  readonly records: Map<string, StoredRecord>;
  readonly versions: Map<string, StoredVersion>;
  /** Keys of records whose return is refused. */
  readonly erased: Set<string>;
  /** Account → instant of the latest mark. */
  readonly dirty: Map<string, string>;
  signals: Known<Signal>[];
  unresolved: { readonly source: string; readonly signal: RawSignal; readonly knownAt: string | null }[];
  rejected: { readonly source: string; readonly learnedAt: string; readonly row: RejectedRow }[];
  readonly sources: Map<string, string>;
  readonly assessments: Map<string, readonly HealthAssessment[]>;
  points: (ScorePoint & { readonly accountId: string })[];
  tierStates: (TierState & { readonly accountId: string })[];
}

export type FactsOf = (connection: string) => MemoryFacts;

export const memoryFacts = (): FactsOf => {
  const connections = new Map<string, MemoryFacts>();
  return (connection) => {
    const known = connections.get(connection) ?? emptyFacts();
    connections.set(connection, known);
    return known;
  };
};

const emptyFacts = (): MemoryFacts => ({
  records: new Map(),
  versions: new Map(),
  erased: new Set(),
  dirty: new Map(),
  signals: [],
  unresolved: [],
  rejected: [],
  sources: new Map(),
  assessments: new Map(),
  points: [],
  tierStates: [],
});

export const keyOf = (...parts: readonly string[]): string => parts.join('\u0000');
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const later = (a: string, b: string): string => (a > b ? a : b);
export const earlier = (a: string, b: string): string => (a < b ? a : b);
export const same = isDeepStrictEqual;

export const mark = (facts: MemoryFacts, account: string, at: string): void => {
  facts.dirty.set(account, later(facts.dirty.get(account) ?? '', at));
};

export const liveAccounts = (facts: MemoryFacts): readonly StoredRecord[] =>
  [...facts.records.values()]
    .filter(({ type, value }) => type === 'account' && value !== null)
    .sort((a, b) => byText(a.id, b.id));
