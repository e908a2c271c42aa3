import type { GateId, MeasureId } from '../accounts/measures.ts';

/** Which numbers a measure's entry in a scorecard holds. Levels and limits are named by what the measure can say or ask for: none missing, none more. */
export interface MeasureShape {
  readonly curve: boolean;
  readonly levels: readonly string[];
  readonly limits: readonly string[];
}

const curve = (...limits: readonly string[]): MeasureShape => ({ curve: true, levels: [], limits });
const levels = (names: readonly string[], ...limits: readonly string[]): MeasureShape => ({
  curve: false,
  levels: names,
  limits,
});

/** In the order in which a scorecard lists its measures, whatever the order in its file. */
export const measureShapes: Readonly<Record<MeasureId, MeasureShape>> = {
  seat_adoption: curve('one_active', 'two_active'),
  power_users: curve(),
  core_usage_trend: curve(),
  two_way_contact: curve('unanswered_days'),
  business_reviews: curve('reviews', 'days', 'missed_in_a_row', 'missed_cap', 'first_review_days'),
  executive_sponsor: levels(['active_quarterly', 'engaged_yearly', 'informed', 'none']),
  nps: curve(),
  support_friction: curve(
    ...['old_days', 'old', 'very_old_days', 'very_old', 'top_priority', 'many_tickets', 'many_days', 'many'],
    ...['csat_days', 'rate_low', 'rate_high', 'rate_highest', 'rate', 'quiet_seats', 'quiet_trend'],
  ),
  payment_and_plan: levels(
    [],
    ...['days', 'late_days', 'late', 'overdue_days', 'overdue', 'long_overdue_days', 'long_overdue'],
    ...['failed_cap', 'seat_cut', 'small_seat_cut', 'downgrade'],
  ),
  outcomes: curve(),
  login_rhythm: curve('silent_days', 'silent_cap'),
  feature_breadth: curve(),
  feature_depth: curve(),
  workflow_completion: curve(),
  integrations: curve(),
  dau_mau: curve(),
  time_to_value: curve('product_led', 'smb', 'mid_market', 'enterprise'),
  response_time: curve('days', 'slower_factor', 'slower'),
  csat: curve('days'),
  ces: curve('days'),
  champion_advocacy: curve('days'),
  contract_term: levels(['multi_year', 'annual', 'monthly'], 'multi_year_days', 'annual_days'),
  roi_multiple: curve(),
  budget_trend: levels(['growing', 'stable', 'shrinking']),
  expansion_talks: levels(['positive', 'neutral', 'none'], 'days'),
  csm_sentiment: levels(['good', 'neutral', 'poor']),
  stagnation: curve('quarter_days'),
};

/** The limits of each gate. */
export const gateLimits: Readonly<Record<GateId, readonly string[]>> = {
  cancellation_notice: [],
  champion_left: ['grace_days', 'forget_days'],
  power_user_silent: [],
  overdue_invoice: ['days'],
  seats_reduced: ['share', 'days'],
  ticket_storm: ['tickets', 'days', 'top_priority_days'],
  no_sponsor_near_renewal: ['days'],
  fast_drop: ['points_30', 'points_7'],
  account_inactive: ['days', 'near_days'],
};
