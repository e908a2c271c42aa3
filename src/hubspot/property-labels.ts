import type { ForecastTier, OverrideReason } from '../accounts/account.ts';
import type { HealthBand, Trend } from '../accounts/health.ts';
import type { GateId, MeasureId } from '../accounts/measures.ts';

/** Option labels as HubSpot shows them in lists and reports. Typed by the codes: a new code without a label does not compile. */
export const bandLabels: Readonly<Record<HealthBand, string>> = {
  healthy: 'Healthy',
  watch: 'Watch',
  at_risk: 'At risk',
  critical: 'Critical',
  insufficient_data: 'Insufficient data',
};
export const trendLabels: Readonly<Record<Trend, string>> = { rising: 'Rising', steady: 'Steady', falling: 'Falling' };
export const tierLabels: Readonly<Record<ForecastTier, string>> = {
  commit: 'Commit',
  best_case: 'Best case',
  at_risk: 'At risk',
};
export const overrideReasonLabels: Readonly<Record<OverrideReason, string>> = {
  verbal_commitment: 'Verbal commitment',
  budget_confirmed: 'Budget confirmed',
  budget_freeze: 'Budget freeze',
  champion_change: 'Champion change',
  competitor: 'Competitor',
  merger: 'Merger',
  legal_or_procurement: 'Legal or procurement',
  other: 'Other',
};
/** Every gate, and below every measure: any of them can be the top risk. */
export const gateLabels: Readonly<Record<GateId, string>> = {
  cancellation_notice: 'Cancellation notice',
  champion_left: 'Champion left',
  power_user_silent: 'Power user silent',
  overdue_invoice: 'Overdue invoice',
  seats_reduced: 'Seats reduced',
  ticket_storm: 'Ticket storm',
  no_sponsor_near_renewal: 'No sponsor near renewal',
  fast_drop: 'Fast drop of health',
  account_inactive: 'Account inactive',
};
export const measureLabels: Readonly<Record<MeasureId, string>> = {
  seat_adoption: 'Seat adoption',
  power_users: 'Power users',
  core_usage_trend: 'Core usage trend',
  two_way_contact: 'Two-way contact',
  business_reviews: 'Business reviews',
  executive_sponsor: 'Executive sponsor',
  nps: 'NPS',
  support_friction: 'Support friction',
  payment_and_plan: 'Payment and plan',
  outcomes: 'Outcomes',
  login_rhythm: 'Login rhythm',
  feature_breadth: 'Feature breadth',
  feature_depth: 'Feature depth',
  workflow_completion: 'Workflow completion',
  integrations: 'Integrations',
  dau_mau: 'Daily to monthly users',
  time_to_value: 'Time to value',
  response_time: 'Response time',
  csat: 'CSAT',
  ces: 'Customer effort',
  champion_advocacy: 'Champion advocacy',
  contract_term: 'Contract term',
  roi_multiple: 'Return on investment',
  budget_trend: 'Budget trend',
  expansion_talks: 'Expansion talks',
  csm_sentiment: 'CSM sentiment',
  stagnation: 'Stagnation',
};
