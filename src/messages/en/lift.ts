import type { LiftTexts } from '../lift.ts';

export const lift: LiftTexts = {
  steps: {
    seat_adoption:
      '{active, number} of {seats, plural, one {# seat} other {# seats}} active instead of {before, number}',
    power_users:
      '{active, plural, one {# active power user} other {# active power users}} instead of {before, plural, =0 {none} other {#}}',
    core_usage_trend: 'use of core features at {after} of the preceding 30 days instead of {before}',
    two_way_contact:
      'a meeting, call or reply {days, plural, =0 {today} one {within # day} other {within # days}} (the last one was {before, plural, =0 {today} =1 {yesterday} other {# days ago}})',
    business_reviews:
      '{attended, number} of {planned, plural, one {# business review} other {# business reviews}} attended instead of {before, number}',
    executive_sponsor:
      'an executive sponsor who {level, select, active_quarterly {takes part every quarter} engaged_yearly {takes part once a year} other {is kept informed}}',
    support_friction:
      '{closed, select, both {closing the old and the top-priority tickets} old {closing the old tickets} top {closing the top-priority tickets} other {fewer deductions in support}}',
    payment_and_plan: 'payment of every overdue invoice',
    outcomes:
      '{reached, number} of {goals, plural, one {# goal} other {# goals}} reached or on track instead of {before, number}',
    other: 'the value “{after}” instead of “{before}” for “{name}”',
  },
  frames: {
    steps: '{first, select, gates {after that, } other {}}{steps} would change the tier to commit.',
    unreachable:
      '{first, select, gates {Even then no single step and no pair of steps} other {No single step and no pair of steps}} would change the tier to commit.',
    gates: 'First the {count, plural, one {warning {gates} has} other {warnings {gates} have}} to be resolved.',
    gatesOnly:
      'Resolving the {count, plural, one {warning {gates}} other {warnings {gates}}} would change the tier to commit.',
  },
  blocked: {
    low_coverage: 'Commit is out of reach until more of the data is there.',
    low_probability: 'As long as comparable accounts renew this rarely, no single measure brings commit within reach.',
  },
};
