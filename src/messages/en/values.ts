import type { ValueParams } from '../measure-values.ts';
import type { Texts } from '../templates.ts';

/** A measure's raw value in a few words, for lists and cells. */
export const values: Texts<ValueParams> = {
  seat_adoption: '{active, number} of {seats, number} active{size, select, small {} other { ({share})}}',
  power_users: '{active, number} of {total, number} active',
  core_usage_trend: '{share} of the preceding 30 days',
  two_way_contact:
    '{answered, select, no {no reaction for {days, plural, one {# day} other {# days}}} other {{days, plural, =0 {today} =1 {yesterday} other {# days ago}}}}',
  business_reviews: '{attended, number} of {planned, number} attended',
  executive_sponsor:
    '{level, select, active_quarterly {takes part every quarter} engaged_yearly {takes part once a year} informed {informed only} other {none}}',
  nps: '{mean} out of 10',
  outcomes: '{reached, number} of {goals, number} reached or on track',
  login_rhythm:
    '{rhythm, select, daily {daily} weekly {weekly} two_weekly {every two weeks} monthly {monthly} other {rare, last {days, plural, =0 {today} =1 {yesterday} other {# days ago}}}}',
  feature_breadth: '{used, number} of {available, number} in use',
  feature_depth: '{share} advanced use',
  workflow_completion: '{share} completed',
  integrations: '{count, number} live',
  dau_mau: '{share}',
  time_to_value:
    '{reached, select, yes {{days, plural, one {# day} other {# days}}} other {open after {days, plural, one {# day} other {# days}}}}',
  response_time: '{time} {unit, select, hour {hour} hours {hours} other {days}}',
  csat: '{mean} out of 5',
  ces: '{mean} out of 7',
  champion_advocacy: '{acts, plural, =0 {none so far} one {once} other {# times}}',
  contract_term: '{term, select, multi_year {several years} annual {one year} other {monthly}}',
  roi_multiple: '{multiple} times the price',
  budget_trend: '{trend, select, growing {growing} stable {stable} other {shrinking}}',
  expansion_talks: '{tone, select, positive {positive} neutral {open} other {none}}',
  csm_sentiment: '{sentiment, select, good {good} neutral {neutral} other {poor}}',
  stagnation: '{quarters, plural, =0 {none, growing} one {# quarter without growth} other {# quarters without growth}}',
};
