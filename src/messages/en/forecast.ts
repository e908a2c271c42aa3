import type { ForecastTexts } from '../forecast.ts';

export const forecast: ForecastTexts = {
  tiers: {
    commit: 'Commit',
    best_case: 'Best case',
    at_risk: 'At risk',
    not_in_window: 'Not in window',
    insufficient_data: 'Insufficient data',
  },
  bands: {
    healthy: 'Healthy',
    watch: 'Watch',
    at_risk: 'At risk',
    critical: 'Critical',
    insufficient_data: 'Insufficient data',
  },
  trends: { rising: 'Rising', steady: 'Steady', falling: 'Falling' },
  segments: { smb: 'SMB', mid_market: 'Mid-market', enterprise: 'Enterprise' },
  leads: { sales: 'Sales', customer_success: 'Customer success' },
  overrideReasons: {
    verbal_commitment: 'Verbal commitment',
    budget_confirmed: 'Budget confirmed',
    budget_freeze: 'Budget freeze',
    champion_change: 'Champion change',
    competitor: 'Competitor',
    merger: 'Merger',
    legal_or_procurement: 'Legal or procurement',
    other: 'Other',
  },
  noExpansion: 'There is no sign of expansion at present.',
  reasons: {
    gate: 'The warning “{gate}” decides the tier, whatever the score says.',
    low_score: 'The score of {shown, number} is too low for a better tier.',
    low_probability: 'Past renewals in this situation went through in only {probability} of cases.',
    insufficient_data_near_renewal:
      'The renewal {days, plural, =0 {is due today} one {is # day away} other {is # days away}} and only {coverage} of the data is there: what is unknown counts as a risk.',
    all_commit_rules_hold:
      'The score of {shown, number} is high and not falling, there is no warning, and the data is sufficient.',
    score_below_commit: 'The score of {shown, number} is below the {needed, number} that commit needs.',
    falling: 'The score fell by {points, plural, one {# point} other {# points}} in 30 days.',
    low_coverage: 'Only {coverage} of the data is there; commit needs {needed}.',
    waiting_to_move: 'The rules now point to “{tier}”; the tier follows once this has held or become clearer.',
    no_renewal_date: 'There is no renewal date.',
    beyond_window: 'The renewal is {days, plural, one {# day} other {# days}} away and not forecast yet.',
    long_overdue:
      'The renewal date passed {days, plural, one {# day} other {# days}} ago and the renewal is still open.',
    insufficient_data: 'Only {coverage} of the data is there: too little for a score.',
  },
  expansionReasons: {
    seats_full: '{active, number} of {seats, number} seats are in use ({share})',
    locked_features: 'locked features were clicked {clicks, plural, one {once} other {# times}}',
    upgrade_page: 'the upgrade page was visited {visits, plural, one {once} other {# times}}',
    higher_tier_questions:
      '{questions, plural, one {# question about a higher plan was asked} other {# questions about a higher plan were asked}}',
  },
  frames: {
    human:
      '{state, select, none {No tier has been set by hand.} valid {Set by hand to “{tier}” until {until}{withReason, select, yes { (reason: {reason})} other {}}.} other {The tier “{tier}” set by hand{withReason, select, yes { (reason: {reason})} other {}} expired on {until}; the calculated tier applies again.}}',
    expansion: 'Ready for expansion: {reasons}.',
  },
};
