import type { AccountId, RenewalId } from './ids.ts';
import type { DataProblem } from './data-problem.ts';
import type { Day, Instant } from './time.ts';

/** `currency` is an ISO 4217 code. Sums are made in the connection's home currency only: an amount that the CRM does not convert into it is reported, never added. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export type Segment = 'smb' | 'mid_market' | 'enterprise';

/** What the CRM knows of one customer company. Null means "not filled", never zero. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly domain: string | null;
  /** The mapped customer number: the key of signal files. */
  readonly externalKey: string | null;
  readonly ownerId: string | null;
  readonly createdAt: Instant;
  readonly acv: Money | null;
  readonly seats: number | null;
  readonly contractStart: Day | null;
  readonly contractEnd: Day | null;
  readonly problems: readonly DataProblem[];
}

/** The human tier as the renewal manager entered it in the CRM's three input fields. */
export interface TierOverride {
  readonly tier: ForecastTier;
  readonly reason: OverrideReason | null;
  readonly until: Day | null;
}

export type ForecastTier = 'commit' | 'best_case' | 'at_risk';
export const forecastTiers = ['commit', 'best_case', 'at_risk'] as const satisfies readonly ForecastTier[];
export type OverrideReason = (typeof overrideReasons)[number];
export const overrideReasons = [
  'verbal_commitment',
  'budget_confirmed',
  'budget_freeze',
  'champion_change',
  'competitor',
  'merger',
  'legal_or_procurement',
  'other',
] as const;

/** A deal or opportunity that matches the connection's renewal rule. */
export interface Renewal {
  readonly id: RenewalId;
  readonly accountId: AccountId | null;
  readonly name: string;
  readonly ownerId: string | null;
  readonly createdAt: Instant;
  readonly status: 'open' | 'won' | 'lost';
  readonly closedOn: Day | null;
  /** The mapped renewal date field. */
  readonly renewalDate: Day | null;
  readonly closeDate: Day | null;
  readonly arr: Money | null;
  readonly override: TierOverride | null;
  readonly problems: readonly DataProblem[];
}

export type ContactRole = 'champion' | 'sponsor' | 'admin' | 'user';

export interface Contact {
  readonly id: string;
  readonly accountIds: readonly AccountId[];
  readonly name: string | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly role: ContactRole | null;
  readonly createdAt: Instant;
}

export interface Ticket {
  readonly id: string;
  readonly accountIds: readonly AccountId[];
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  /** `top` is the CRM's highest level (HubSpot URGENT). */
  readonly priority: 'top' | 'high' | 'normal' | 'low' | null;
}

export interface Interaction {
  readonly id: string;
  readonly accountIds: readonly AccountId[];
  readonly kind: 'meeting' | 'call' | 'email';
  readonly at: Instant;
  /** held = the meeting took place or the call was answered; received = an e-mail from the customer. These two are two-way contact. */
  readonly outcome: 'held' | 'no_show' | 'canceled' | 'scheduled' | 'not_reached' | 'received' | 'sent';
  /** A planned business review, by the connection's mapping (title words or meeting type). */
  readonly isReview: boolean;
}

export interface Owner {
  readonly id: string;
  readonly name: string;
}
