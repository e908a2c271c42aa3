import type { AccountId } from './ids.ts';
import type { Day, Instant } from './time.ts';

/** A dated observation from outside the CRM's records. Names, values and what `about` means: docs/signals.md. */
export interface Observation {
  readonly kind: 'observation';
  readonly accountId: AccountId;
  readonly name: ObservationName;
  /** As text; numbers in plain decimal notation. Checked at import. */
  readonly value: string;
  readonly on: Day;
  readonly about: string | null;
  readonly source: string;
}

export interface Invoice {
  readonly kind: 'invoice';
  readonly accountId: AccountId;
  readonly id: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly paidOn: Day | null;
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
}

/** What one user did on one day: count by the product's own event names. `user` is a lower-case e-mail or an application user id. */
export interface UsageDay {
  readonly kind: 'usage';
  readonly accountId: AccountId;
  readonly day: Day;
  readonly user: string;
  readonly events: Readonly<Record<string, number>>;
  readonly source: string;
}

export type Signal = Observation | Invoice | UsageDay;

/** A fact with the instant from which the product knows it (see AccountInputs). */
export type Known<T> = T & { readonly knownAt: Instant };

export const observationNames = [
  'seats',
  'plan_change',
  'payment_failed',
  'nps',
  'csat',
  'ces',
  'sponsor_level',
  'goal_status',
  'cancellation_notice',
  'champion_left',
  'champion_successor',
  'csm_sentiment',
  'integrations',
  'features_available',
  'first_value',
  'contract_term',
  'roi_multiple',
  'budget_trend',
  'expansion_talk',
  'response_hours',
  'advocacy',
  'higher_tier_question',
] as const;
export type ObservationName = (typeof observationNames)[number];
