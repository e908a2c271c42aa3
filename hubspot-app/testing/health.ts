import type { AccountHealthAnswer } from '../shared/generated/contract.ts';

export type Assessed = Extract<AccountHealthAnswer, { readonly state: 'assessed' }>;
type Measure = Assessed['measures'][number];

const measure = (
  id: string,
  name: string,
  group: string,
  weight: number,
  score: number,
  points: number,
  missing: number,
): Measure => ({
  id,
  name,
  group,
  state: 'scored',
  weight,
  score,
  points,
  missing,
  effect: Math.round((weight * (score - 75)) / 9.5) / 10,
  sentence: `${name} stands at ${score}.`,
  evidence: 'CRM, 4 facts, newest 2 days old',
});

/** An account in trouble, as the backend words it: points given sum to the score of 62, points missing to 38. */
export const assessed: Assessed = {
  state: 'assessed',
  account: { id: '123', name: 'Globex', segment: 'Mid-market', owner: 'Kim Doe' },
  locale: 'en',
  assessedAt: '2026-11-22T02:10:00.000Z',
  asOfText: '22 Nov 2026, 03:10',
  stale: false,
  scorecard: 'default-1',
  score: 62,
  band: { code: 'watch', label: 'Watch' },
  tier: { code: 'at_risk', label: 'At risk' },
  coverage: {
    percent: 85,
    low: 53,
    high: 68,
    sentence: '85% of the data is there; with all of it the score lies between 53 and 68.',
  },
  change: {
    points: -15,
    sentence:
      'Health fell 15 points: the main power user has been inactive for 22 days (−9) and seat use fell from 85% to 60% (−6).',
    lines: [
      { points: -9, sentence: 'The main power user has been inactive for 22 days.', cause: 'Time passed' },
      { points: -6, sentence: 'Seat use fell from 85% to 60%.', cause: 'New facts' },
    ],
  },
  gates: [
    {
      id: 'power_user_silent',
      name: 'Power user silent',
      sentence: 'The only power user has been inactive for 22 days.',
      evidence: 'Usage, newest 22 days old',
      caps: { code: 'at_risk', label: 'At risk' },
    },
  ],
  up: ['support_friction', 'payment_and_plan'],
  down: ['power_users', 'seat_adoption'],
  measures: [
    measure('seat_adoption', 'Seat adoption', 'Product', 25, 70, 17, 8),
    measure('power_users', 'Power users', 'Product', 25, 10, 3, 22),
    measure('support_friction', 'Support friction', 'Support', 25, 90, 23, 2),
    measure('payment_and_plan', 'Payment and plan', 'Business', 20, 100, 19, 6),
    {
      id: 'nps',
      name: 'NPS',
      group: 'Relationship',
      state: 'no_data',
      weight: 5,
      score: null,
      points: null,
      missing: null,
      effect: null,
      sentence: 'No answer of the last 180 days.',
      evidence: '',
    },
    {
      id: 'outcomes',
      name: 'Outcomes',
      group: 'Business',
      state: 'not_applicable',
      weight: 5,
      score: null,
      points: null,
      missing: null,
      effect: null,
      sentence: 'The account is too new.',
      evidence: '',
    },
  ],
  groups: [
    { id: 'product', name: 'Product', score: 40, weight: 40, coverage: 100 },
    { id: 'relationship', name: 'Relationship', score: null, weight: 30, coverage: 0 },
  ],
  trend: [
    { day: '2026-11-01', score: 77, scorecard: 'default-0' },
    { day: '2026-11-08', score: null, scorecard: null },
    { day: '2026-11-15', score: 70, scorecard: 'default-1' },
    { day: '2026-11-22', score: 62, scorecard: null },
  ],
  renewals: [
    {
      id: '123',
      name: 'Globex renewal 2027',
      date: '2027-01-31',
      dateText: '31 Jan 2027',
      days: 70,
      arr: '€12,500',
      machine: { code: 'at_risk', label: 'At risk' },
      human: {
        code: 'best_case',
        label: 'Best case',
        state: 'valid',
        sentence: 'Set to “Best case” until 10 Dec 2026: Verbal commitment.',
      },
      final: { code: 'best_case', label: 'Best case' },
      reason: 'The warning “Power user silent” decides the tier, whatever the score says.',
      milestone: 'Value review',
      lateToClose: false,
      lift: '16 of 20 seats active instead of 12 would change the tier.',
      leadBy: 'Customer success',
    },
  ],
  people: [
    {
      label: 'Champion',
      role: 'Champion',
      powerUser: true,
      score: 12,
      daysSinceActive: 22,
      sentence: 'Inactive for 22 days.',
    },
    { label: 'نور الدين', role: 'User', powerUser: false, score: null, daysSinceActive: null, sentence: 'Never seen.' },
  ],
  nextStep: { text: 'Call the champion within 48 hours.', key: 'power_user_silent:2026-11-22' },
  expansion: null,
};

/** Too little data: no score, no tier, nothing to compare. */
export const tooLittle: Assessed = {
  ...assessed,
  score: null,
  band: { code: 'insufficient_data', label: 'Insufficient data' },
  tier: null,
  coverage: { percent: 30, low: 20, high: 90, sentence: 'Only 30% of the data is there: too little for a score.' },
  change: { points: null, sentence: 'There is no comparable score.', lines: [] },
  gates: [],
  up: [],
  down: [],
  trend: [],
  renewals: [],
  people: [],
  expansion: null,
};

export const notScoredYet: AccountHealthAnswer = {
  state: 'not_scored_yet',
  sentence: 'The next nightly run scores this account.',
};

export const companyProperties = {
  renewal_health_score: '62',
  renewal_health_band: 'watch',
  renewal_health_change_30d: '-15',
  renewal_health_change_reason: 'Health fell 15 points.',
  renewal_health_drivers: 'Power users −18\nSeat adoption −2',
  renewal_health_next_step: 'Call the champion.',
  renewal_health_scored_at: '22 Nov 2026',
  renewal_tier: 'at_risk',
  renewal_next_date: '31 Jan 2027',
  renewal_arr_at_risk: '€12,500',
};

export const dealProperties = {
  renewal_tier: 'at_risk',
  renewal_tier_machine: 'at_risk',
  renewal_tier_reason: 'A warning decides the tier.',
  renewal_health_score: '62',
  renewal_health_band: 'watch',
};
