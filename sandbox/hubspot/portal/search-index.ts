import { type ObjectType } from './object-types.ts';
import { type StoredRecord, type Values } from './record-table.ts';

/** A record as the search shows it, which may be older than the record is. */
export interface IndexedRecord {
  readonly id: string;
  readonly order: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly values: Values;
}

/** HubSpot's search is fed "a few moments" after the write: with a lag set, it answers with the state of that many milliseconds ago. */
export interface SearchIndex {
  lagMs: number;
  /** Keeps the state that a change at instant `at` is about to replace. */
  remember(type: ObjectType, record: StoredRecord, at: number): void;
  rememberBirth(type: ObjectType, record: StoredRecord, at: number): void;
  /** The records as the index knows them at instant `now`. */
  view(type: ObjectType, records: readonly StoredRecord[], now: number): readonly IndexedRecord[];
  /** Marks a change that is no record's: of an association or a property. */
  touch(): void;
  /** Grows with every change: what was computed for an older number is stale. */
  version(): number;
}

interface Past {
  readonly type: ObjectType;
  readonly record: StoredRecord;
  readonly until: number;
  /** Null: it was not born yet. */
  readonly state: IndexedRecord | null;
}

export function createSearchIndex(): SearchIndex {
  let past: Past[] = [];
  let changes = 0;
  const keep = (entry: Past): void => {
    if (index.lagMs > 0) past.push(entry);
  };
  const index: SearchIndex = {
    lagMs: 0,
    remember: (type, record, at) => keep({ type, record, until: at, state: { ...record } }),
    rememberBirth: (type, record, at) => keep({ type, record, until: at, state: null }),
    view(type, records, now) {
      past = past.filter((entry) => entry.until > now - index.lagMs);
      const stale = new Map<StoredRecord, IndexedRecord | null>();
      // the oldest state that was still shown at the horizon wins
      for (const entry of past)
        if (entry.type === type && !stale.has(entry.record)) stale.set(entry.record, entry.state);
      if (stale.size === 0) return records;
      return records.flatMap((record) => {
        const state = stale.get(record);
        if (state === undefined) return [record];
        return state === null ? [] : [state];
      });
    },
    touch: () => void (changes += 1),
    version: () => changes,
  };
  return index;
}
