import type { Day } from './time.ts';

export type SponsorLevel = 'active_quarterly' | 'engaged_yearly' | 'informed' | 'none';
export type Group = 'product' | 'relationship' | 'support' | 'business';
export const groups = ['product', 'relationship', 'support', 'business'] as const satisfies readonly Group[];

/** The raw facts each measure scored, in their own units. Shares are 0 to 1, times are days unless the name says otherwise. */
export interface MeasureFacts {
  /** Users active in the last 30 days of the purchased seats. */
  readonly seat_adoption: { readonly active: number; readonly seats: number };
  /** Power users active in the last `days` days (21 by default), of all power users. */
  readonly power_users: { readonly active: number; readonly total: number; readonly days: number };
  /** Core-event points of the last 30 days and of the 30 days before. */
  readonly core_usage_trend: { readonly recent: number; readonly earlier: number };
  /** Days since the customer last met, called or wrote; since our first attempt where nobody ever answered. */
  readonly two_way_contact: { readonly days: number; readonly answered: boolean };
  /** `missedInARow` is the longest row of missed ones among the planned. */
  readonly business_reviews: { readonly attended: number; readonly planned: number; readonly missedInARow: number };
  readonly executive_sponsor: { readonly level: SponsorLevel };
  readonly nps: { readonly mean: number; readonly answers: number };
  readonly support_friction: { readonly deductions: readonly SupportDeduction[] };
  readonly payment_and_plan: {
    readonly overdueDays: number;
    readonly failedPayments: number;
    readonly seatsBefore: number;
    readonly seatsNow: number;
    readonly downgrades: number;
  };
  readonly outcomes: { readonly reached: number; readonly goals: number };
  readonly login_rhythm: {
    readonly rhythm: 'daily' | 'weekly' | 'two_weekly' | 'monthly' | 'inactive';
    readonly silentDays: number;
  };
  readonly feature_breadth: { readonly used: number; readonly available: number };
  readonly feature_depth: { readonly advancedShare: number };
  readonly workflow_completion: { readonly completed: number; readonly started: number };
  readonly integrations: { readonly count: number };
  readonly dau_mau: { readonly ratio: number };
  readonly time_to_value: { readonly days: number; readonly limit: number; readonly reached: boolean };
  readonly response_time: { readonly hours: number; readonly earlierHours: number | null };
  readonly csat: { readonly mean: number; readonly answers: number };
  readonly ces: { readonly mean: number; readonly answers: number };
  readonly champion_advocacy: { readonly acts: number };
  readonly contract_term: { readonly term: 'multi_year' | 'annual' | 'monthly' };
  readonly roi_multiple: { readonly multiple: number };
  readonly budget_trend: { readonly trend: 'growing' | 'stable' | 'shrinking' };
  readonly expansion_talks: { readonly tone: 'positive' | 'neutral' | 'none' };
  readonly csm_sentiment: { readonly sentiment: 'good' | 'neutral' | 'poor' };
  readonly stagnation: { readonly quarters: number };
}
export type MeasureId = keyof MeasureFacts;

export interface SupportDeductions {
  readonly old_ticket: { readonly days: number };
  readonly top_priority_open: { readonly tickets: number };
  /** New tickets of the last `days` days. */
  readonly many_tickets: { readonly tickets: number; readonly days: number };
  readonly low_csat: { readonly mean: number; readonly answers: number };
  readonly too_loud: { readonly perHundred: number };
  readonly too_quiet: { readonly perHundred: number };
}
/** Points are negative. */
export type SupportDeduction = {
  readonly [K in keyof SupportDeductions]: { readonly code: K; readonly points: number } & SupportDeductions[K];
}[keyof SupportDeductions];

/** Why a measure has no value: something that is missing, and where it would come from. */
export type NoDataReason =
  | 'no_usage'
  | 'source_silent'
  | 'usage_too_young'
  | 'no_seats'
  | 'no_earlier_usage'
  | 'no_interactions'
  | 'no_answer_yet'
  | 'no_reviews'
  | 'no_sponsor_level'
  | 'no_answers'
  | 'no_ticket_source'
  | 'no_invoices'
  | 'no_goals'
  | 'no_observation'
  | 'expired';
export type NotApplicableReason = 'too_new' | 'no_users' | 'not_sold';

/** Where facts came from, how many there were, and how old the newest is. */
export interface Evidence {
  readonly source: EvidenceSource;
  readonly count: number;
  readonly newest: Day | null;
}
export type EvidenceSource =
  'usage' | 'crm_interactions' | 'crm_tickets' | 'crm_fields' | 'invoices' | 'observations' | 'score_history';

/** The facts behind each gate. `user` names a person by contact id, never by name. */
export interface GateFacts {
  readonly cancellation_notice: { readonly on: Day };
  readonly champion_left: { readonly on: Day; readonly days: number };
  readonly power_user_silent: {
    readonly days: number;
    readonly silent: number;
    readonly othersActive: number;
    readonly contactId: string | null;
  };
  readonly overdue_invoice: { readonly days: number; readonly invoices: number };
  readonly seats_reduced: { readonly before: number; readonly now: number };
  /** New tickets of the last `days` days, and whether they are `many` by themselves; age of the oldest open top-priority ticket. */
  readonly ticket_storm: {
    readonly tickets: number;
    readonly days: number;
    readonly many: boolean;
    readonly topPriorityDays: number | null;
  };
  readonly no_sponsor_near_renewal: { readonly daysToRenewal: number };
  /** Negative: the change in shown points. */
  readonly fast_drop: { readonly points: number; readonly days: 7 | 30 };
  readonly account_inactive: { readonly days: number; readonly daysToRenewal: number | null };
}
export type GateId = keyof GateFacts;
