import type { LevelParams } from '../measure-levels.ts';
import type { Texts } from '../templates.ts';

/** Where a measure stands: one sentence with its own numbers. */
export const levels: Texts<LevelParams> = {
  seat_adoption:
    '{active, plural, =0 {{seats, plural, =1 {The one purchased seat was not} other {None of the # purchased seats was}}} one {# of {seats, number} purchased seats was} other {# of {seats, number} purchased seats were}} active in the last 30 days{size, select, small {} other { ({share})}}.',
  power_users:
    '{total, plural, =0 {There are no power users.} =1 {{active, plural, =0 {The only power user was not active in the last {days, number} days.} other {The only power user was active in the last {days, number} days.}}} other {{active, plural, =0 {None of the {total, number} power users was} one {# of {total, number} power users was} other {# of {total, number} power users were}} active in the last {days, number} days.}}',
  core_usage_trend:
    '{trend, select, same {Core features were used as much in the last 30 days as in the 30 days before.} times {Core features were used {amount} times as much in the last 30 days as in the 30 days before.} more {Core features were used {amount} more in the last 30 days than in the 30 days before.} other {Core features were used {amount} less in the last 30 days than in the 30 days before.}}',
  two_way_contact:
    '{answered, select, no {The customer has not reacted since the first attempt to get in touch {days, plural, =0 {today} =1 {yesterday} other {# days ago}}.} other {{days, plural, =0 {The last meeting, call or reply was today.} =1 {The last meeting, call or reply was yesterday.} other {The last meeting, call or reply was # days ago.}}}}',
  business_reviews:
    'The customer attended {attended, number} of {planned, plural, one {# planned business review} other {# planned business reviews}}{missed, plural, =0 {} =1 {} other { and missed # in a row}}.',
  executive_sponsor:
    '{level, select, active_quarterly {The executive sponsor takes part every quarter.} engaged_yearly {The executive sponsor takes part about once a year.} informed {The executive sponsor is informed but takes no part.} other {There is no executive sponsor.}}',
  nps: '{answers, plural, =1 {The NPS answer is {mean} out of 10.} other {NPS answers average {mean} out of 10 (# answers).}}',
  outcomes:
    '{reached, number} of {goals, plural, one {# agreed goal} other {# agreed goals}} {reached, plural, one {is} other {are}} reached or on track.',
  login_rhythm:
    '{rhythm, select, daily {Users log in daily.} weekly {Users log in weekly.} two_weekly {Users log in every two weeks.} monthly {Users log in monthly.} other {Users rarely log in; the last login was {days, plural, =0 {today} =1 {yesterday} other {# days ago}}.}}',
  feature_breadth:
    '{used, number} of {available, plural, one {# feature} other {# features}} {used, plural, one {is} other {are}} in use.',
  feature_depth: 'Advanced features make up {share} of all use.',
  workflow_completion:
    '{completed, number} of {started, plural, one {# started workflow} other {# started workflows}} {completed, plural, one {was} other {were}} completed ({share}).',
  integrations:
    '{count, plural, =0 {No integration is live.} one {# integration is live.} other {# integrations are live.}}',
  dau_mau: 'On an average day, {share} of the monthly active users are active (DAU/MAU).',
  time_to_value:
    '{reached, select, yes {First value was reached after {days, plural, one {# day} other {# days}}} other {First value has not been reached after {days, plural, one {# day} other {# days}}}} (target: {limit, number}).',
  response_time:
    'The customer answers within {time} {unit, select, hour {hour} hours {hours} other {days}} on average{earlier, select, yes { (previously {earlierTime} {earlierUnit, select, hour {hour} hours {hours} other {days}})} other {}}.',
  csat: '{answers, plural, =1 {The CSAT rating is {mean} out of 5.} other {CSAT ratings average {mean} out of 5 (# ratings).}}',
  ces: '{answers, plural, =1 {The CES rating is {mean} out of 7.} other {CES ratings average {mean} out of 7 (# ratings).}}',
  champion_advocacy:
    '{acts, plural, =0 {The champion has not spoken up for you so far.} one {The champion has spoken up for you once, as a reference, in a case study, a talk or a recommendation.} other {The champion has spoken up for you # times, as a reference, in case studies, talks or recommendations.}}',
  contract_term:
    '{term, select, multi_year {The contract runs for several years.} annual {The contract runs for one year at a time.} other {The contract runs month by month.}}',
  roi_multiple: 'The customer’s return is {multiple} times what they pay.',
  budget_trend:
    '{trend, select, growing {The customer’s budget is growing.} stable {The customer’s budget is stable.} other {The customer’s budget is shrinking.}}',
  expansion_talks:
    '{tone, select, positive {Talks about an expansion are going well.} neutral {Talks about an expansion are open.} other {There are no talks about an expansion.}}',
  csm_sentiment:
    '{sentiment, select, good {The CSM sees the relationship as good.} neutral {The CSM sees the relationship as neutral.} other {The CSM sees the relationship as poor.}}',
  stagnation:
    '{quarters, plural, =0 {Seats or plan grew in the last quarter.} one {Seats and plan have not grown for # quarter.} other {Seats and plan have not grown for # quarters.}}',
};
