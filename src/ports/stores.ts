import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { DataProblemCode } from '../accounts/data-problem.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { AccountId, ConnectionId, RenewalId } from '../accounts/ids.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import type { ConnectionStore } from './connections.ts';
import type { CrmRead, RecordType, WrittenType, WrittenValues } from './crm.ts';
import type { AuditStore } from './audit.ts';
import type { InboxStore } from './inbox.ts';
import type { InstallStore } from './installs.ts';
import type { PortalStore, ScreenStore, TaskStore } from './screen-stores.ts';
import type { RawSignal, RejectedRow } from './signal-source.ts';

/** Every store takes the ConnectionId first: it is the tenant, part of every key and of every query. */
export interface Stores {
  readonly connections: ConnectionStore;
  readonly records: RecordStore;
  readonly signals: SignalStore;
  readonly inputs: InputStore;
  readonly assessments: AssessmentStore;
  readonly ledger: LedgerStore;
  readonly scorecards: ScorecardStore;
  readonly runs: RunStore;
  readonly screens: ScreenStore;
  readonly portals: PortalStore;
  readonly tasks: TaskStore;
  readonly inbox: InboxStore;
  readonly installs: InstallStore;
  readonly audit: AuditStore;
}

export interface SaveOptions {
  readonly learnedAt: Instant;
  readonly backfill: boolean;
  /** What these records say of overrides was set on a card a moment ago, by whoever acts: the audit log names them. Otherwise it names the CRM's input fields. */
  readonly setOnCard?: boolean;
}

/** CRM records, as append-only versions. A version is added only when the value differs from the newest one. */
export interface RecordStore {
  /**
   * Saves what was read, in one transaction: new versions, current `ours` values, `mergedIds` tombstoned, and every account that was linked before or is
   * linked after a change marked dirty. `backfill` = first full load: knownAt is the record's own creation instant (an interaction's is its `at` when that is earlier than now).
   */
  save(
    connection: ConnectionId,
    reads: readonly CrmRead[],
    options: SaveOptions,
  ): Promise<{ readonly changed: number }>;
  /** Replaces the account links of stored records that differ (a new version each). Unknown ids are returned: they must be read. */
  saveLinks(
    connection: ConnectionId,
    type: Exclude<RecordType, 'account'>,
    links: ReadonlyMap<string, readonly string[]>,
    learnedAt: Instant,
  ): Promise<{ readonly changed: number; readonly unknown: readonly string[] }>;
  /** Marks records deleted as of `learnedAt`, their accounts dirty. */
  remove(
    connection: ConnectionId,
    type: RecordType,
    ids: readonly string[],
    learnedAt: Instant,
  ): Promise<{ readonly changed: number }>;
  /** Ends records as `remove` does and forgets what every version of them said. From then on no read of them is stored: a person's wish to be forgotten outlives late news. */
  erase(
    connection: ConnectionId,
    type: RecordType,
    ids: readonly string[],
    learnedAt: Instant,
  ): Promise<{ readonly changed: number }>;
  /** Ids of records that are live here, sorted, in pages: what is missing in the CRM is found by comparing with them. */
  liveIds(connection: ConnectionId, type: RecordType): AsyncIterable<readonly string[]>;
  counts(connection: ConnectionId): Promise<Readonly<Record<RecordType, number>>>;
  /** Current values of our properties as last read or acknowledged; absent = record unknown. */
  ours(
    connection: ConnectionId,
    type: WrittenType,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, WrittenValues>>;
  /** Adds to what `ours` answers: properties not named keep their value. */
  saveOurs(
    connection: ConnectionId,
    writes: readonly { readonly type: WrittenType; readonly id: string; readonly values: WrittenValues }[],
  ): Promise<void>;
  /** Open renewals with their account, in id order and pages of at most 1,000: an incremental refresh reads their links again. */
  openRenewals(
    connection: ConnectionId,
  ): AsyncIterable<readonly { readonly id: RenewalId; readonly accountId: AccountId | null }[]>;
  /** Ids of the live records of a type that are linked here to each of the given accounts; an account without any may be absent. */
  linkedTo(
    connection: ConnectionId,
    type: Exclude<RecordType, 'account'>,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Live records that are not ours to judge (value null: a deal that left the renewal rule; a renewal without any account) and yet carry a value of ours that is not '', in pages. */
  strays(
    connection: ConnectionId,
  ): AsyncIterable<readonly { readonly type: WrittenType; readonly id: string; readonly values: WrittenValues }[]>;
  /** Finds one account by record id, external key, domain or exact name (case-insensitive), for the command line; several when ambiguous. */
  findAccounts(
    connection: ConnectionId,
    text: string,
  ): Promise<readonly { readonly id: AccountId; readonly name: string }[]>;
  /** Ids of the contacts with this record id, or with this e-mail address in any version of theirs that is kept (case-insensitive). */
  findContacts(connection: ConnectionId, text: string): Promise<readonly string[]>;
  /** Data problems of live records, in pages. */
  problems(connection: ConnectionId): AsyncIterable<readonly RecordProblem[]>;
}
export interface RecordProblem {
  readonly type: RecordType;
  readonly id: string;
  readonly name: string;
  readonly code: DataProblemCode;
  readonly field: string;
  readonly value: string;
}

export interface SignalStore {
  /**
   * Adds signals, resolving `account` by record id, external key, then domain. One that says what the newest state of its thing says changes nothing; unresolved ones are kept and tried again by `resolve`.
   * Batches of one reading share its `learnedAt`: the last state of a thing in them counts, and one that was known before takes back what an earlier batch said, so `added` may be negative.
   * `backfill` = first import of this source: knownAt is the end of the signal's own day where that is earlier than learnedAt.
   */
  save(
    connection: ConnectionId,
    source: string,
    signals: readonly RawSignal[],
    options: { readonly learnedAt: Instant; readonly backfill: boolean },
  ): Promise<{ readonly added: number; readonly unresolved: number }>;
  /** Retries the unresolved ones after accounts came in. */
  resolve(connection: ConnectionId, learnedAt: Instant): Promise<{ readonly resolved: number }>;
  saveRejected(
    connection: ConnectionId,
    source: string,
    rows: readonly RejectedRow[],
    learnedAt: Instant,
  ): Promise<void>;
  rejected(connection: ConnectionId): Promise<readonly RejectedRow[]>;
  unresolvedKeys(connection: ConnectionId): Promise<readonly { readonly account: string; readonly signals: number }[]>;
  /** True once an import of this source came to its end: a first import that broke off goes on as a backfill. */
  hasSource(connection: ConnectionId, source: string): Promise<boolean>;
  completeSource(connection: ConnectionId, source: string, at: Instant): Promise<void>;
}

/** The read side of scoring. */
export interface InputStore {
  /** All live accounts in id order, `size` at a time, each with its whole inputs. */
  all(connection: ConnectionId, size: number): AsyncIterable<readonly AccountInputs[]>;
  some(connection: ConnectionId, accounts: readonly AccountId[]): Promise<readonly AccountInputs[]>;
  /** Accounts with facts newer than their assessment. */
  dirty(connection: ConnectionId, limit: number): Promise<readonly AccountId[]>;
}

export interface AssessmentStore {
  /** Appends an assessment where it differs from the newest one (by content without `assessedAt`), its score point of the day and tier states; clears `dirty` marks set before `readAt`. One transaction. */
  save(
    connection: ConnectionId,
    assessments: readonly HealthAssessment[],
    readAt: Instant,
  ): Promise<{ readonly changed: number }>;
  /** Score points reconstructed for days before the first refresh. */
  savePoints(
    connection: ConnectionId,
    points: readonly (ScorePoint & { readonly accountId: AccountId })[],
  ): Promise<void>;
  /** Newest assessment known at `asOf` (default: the newest). */
  get(connection: ConnectionId, account: AccountId, asOf?: Instant): Promise<HealthAssessment | null>;
  /** Newest assessment of each live account, in id order, `size` at a time. */
  all(connection: ConnectionId, size: number): AsyncIterable<readonly HealthAssessment[]>;
  some(connection: ConnectionId, accounts: readonly AccountId[]): Promise<readonly HealthAssessment[]>;
}

export type LedgerState = 'planned' | 'in_flight' | 'written' | 'refused' | 'gone' | 'superseded';
export interface LedgerEntry {
  readonly id: number;
  readonly run: number;
  readonly type: WrittenType;
  readonly recordId: string;
  /** Values of the changed properties before (as known from the CRM) and after. */
  readonly before: WrittenValues;
  readonly after: WrittenValues;
  readonly revision: number;
  readonly state: LedgerState;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Every write to the CRM: planned before it is sent, settled by its answer. */
export interface LedgerStore {
  plan(
    connection: ConnectionId,
    run: number,
    entries: readonly Omit<LedgerEntry, 'id' | 'run' | 'state' | 'reason'>[],
  ): Promise<readonly LedgerEntry[]>;
  mark(
    connection: ConnectionId,
    settled: readonly { readonly id: number; readonly state: LedgerState; readonly reason: string | null }[],
    at: Instant,
  ): Promise<void>;
  /** Entries left planned or in flight by a run that did not end. */
  open(connection: ConnectionId): Promise<readonly LedgerEntry[]>;
  entries(connection: ConnectionId, run: number): AsyncIterable<readonly LedgerEntry[]>;
  /** The newest entry of each given record whose newest entry was refused. */
  parked(
    connection: ConnectionId,
    type: WrittenType,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** Highest revision ever planned by record; a record never written is absent. */
  revisions(connection: ConnectionId, type: WrittenType, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

export interface ScorecardStore {
  /** Oldest first. */
  inForce(connection: ConnectionId): Promise<readonly ScorecardInForce[]>;
  /** The same hash twice in a row changes nothing. */
  publish(connection: ConnectionId, card: ScorecardInForce): Promise<void>;
}

export type RunKind = 'full' | 'incremental' | 'recompute' | 'write_back' | 'undo' | 'collect';
export interface Run {
  readonly id: number;
  readonly kind: RunKind;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly outcome: 'running' | 'done' | 'failed';
  /** Numbers of the run by name: records read, changed, scored, written, calls, ... */
  readonly stats: Readonly<Record<string, number>>;
  /** Error code when failed. */
  readonly error: string | null;
}
export interface RunStore {
  start(connection: ConnectionId, kind: RunKind, at: Instant): Promise<number>;
  end(
    connection: ConnectionId,
    run: number,
    result: Pick<Run, 'endedAt' | 'outcome' | 'stats' | 'error'>,
  ): Promise<void>;
  latest(connection: ConnectionId, limit: number): Promise<readonly Run[]>;
  /** When the newest run of each kind that ended well had begun; a kind that never did is absent. */
  lastDone(connection: ConnectionId): Promise<Readonly<Partial<Record<RunKind, Instant>>>>;
}
