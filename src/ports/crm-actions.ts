import type { AccountId, RenewalId } from '../accounts/ids.ts';
import type { TierOverride } from '../accounts/account.ts';
import type { Day } from '../accounts/time.ts';
import type { WrittenValues } from './crm.ts';

/** A follow-up for a person in the CRM. */
export interface NewTask {
  readonly accountId: AccountId;
  readonly renewalId: RenewalId | null;
  readonly subject: string;
  readonly body: string;
  readonly dueOn: Day;
  /** The CRM's owner id; null leaves it to nobody. */
  readonly ownerId: string | null;
  /** Makes a second task of the same step the same one. */
  readonly key: string;
}

/** A saved list of records that stays up to date: renewals by final tier, or accounts by band. */
export interface NewSegment {
  readonly name: string;
  readonly by: { readonly tier: string } | { readonly band: string };
}

/** What people ask of the CRM from a screen. Adapters throw CrmError. */
export interface CrmActions {
  /** Finds the account's task with this key, else creates it. A lost answer is therefore made good by asking again. */
  createTask(task: NewTask): Promise<{ readonly id: string; readonly created: boolean }>;
  /** Creates the segments that are not there by name. Returns how many were created. */
  createSegments(segments: readonly NewSegment[]): Promise<number>;
  /** The three input fields of a renewal as the CRM's property values; null clears them. */
  overrideValues(override: TierOverride | null): WrittenValues;
}
