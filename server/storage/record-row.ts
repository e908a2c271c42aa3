import type { AccountId } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { CrmRead, RecordType, RecordTypes, WrittenValues } from '../../src/ports/crm.ts';

type RecordValue = RecordTypes[RecordType];

/** A read as the statement that saves it takes it. */
export interface RecordRow {
  readonly type: RecordType;
  readonly id: string;
  readonly value: RecordValue | null;
  readonly accounts: readonly string[];
  readonly known_at: Instant;
  readonly ours: WrittenValues | null;
  readonly name_key: string | null;
  readonly external_key: string | null;
  readonly domain_key: string | null;
}

/** Links are a set: sorted, so that the same ones in another order are no change. */
const linkSet = <Id extends string>(ids: readonly Id[]): readonly Id[] => [...new Set(ids)].sort();

export const toRecordRow = (
  read: CrmRead,
  { learnedAt, backfill }: { readonly learnedAt: Instant; readonly backfill: boolean },
): RecordRow => {
  const value = withLinkSet(read.value);
  return {
    type: read.type,
    id: read.id,
    value,
    accounts: value === null ? [] : accountsOf(read.type, value),
    known_at: backfill && value !== null ? earlier(ownInstant(value), learnedAt) : learnedAt,
    ours: read.ours,
    ...keysOf(read.type, value),
  };
};

const withLinkSet = (value: RecordValue | null): RecordValue | null =>
  value !== null && 'accountIds' in value ? { ...value, accountIds: linkSet(value.accountIds) } : value;

const accountsOf = (type: RecordType, value: RecordValue): readonly AccountId[] => {
  if ('accountIds' in value) return value.accountIds;
  if ('accountId' in value) return value.accountId === null ? [] : [value.accountId];
  return type === 'account' && 'domain' in value ? [value.id] : [];
};

/** The instant from which a record would have been known, had we been there: an interaction has no other date than its own. */
const ownInstant = (value: RecordValue): Instant => ('createdAt' in value ? value.createdAt : value.at);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** What an account can be found by. Lower case is made here: the database's lower() leaves umlauts alone in the C collation. */
const keysOf = (
  type: RecordType,
  value: RecordValue | null,
): Pick<RecordRow, 'name_key' | 'external_key' | 'domain_key'> => {
  if (type !== 'account' || value === null || !('domain' in value))
    return { name_key: null, external_key: null, domain_key: null };
  return {
    name_key: value.name.toLowerCase(),
    external_key: value.externalKey,
    domain_key: value.domain?.toLowerCase() ?? null,
  };
};

/** Links as they are compared with the stored ones. A renewal's first link is its primary account: its order is kept. */
export const toLinkRow =
  (type: RecordType) =>
  ([id, accounts]: readonly [string, readonly string[]]) => ({
    id,
    accounts: type === 'renewal' ? accounts : linkSet(accounts),
  });

/** The last read of each record: a page may repeat one. */
export const lastOfEach = (reads: readonly CrmRead[]): readonly CrmRead[] => [
  ...new Map(reads.map((read) => [`${read.type} ${read.id}`, read])).values(),
];
