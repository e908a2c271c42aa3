import type { ScorePoint } from '../accounts/account-inputs.ts';
import type { Connection } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { AccountId, ConnectionId, RenewalId } from '../accounts/ids.ts';
import type { Day, Instant } from '../accounts/time.ts';
import type { CrmDescription } from './crm.ts';

/** What a screen shows of one account, precomputed. */
export interface AccountRead {
  readonly connection: Connection;
  /** Null: there is no such account, or it has not been assessed yet. */
  readonly assessment: HealthAssessment | null;
  /** Score points of the 14 weeks before the assessment, in the order of days. */
  readonly points: readonly ScorePoint[];
  /** Names of the assessment's people by contact id, as the CRM has them now; empty where the connection shows no names. */
  readonly contactNames: Readonly<Record<string, string>>;
  /** Null where the owner is not known by name. */
  readonly ownerName: string | null;
}

/** The read side: one statement a question, whatever a screen shows. Null: no such connection. */
export interface ScreenStore {
  account(connection: ConnectionId, account: AccountId): Promise<AccountRead | null>;
  /** Those of the given accounts that are assessed, in no promised order. */
  accounts(connection: ConnectionId, accounts: readonly AccountId[]): Promise<readonly AccountRead[]>;
  /** The account that a live renewal belongs to. */
  renewal(connection: ConnectionId, renewal: RenewalId): Promise<AccountRead | null>;
  /** Shown score of every account on the newest day up to `day`, at most a week before it. Accounts without one are absent. */
  shownOn(connection: ConnectionId, day: Day): Promise<ReadonlyMap<AccountId, number>>;
}

/** What the portal or org looked like when it was last described: owners, fields and pipelines for screens that must not ask the CRM. */
export interface PortalStore {
  get(connection: ConnectionId): Promise<CrmDescription | null>;
  save(description: CrmDescription, at: Instant): Promise<void>;
}

/** Tasks created in the CRM, by the key that makes a second one the same one. */
export interface TaskStore {
  /** The CRM's id of the task with this key; null when there is none. */
  find(connection: ConnectionId, key: string): Promise<string | null>;
  /** The first id saved for a key stays. */
  save(connection: ConnectionId, key: string, taskId: string, at: Instant): Promise<void>;
}
