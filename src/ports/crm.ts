import type { Account, Contact, Interaction, Owner, Renewal, Ticket } from '../accounts/account.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import type { AccountId, ConnectionId } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';

export interface RecordTypes {
  readonly account: Account;
  readonly renewal: Renewal;
  readonly contact: Contact;
  readonly ticket: Ticket;
  readonly interaction: Interaction;
}
export type RecordType = keyof RecordTypes;
export const recordTypes = [
  'account',
  'renewal',
  'contact',
  'ticket',
  'interaction',
] as const satisfies readonly RecordType[];
/** The record types that carry our properties. */
export type WrittenType = 'account' | 'renewal';

/** One record as read from the CRM. */
export interface CrmRead<T extends RecordType = RecordType> {
  readonly type: T;
  readonly id: string;
  readonly changedAt: Instant;
  /** Null: it exists but is not ours to judge (a deal outside the renewal rule). */
  readonly value: RecordTypes[T] | null;
  /** Current values of our own properties, canonical text, '' when empty. Null for types that carry none. readAll and readChanged may leave out long texts: what is known of those stays. */
  readonly ours: WrittenValues | null;
  /** Ids that were merged into this record. */
  readonly mergedIds: readonly string[];
  /** It was deleted in the CRM; then `value` is null. Only readChanged says so, and only of a CRM that tells. */
  readonly deleted?: true;
}

/** Property name, the same in every CRM (Salesforce: `renewal_tier` is Renewal_Tier__c) → canonical text as the CRM stores it; '' clears. */
export type WrittenValues = Readonly<Record<string, string>>;

export interface CrmField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'datetime' | 'choice' | 'boolean';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly custom: boolean;
}

/** What the portal or org looks like: the material for the mapping. */
export interface CrmDescription {
  readonly connectionId: ConnectionId;
  readonly name: string;
  readonly timeZone: string;
  readonly homeCurrency: string;
  readonly fields: {
    readonly account: readonly CrmField[];
    readonly renewal: readonly CrmField[];
    readonly contact: readonly CrmField[];
  };
  readonly pipelines: readonly { readonly id: string; readonly label: string }[];
  readonly meetingTypes: readonly string[];
  readonly ticketPriorities: readonly string[];
  readonly owners: readonly Owner[];
}

export interface ProvisionReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: number;
}

export interface HealthWrite {
  readonly type: WrittenType;
  readonly id: string;
  readonly values: WrittenValues;
}
/** Every write of a batch has exactly one outcome. `unknown`: the answer was lost, the CRM may or may not have applied it. */
export type WriteOutcome =
  | { readonly type: WrittenType; readonly id: string; readonly state: 'written'; readonly newId: string | null }
  | { readonly type: WrittenType; readonly id: string; readonly state: 'refused'; readonly reason: string }
  | { readonly type: WrittenType; readonly id: string; readonly state: 'gone' }
  | { readonly type: WrittenType; readonly id: string; readonly state: 'unknown'; readonly reason: string };

/** What a CRM is like, for those who decide how to ask it. */
export interface CrmTraits {
  /** Records of one type handed to `write` at once: what this CRM takes cheapest. */
  readonly writeBatch: number;
  /** True where a link is a field of the record, so that a changed link moves its modification date: links need not be read again. */
  readonly linksAreFields: boolean;
}

/** What we ask of a CRM. Adapters throw CrmError; a batch reports every failure, not the first. */
export interface CrmGateway {
  readonly traits: CrmTraits;
  /** Whose portal or org the token opens: at most one call, then known. What is stored of one must never meet the records of another. */
  identify(): Promise<ConnectionId>;
  describe(): Promise<CrmDescription>;
  /**
   * Additive and idempotent. Throws CrmError `conflict` when a name is taken by another type. `dryRun` reports without creating. Where only an admin can add
   * fields (Salesforce), nothing is created: CrmError `invalid` names what is missing.
   */
  provision(options: { readonly dryRun: boolean }): Promise<ProvisionReport>;
  /** Every live record, in pages. A mapped field that no longer exists throws CrmError `invalid` naming it. */
  readAll<T extends RecordType>(type: T, mapping: FieldMapping): AsyncIterable<readonly CrmRead<T>[]>;
  /** Records whose modification date lies in [since, until); may repeat a record. */
  readChanged<T extends RecordType>(
    type: T,
    mapping: FieldMapping,
    window: { readonly since: Instant; readonly until: Instant },
  ): AsyncIterable<readonly CrmRead<T>[]>;
  /** By id, any number. Missing or deleted ids are absent from the answer; a merged id answers with the surviving record. */
  readByIds<T extends RecordType>(
    type: T,
    mapping: FieldMapping,
    ids: readonly string[],
  ): Promise<readonly CrmRead<T>[]>;
  /** Ids of all live records, in pages. */
  listIds(type: RecordType): AsyncIterable<readonly string[]>;
  /** Account links of the given records: association changes do not bump modification dates. */
  readLinks(
    type: Exclude<RecordType, 'account'>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Live links of accounts to records of a type, the cheap way to find new links: one call per 1,000 accounts. */
  readAccountLinks(
    type: Exclude<RecordType, 'account'>,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  write(writes: readonly HealthWrite[]): Promise<readonly WriteOutcome[]>;
  /** Calls made since this gateway was made. */
  calls(): CallCount;
}

export interface CallCount {
  readonly total: number;
  readonly reads: number;
  readonly writes: number;
  readonly searches: number;
  readonly rateLimited: number;
}

/** Turns results into the CRM's property values; one per CRM, pure. */
export interface HealthPresenter {
  readonly account: (health: AccountHealthValues) => WrittenValues;
  readonly renewal: (health: RenewalHealthValues) => WrittenValues;
  /** Property names that never cause a write by themselves (scored_at, revision). */
  readonly followers: readonly string[];
  /** The property that carries our revision number, by type. */
  readonly revision: Readonly<Record<WrittenType, string>>;
  /** The whole explanation as one text on the record, for a card that sees the record only; null where the card asks the server. It goes along with every write and is neither compared nor kept. */
  readonly detail: RecordDetail | null;
}
export interface RecordDetail {
  readonly property: string;
  readonly explain: ExplainRecords;
}
/** A record and the account whose assessment its values come from; without one, its explanation is cleared. */
export interface ExplainedRecord {
  readonly type: WrittenType;
  readonly id: string;
  readonly accountId?: AccountId;
}
/** Texts by record id. A record that cannot be explained is absent: its explanation is cleared. */
export type ExplainRecords = (
  connection: ConnectionId,
  records: readonly ExplainedRecord[],
) => Promise<ReadonlyMap<string, string>>;

/** design.md section 5, by the short names; null = empty. */
export interface AccountHealthValues {
  readonly score: number | null;
  readonly band: string;
  readonly change30d: number | null;
  readonly trend: string | null;
  readonly coverage: number;
  readonly product: number | null;
  readonly relationship: number | null;
  readonly support: number | null;
  readonly business: number | null;
  readonly topRisk: string | null;
  readonly drivers: string;
  readonly changeReason: string;
  readonly nextStep: string;
  readonly expansion: boolean;
  readonly scoredAt: Instant;
  readonly scorecard: string;
  readonly nextDate: string | null;
  readonly tier: string | null;
  readonly arrAtRisk: number;
}
export interface RenewalHealthValues {
  readonly tier: string | null;
  readonly tierMachine: string | null;
  readonly tierReason: string;
  readonly tierChangedAt: Instant | null;
  readonly score: number | null;
  readonly band: string;
  readonly probability: number | null;
}

export type CrmErrorKind = 'auth' | 'rate_limited' | 'not_found' | 'invalid' | 'conflict' | 'unavailable';

/** The one error adapters throw. `code` is a stable word for what happened (docs/errors.md); `details` name what and where. Nothing reads message text. */
export class CrmError extends Error {
  readonly kind: CrmErrorKind;
  readonly code: CrmErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
  readonly retryAfterMs: number | null;

  constructor(
    kind: CrmErrorKind,
    code: CrmErrorCode,
    options: {
      readonly details?: Readonly<Record<string, string | number>>;
      readonly retryAfterMs?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`${kind}/${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CrmError';
    this.kind = kind;
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export type CrmErrorCode =
  | 'wrong_token'
  | 'token_expired'
  | 'token_revoked'
  | 'disconnected'
  | 'app_refused'
  | 'lease_lost'
  | 'other_portal'
  | 'missing_scope'
  | 'rate_limited'
  | 'daily_limit'
  | 'call_budget_spent'
  | 'record_not_found'
  | 'mapped_field_missing'
  | 'property_type_clash'
  | 'property_limit_reached'
  | 'package_missing'
  | 'refused_by_crm'
  | 'unreachable'
  | 'timeout'
  | 'server_error'
  | 'unexpected_answer';
