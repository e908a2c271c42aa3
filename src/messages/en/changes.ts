import type { ChangeParams } from '../measure-changes.ts';
import type { Texts } from '../templates.ts';

/** What became of a measure: a main clause that can follow a colon, a comma or "and". */
export const changes: Texts<ChangeParams> = {
  seat_adoption:
    '{size, select, small {{active, plural, =0 {no seat is in use} one {# of {seats, plural, one {# seat} other {# seats}} is in use} other {# of {seats, number} seats are in use}}, previously {activeBefore, number} of {seatsBefore, number}} other {seat use {direction, select, up {rose} other {fell}} from {before} to {after}}}',
  power_users:
    '{after, plural, =0 {no power user is active any more, previously {before, number}} other {the number of active power users {direction, select, up {rose} other {fell}} from {before, number} to #}}',
  core_usage_trend: 'use of core features is at {after} of the preceding 30 days, previously {before}',
  two_way_contact:
    '{answered, select, no {the customer has not reacted to any attempt for {after, plural, one {# day} other {# days}}, previously {before, number}} other {{direction, select, up {there has been no meeting, call or reply for {after, plural, one {# day} other {# days}}, previously {before, number}} other {the last meeting, call or reply was {after, plural, =0 {today} =1 {yesterday} other {# days ago}}, previously {before, plural, =0 {today} =1 {yesterday} other {# days ago}}}}}}',
  business_reviews:
    'the customer attended {attended, number} of {planned, plural, one {# business review} other {# business reviews}}, previously {attendedBefore, number} of {plannedBefore, number}',
  executive_sponsor:
    '{after, select, none {there is no executive sponsor any more} active_quarterly {the executive sponsor now takes part every quarter} engaged_yearly {the executive sponsor {direction, select, up {now takes part about once a year} other {takes part only about once a year}}} other {the executive sponsor {direction, select, up {is now informed} other {is now only informed}}}}',
  nps: 'the NPS rating {direction, select, up {rose} other {fell}} from {before} to {after}',
  outcomes:
    '{reached, number} of {goals, plural, one {# goal} other {# goals}} {reached, plural, one {is} other {are}} reached or on track, previously {reachedBefore, number} of {goalsBefore, number}',
  login_rhythm:
    '{after, select, inactive {users rarely log in any more, the last time {days, plural, =0 {today} =1 {yesterday} other {# days ago}}} daily {users now log in daily} weekly {users now log in {direction, select, up {weekly} other {only weekly}}} two_weekly {users now log in {direction, select, up {every two weeks} other {only every two weeks}}} other {users now log in {direction, select, up {monthly} other {only monthly}}}}',
  feature_breadth:
    '{used, number} of {available, plural, one {# feature} other {# features}} {used, plural, one {is} other {are}} in use, previously {usedBefore, number} of {availableBefore, number}',
  feature_depth: 'the share of advanced use {direction, select, up {rose} other {fell}} from {before} to {after}',
  workflow_completion:
    'the share of completed workflows {direction, select, up {rose} other {fell}} from {before} to {after}',
  integrations:
    'the number of live integrations {direction, select, up {rose} other {fell}} from {before, number} to {after, number}',
  dau_mau: 'daily use (DAU/MAU) {direction, select, up {rose} other {fell}} from {before} to {after}',
  time_to_value:
    '{reached, select, yes {first value was reached after {days, plural, one {# day} other {# days}}} other {first value has not been reached after {days, plural, one {# day} other {# days}}}} against a target of {limit, number}',
  response_time:
    'the customer answers within {time} {unit, select, hour {hour} hours {hours} other {days}} on average, previously {earlierTime} {earlierUnit, select, hour {hour} hours {hours} other {days}}',
  csat: 'the CSAT rating {direction, select, up {rose} other {fell}} from {before} to {after}',
  ces: 'the CES rating {direction, select, up {rose} other {fell}} from {before} to {after}',
  champion_advocacy:
    'the champion has {acts, plural, =0 {not spoken up for you lately} one {spoken up for you once} other {spoken up for you # times}}, previously {before, plural, =0 {never} one {once} other {# times}}',
  contract_term:
    'the contract now runs {term, select, multi_year {for several years} annual {for one year at a time} other {month by month}}',
  roi_multiple:
    'the customer’s return {direction, select, up {rose} other {fell}} from {before} to {after} times what they pay',
  budget_trend:
    'the customer’s budget {trend, select, growing {is growing now} stable {is stable now} other {is shrinking now}}',
  expansion_talks:
    '{tone, select, positive {talks about an expansion are going well} neutral {talks about an expansion are open} other {there are no talks about an expansion any more}}',
  csm_sentiment: 'the CSM now sees the relationship as {sentiment, select, good {good} neutral {neutral} other {poor}}',
  stagnation:
    '{quarters, plural, =0 {seats or plan have grown} one {seats and plan have not grown for # quarter} other {seats and plan have not grown for # quarters}}',
};
