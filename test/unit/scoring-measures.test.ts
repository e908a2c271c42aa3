import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { MeasureId } from '../../src/accounts/measures.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import type { Known, UsageDay } from '../../src/accounts/signal.ts';
import { measures } from '../../src/scoring/measures.ts';
import {
  account,
  ago,
  at,
  card,
  invoice,
  measured,
  meeting,
  powerUser,
  review,
  seen,
  solved,
  ticket,
  usageDays,
  usageFrom,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';

type Facts = Partial<AccountInputs>;
const withSeats = (seats: number | null): Pick<AccountInputs, 'account'> => ({
  account: [version(account({ seats }))],
});
const core = (days: number, count: number): Known<UsageDay>[] => [used('a', days, { run_workflow: count })];

/** [what is known, score, facts]; null = the facts are told by another case. */
type Case = readonly [name: string, known: Facts, score: number, facts: object | null];

const scoredCases: Partial<Record<MeasureId, readonly Case[]>> = {
  seat_adoption: [
    ['nobody active in 30 days', { usage: usersActive(5, 30) }, 0, { active: 0, seats: 20 }],
    ['active 29 days ago', { usage: usersActive(1, 29) }, 6.25, { active: 1, seats: 20 }],
    ['40 % of the seats', { usage: usersActive(8) }, 50, { active: 8, seats: 20 }],
    ['60 %', { usage: usersActive(12) }, 70, { active: 12, seats: 20 }],
    ['80 %', { usage: usersActive(16) }, 90, { active: 16, seats: 20 }],
    ['every seat', { usage: usersActive(20) }, 100, { active: 20, seats: 20 }],
    ['more users than seats', { usage: usersActive(25) }, 100, { active: 25, seats: 20 }],
    ['one of three seats, by count', { ...withSeats(3), usage: usersActive(1) }, 60, { active: 1, seats: 3 }],
    ['two of three', { ...withSeats(3), usage: usersActive(2) }, 80, { active: 2, seats: 3 }],
    ['three of three', { ...withSeats(3), usage: usersActive(3) }, 100, { active: 3, seats: 3 }],
    ['none of three', { ...withSeats(3), usage: usersActive(1, 40) }, 0, { active: 0, seats: 3 }],
    ['one of four, by percentage', { ...withSeats(4), usage: usersActive(1) }, 31.25, { active: 1, seats: 4 }],
    [
      'observed seats stand where the CRM has none',
      { ...withSeats(null), observations: [seen('seats', '10', 5)], usage: usersActive(4) },
      50,
      { active: 4, seats: 10 },
    ],
    ['a user without a single event', { usage: [used('a', 1, {}), used('b', 1)] }, 6.25, { active: 1, seats: 20 }],
  ],
  power_users: [
    ['none', { usage: usersActive(5) }, 10, { active: 0, total: 0, days: 21 }],
    ['one', { usage: powerUser('a', 0) }, 50, { active: 1, total: 1, days: 21 }],
    ['two', { usage: [...powerUser('a', 0), ...powerUser('b', 20)] }, 75, { active: 2, total: 2, days: 21 }],
    [
      'one silent for 21 days',
      { usage: [...powerUser('a', 0), ...powerUser('b', 21)] },
      50,
      { active: 1, total: 2, days: 21 },
    ],
    [
      'four',
      { usage: ['a', 'b', 'c', 'd'].flatMap((user) => powerUser(user, 1)) },
      100,
      { active: 4, total: 4, days: 21 },
    ],
    ['the only seat', { ...withSeats(1), usage: powerUser('a', 0) }, 100, { active: 1, total: 1, days: 21 }],
    ['one of three seats', { ...withSeats(3), usage: powerUser('a', 0) }, 50, { active: 1, total: 1, days: 21 }],
    ['none on the only seat', { ...withSeats(1), usage: usersActive(1) }, 10, { active: 0, total: 0, days: 21 }],
    ['eleven active days', { usage: powerUser('a', 0).slice(0, 11) }, 10, { active: 0, total: 0, days: 21 }],
  ],
  core_usage_trend: [
    ['a fifth', { usage: [...core(0, 2), ...core(30, 10)] }, 0, { recent: 16, earlier: 80 }],
    ['60 %', { usage: [...core(29, 6), ...core(59, 10)] }, 40, { recent: 48, earlier: 80 }],
    ['the same', { usage: [...core(1, 5), ...core(31, 5)] }, 80, { recent: 40, earlier: 40 }],
    ['a fifth more', { usage: [...core(1, 6), ...core(31, 5)] }, 100, { recent: 48, earlier: 40 }],
    ['stopped', { usage: core(31, 5) }, 0, { recent: 0, earlier: 40 }],
    [
      'log-ins count for nothing',
      { usage: [...core(1, 5), ...core(31, 5), used('b', 31, { login: 50, view_dashboard: 50 })] },
      80,
      { recent: 40, earlier: 40 },
    ],
  ],
  two_way_contact: [
    ['today', { interactions: [meeting(0)] }, 100, { days: 0, answered: true }],
    ['7 days', { interactions: [meeting(7)] }, 100, { days: 7, answered: true }],
    ['14 days', { interactions: [meeting(14), meeting(40)] }, 85, { days: 14, answered: true }],
    [
      '30 days',
      { interactions: [meeting(30, { kind: 'email', outcome: 'received' })] },
      60,
      { days: 30, answered: true },
    ],
    ['60 days', { interactions: [meeting(60, { kind: 'call' })] }, 25, { days: 60, answered: true }],
    ['90 days', { interactions: [meeting(90)] }, 0, { days: 90, answered: true }],
    [
      'what we sent is not two-way',
      { interactions: [meeting(30), meeting(2, { outcome: 'sent' })] },
      60,
      { days: 30, answered: true },
    ],
    [
      'nobody ever answered: as old as the first attempt',
      { interactions: [meeting(60, { outcome: 'no_show' }), meeting(2, { outcome: 'not_reached' })] },
      25,
      { days: 60, answered: false },
    ],
    [
      'a meeting of next week is none yet',
      { interactions: [meeting(30), meeting(-7)] },
      60,
      { days: 30, answered: true },
    ],
  ],
  business_reviews: [
    ['one held', { interactions: [review(90, 'held')] }, 100, { attended: 1, planned: 1, missedInARow: 0 }],
    [
      'the last one missed',
      { interactions: [review(90, 'no_show'), review(180, 'held')] },
      55,
      { attended: 1, planned: 2, missedInARow: 1 },
    ],
    [
      'two missed in a row, though one was held since',
      { interactions: [review(10, 'held'), review(90, 'no_show'), review(180, 'canceled'), review(270, 'held')] },
      25,
      { attended: 2, planned: 4, missedInARow: 2 },
    ],
    [
      'two missed, one held between',
      { interactions: [review(10, 'no_show'), review(90, 'held'), review(180, 'canceled'), review(270, 'held')] },
      55,
      { attended: 2, planned: 4, missedInARow: 1 },
    ],
    [
      'two missed in a row before the last four',
      {
        interactions: [
          ...[review(10, 'held'), review(60, 'held'), review(120, 'held'), review(180, 'held')],
          ...[review(240, 'no_show'), review(300, 'no_show')],
        ],
      },
      100,
      { attended: 4, planned: 4, missedInARow: 0 },
    ],
    [
      'three missed at the beginning',
      { interactions: [review(10, 'held'), review(60, 'no_show'), review(120, 'no_show'), review(180, 'no_show')] },
      25,
      { attended: 1, planned: 4, missedInARow: 3 },
    ],
    [
      'two missed in a row',
      { interactions: [review(10, 'no_show'), review(90, 'canceled'), review(180, 'held'), review(270, 'held')] },
      25,
      { attended: 2, planned: 4, missedInARow: 2 },
    ],
    [
      'two missed, not in a row',
      { interactions: [review(10, 'no_show'), review(90, 'held'), review(180, 'canceled'), review(270, 'held')] },
      55,
      { attended: 2, planned: 4, missedInARow: 1 },
    ],
    ['none attended', { interactions: [review(10, 'canceled')] }, 0, { attended: 0, planned: 1, missedInARow: 1 }],
    [
      'only the last four',
      { interactions: [10, 90, 170, 250].map((days) => review(days, 'held')).concat(review(330, 'no_show')) },
      100,
      { attended: 4, planned: 4, missedInARow: 0 },
    ],
    [
      'without an outcome, too old, still ahead: none of them counts',
      { interactions: [review(10, 'scheduled'), review(20, 'held'), review(401, 'no_show'), review(-5, 'canceled')] },
      100,
      { attended: 1, planned: 1, missedInARow: 0 },
    ],
  ],
  executive_sponsor: [
    ['active', { observations: [seen('sponsor_level', 'active_quarterly', 0)] }, 95, { level: 'active_quarterly' }],
    ['yearly', { observations: [seen('sponsor_level', 'engaged_yearly', 10)] }, 80, { level: 'engaged_yearly' }],
    ['180 days old', { observations: [seen('sponsor_level', 'informed', 180)] }, 60, { level: 'informed' }],
    [
      'the newest word',
      { observations: [seen('sponsor_level', 'none', 5), seen('sponsor_level', 'informed', 50)] },
      25,
      { level: 'none' },
    ],
  ],
  nps: [
    ['0', { observations: [seen('nps', '0', 1)] }, 0, { mean: 0, answers: 1 }],
    ['6', { observations: [seen('nps', '6', 1)] }, 35, { mean: 6, answers: 1 }],
    ['7', { observations: [seen('nps', '7', 180)] }, 60, { mean: 7, answers: 1 }],
    ['9', { observations: [seen('nps', '9', 1)] }, 90, { mean: 9, answers: 1 }],
    ['10', { observations: [seen('nps', '10', 1)] }, 100, { mean: 10, answers: 1 }],
    [
      "each person's newest answer",
      { observations: [seen('nps', '2', 40, 'a'), seen('nps', '10', 4, 'a'), seen('nps', '8', 9, 'b')] },
      90,
      { mean: 9, answers: 2 },
    ],
    [
      'a person in other letters is the same person',
      { observations: [seen('nps', '2', 40, 'Ina@X.example'), seen('nps', '9', 4, 'ina@x.EXAMPLE')] },
      90,
      { mean: 9, answers: 1 },
    ],
    [
      'answers of nobody in particular all stand',
      { observations: [seen('nps', '10', 4), seen('nps', '8', 4)] },
      90,
      { mean: 9, answers: 2 },
    ],
  ],
  outcomes: [
    ['none reached', { observations: [seen('goal_status', 'missed', 3, 'g1')] }, 0, { reached: 0, goals: 1 }],
    [
      'half, an open goal being stated but not on track',
      { observations: [seen('goal_status', 'open', 3, 'g1'), seen('goal_status', 'on_track', 3, 'g2')] },
      55,
      { reached: 1, goals: 2 },
    ],
    [
      'the newest status of each goal',
      { observations: [seen('goal_status', 'missed', 90, 'g1'), seen('goal_status', 'reached', 3, 'g1')] },
      100,
      { reached: 1, goals: 1 },
    ],
  ],
  payment_and_plan: [
    ['everything paid', { invoices: [invoice()] }, 100, null],
    ['due today', { invoices: [invoice({ paidOn: null, dueOn: ago(0) })] }, 100, null],
    ['1 day overdue', { invoices: [invoice({ paidOn: null, dueOn: ago(1) })] }, 70, null],
    ['14 days', { invoices: [invoice({ paidOn: null, dueOn: ago(14) })] }, 70, null],
    ['15 days', { invoices: [invoice({ paidOn: null, dueOn: ago(15) })] }, 40, null],
    ['29 days', { invoices: [invoice({ paidOn: null, dueOn: ago(29) })] }, 40, null],
    ['30 days', { invoices: [invoice({ paidOn: null, dueOn: ago(30) })] }, 0, null],
    [
      'paid tomorrow is unpaid today',
      { invoices: [invoice({ paidOn: ago(-1), dueOn: ago(20) })] },
      40,
      { overdueDays: 20, failedPayments: 0, seatsBefore: 20, seatsNow: 20, downgrades: 0 },
    ],
    [
      'a failed payment that no payment followed',
      { invoices: [invoice({ paidOn: ago(20) })], observations: [seen('payment_failed', '1000', 10, 'i1')] },
      70,
      { overdueDays: 0, failedPayments: 1, seatsBefore: 20, seatsNow: 20, downgrades: 0 },
    ],
    [
      'a failed payment of another invoice',
      { invoices: [invoice({ paidOn: ago(5) })], observations: [seen('payment_failed', '1000', 10, 'i2')] },
      70,
      null,
    ],
    [
      'a failed payment that was made up for',
      { invoices: [invoice({ paidOn: ago(5) })], observations: [seen('payment_failed', '1000', 10, 'i1')] },
      100,
      null,
    ],
    [
      'a failed payment of some invoice, and one paid since',
      { invoices: [invoice({ paidOn: ago(5) })], observations: [seen('payment_failed', '1000', 10)] },
      100,
      null,
    ],
    ['an old failed payment', { observations: [seen('payment_failed', '1000', 91, 'i1')] }, 100, null],
    [
      'seats cut by a fifth',
      { observations: [seen('seats', '16', 89)] },
      60,
      { overdueDays: 0, failedPayments: 0, seatsBefore: 20, seatsNow: 16, downgrades: 0 },
    ],
    [
      'seats cut 90 days ago have been the contract since',
      { observations: [seen('seats', '16', 90)] },
      100,
      { overdueDays: 0, failedPayments: 0, seatsBefore: 16, seatsNow: 16, downgrades: 0 },
    ],
    ['a downgrade', { observations: [seen('plan_change', 'downgrade', 90)] }, 70, null],
    ['an upgrade', { observations: [seen('plan_change', 'upgrade', 3)] }, 100, null],
    [
      'late, cut and downgraded',
      {
        invoices: [invoice({ paidOn: null, dueOn: ago(1) })],
        observations: [seen('seats', '18', 5), seen('plan_change', 'downgrade', 3)],
      },
      20,
      { overdueDays: 1, failedPayments: 0, seatsBefore: 20, seatsNow: 18, downgrades: 1 },
    ],
    [
      'one of two seats cut, by count',
      { ...withSeats(2), observations: [seen('seats', '1', 5)] },
      75,
      { overdueDays: 0, failedPayments: 0, seatsBefore: 2, seatsNow: 1, downgrades: 0 },
    ],
  ],
  login_rhythm: [
    ['on 80 of 90 days', { usage: daysOf(80) }, 100, { rhythm: 'daily', silentDays: 0 }],
    ['on 60', { usage: daysOf(60) }, 90, { rhythm: 'daily', silentDays: 0 }],
    ['on 12', { usage: daysOf(12) }, 70, { rhythm: 'weekly', silentDays: 0 }],
    ['on 6', { usage: daysOf(6) }, 50, { rhythm: 'two_weekly', silentDays: 0 }],
    ['on 3', { usage: daysOf(3) }, 30, { rhythm: 'monthly', silentDays: 0 }],
    ['on 2', { usage: daysOf(2) }, 20, { rhythm: 'inactive', silentDays: 0 }],
    ['20 silent days', { usage: daysOf(60, 20) }, 90, { rhythm: 'daily', silentDays: 20 }],
    ['21 silent days', { usage: daysOf(60, 21) }, 29 * (1 - 21 / 90), { rhythm: 'inactive', silentDays: 21 }],
    ['silent for longer than the window', { usage: daysOf(9, 120) }, 0, { rhythm: 'inactive', silentDays: 120 }],
  ],
  feature_breadth: [
    [
      '3 of 20, views apart',
      {
        usage: [used('a', 1, { create_item: 2, export_data: 1, run_workflow: 9, view_dashboard: 4, login: 1 })],
        observations: [seen('features_available', '20', 300)],
      },
      30,
      { used: 3, available: 20 },
    ],
  ],
  feature_depth: [
    ['a quarter advanced', { usage: [used('a', 1, { create_item: 3, invite_user: 1 })] }, 80, { advancedShare: 0.25 }],
    ['nothing advanced', { usage: [used('a', 89, { create_item: 3 })] }, 20, { advancedShare: 0 }],
  ],
  workflow_completion: [
    ['half', { usage: [used('a', 1, { report_started: 4, 'Report Completed': 2 })] }, 50, { completed: 2, started: 4 }],
    ['all', { usage: [used('a', 1, { x_started: 4, x_completed: 5 })] }, 100, { completed: 4, started: 4 }],
  ],
  integrations: [
    ['none', { observations: [seen('integrations', '0', 3)] }, 20, { count: 0 }],
    ['three', { observations: [seen('integrations', '3', 3), seen('integrations', '1', 30)] }, 85, { count: 3 }],
  ],
  dau_mau: [
    ['one user every fifth day', { usage: [0, 5, 10, 15, 20, 25].map((days) => used('a', days)) }, 50, { ratio: 0.2 }],
    ['nobody for 30 days', { usage: usersActive(1, 30) }, 0, { ratio: 0 }],
  ],
  time_to_value: [
    [
      'at the limit',
      { account: [version(account({ contractStart: ago(100) }))], observations: [seen('first_value', 'true', 40)] },
      100,
      { days: 60, limit: 60, reached: true },
    ],
    [
      'one and a half times the limit, for a small contract',
      {
        account: [version(account({ contractStart: ago(100), acv: { amount: 5000, currency: 'EUR' } }))],
        observations: [seen('first_value', 'true', 55)],
      },
      60,
      { days: 45, limit: 30, reached: true },
    ],
    [
      'not reached and late, with a few seats',
      { account: [version(account({ contractStart: ago(14), seats: 2 }))] },
      30,
      { days: 14, limit: 7, reached: false },
    ],
  ],
  response_time: [
    ['a day', { observations: [seen('response_hours', '24', 3)] }, 100, { hours: 24, earlierHours: null }],
    ['three days', { observations: [seen('response_hours', '72', 29)] }, 50, { hours: 72, earlierHours: null }],
    ['a week', { observations: [seen('response_hours', '168', 3)] }, 20, { hours: 168, earlierHours: null }],
    [
      'much slower than before',
      { observations: [seen('response_hours', '72', 3), seen('response_hours', '4', 30)] },
      30,
      { hours: 72, earlierHours: 4 },
    ],
    [
      'twice as slow is not much slower',
      { observations: [seen('response_hours', '24', 3), seen('response_hours', '12', 90)] },
      100,
      { hours: 24, earlierHours: 12 },
    ],
  ],
  csat: [
    ['3', { observations: [seen('csat', '3', 90, 't1')] }, 0, { mean: 3, answers: 1 }],
    ['4.5', { observations: [seen('csat', '4', 9, 't1'), seen('csat', '5', 9, 't2')] }, 100, { mean: 4.5, answers: 2 }],
  ],
  ces: [['4', { observations: [seen('ces', '4', 180)] }, 50, { mean: 4, answers: 1 }]],
  champion_advocacy: [
    ['one act', { observations: [seen('advocacy', 'reference', 365)] }, 70, { acts: 1 }],
    ['three', { observations: [1, 2, 3].map((days) => seen('advocacy', 'talk', days)) }, 100, { acts: 3 }],
  ],
  contract_term: [
    ['observed', { observations: [seen('contract_term', 'monthly', 900)] }, 35, { term: 'monthly' }],
    [
      'two years by the CRM',
      { account: [version(account({ contractStart: '2025-01-01', contractEnd: '2026-12-31' }))] },
      100,
      { term: 'multi_year' },
    ],
    [
      'a year by the CRM',
      { account: [version(account({ contractStart: '2026-01-01', contractEnd: '2026-12-31' }))] },
      70,
      { term: 'annual' },
    ],
    [
      'a month by the CRM',
      { account: [version(account({ contractStart: '2026-06-01', contractEnd: '2026-06-30' }))] },
      35,
      { term: 'monthly' },
    ],
  ],
  roi_multiple: [
    ['1', { observations: [seen('roi_multiple', '1', 180)] }, 30, { multiple: 1 }],
    ['3', { observations: [seen('roi_multiple', '3', 3)] }, 90, { multiple: 3 }],
  ],
  budget_trend: [['shrinking', { observations: [seen('budget_trend', 'shrinking', 180)] }, 20, { trend: 'shrinking' }]],
  expansion_talks: [
    ['positive', { observations: [seen('expansion_talk', 'positive', 180)] }, 100, { tone: 'positive' }],
  ],
  csm_sentiment: [['poor', { observations: [seen('csm_sentiment', 'poor', 90)] }, 10, { sentiment: 'poor' }]],
  stagnation: [
    ['started this quarter', { account: [version(account({ contractStart: ago(90) }))] }, 100, { quarters: 0 }],
    ['two quarters', { account: [version(account({ contractStart: ago(182) }))] }, 50, { quarters: 2 }],
    ['grown since', { observations: [seen('seats', '30', 91)] }, 80, { quarters: 1 }],
    ['upgraded since', { observations: [seen('plan_change', 'upgrade', 10)] }, 100, { quarters: 0 }],
    ['a cut is no growth', { observations: [seen('seats', '10', 91)] }, 0, { quarters: 9 }],
  ],
};
function daysOf(count: number, silent = 0): Known<UsageDay>[] {
  return Array.from({ length: count }, (_, day) => used('a', silent + day));
}

describe.each(Object.entries(scoredCases))('%s', (id, cases) => {
  it.each(cases)('%s', (_, known, score, facts) => {
    const result = measured(id as MeasureId, known);
    expect(result).toMatchObject({ state: 'scored' });
    if (result.state !== 'scored') return;
    expect(result.score).toBeCloseTo(score, 9);
    if (facts !== null) expect(result.facts).toEqual(facts);
  });
});

/** [what is known, deductions as code and points]. */
type Deductions = readonly (readonly [code: string, points: number])[];
const supportCases: readonly (readonly [name: string, known: Facts, score: number, deductions: Deductions])[] = [
  ['a solved ticket', { tickets: [solved(40)] }, 100, []],
  ['open for 5 days', { tickets: [ticket(5)] }, 100, []],
  ['open for 6 days', { tickets: [ticket(6)] }, 80, [['old_ticket', -20]]],
  ['open for 14 days', { tickets: [ticket(14)] }, 80, [['old_ticket', -20]]],
  ['open for 15 days', { tickets: [ticket(15), ticket(6)] }, 60, [['old_ticket', -40]]],
  ['closed tomorrow is open today', { tickets: [ticket(15, { closedAt: at(-1) })] }, 60, [['old_ticket', -40]]],
  ['top priority', { tickets: [ticket(1, { priority: 'top' })] }, 70, [['top_priority_open', -30]]],
  ['top priority, solved', { tickets: [solved(1, { priority: 'top' })] }, 100, []],
  ['three tickets in 7 days', { tickets: [0, 3, 6].map((days) => solved(days)) }, 75, [['many_tickets', -25]]],
  ['three tickets in 8 days', { tickets: [0, 3, 7].map((days) => solved(days)) }, 100, []],
  ['satisfaction 2', { observations: [seen('csat', '2', 90, 't1')] }, 70, [['low_csat', -30]]],
  ['satisfaction 3', { observations: [seen('csat', '3', 9, 't1')] }, 70, [['low_csat', -30]]],
  ['satisfaction 4', { observations: [seen('csat', '4', 9, 't1')] }, 90, [['low_csat', -10]]],
  ['satisfaction 5', { observations: [seen('csat', '5', 9, 't1')] }, 100, []],
  ['8 tickets per 100 users', { tickets: [solved(20)], usage: usersActive(13) }, 100, []],
  ['10 per 100', { tickets: [solved(20)], usage: usersActive(10) }, 95, [['too_loud', -5]]],
  [
    '30 per 100',
    { tickets: [10, 20, 29].map((days) => solved(days)), usage: usersActive(10) },
    80,
    [['too_loud', -20]],
  ],
  ['tickets older than 30 days have no rate', { tickets: [solved(30)], usage: usersActive(10) }, 100, []],
  ['a small account has no rate', { ...withSeats(3), tickets: [solved(10)], usage: usersActive(3) }, 100, []],
  [
    'too quiet while use falls',
    { tickets: [solved(60)], usage: [...core(1, 3), ...core(31, 5)] },
    80,
    [['too_quiet', -20]],
  ],
  ['quiet while use is steady', { tickets: [solved(60)], usage: [...core(1, 4), ...core(31, 5)] }, 100, []],
  [
    'quiet with nine seats',
    { ...withSeats(9), tickets: [solved(60)], usage: [...core(1, 3), ...core(31, 5)] },
    100,
    [],
  ],
  [
    'everything at once ends at 0',
    {
      tickets: [ticket(20, { priority: 'top' }), solved(1), solved(2), solved(3)],
      observations: [seen('csat', '1', 9, 't1')],
      usage: usersActive(10),
    },
    0,
    [
      ['old_ticket', -40],
      ['top_priority_open', -30],
      ['many_tickets', -25],
      ['low_csat', -30],
      ['too_loud', -20],
    ],
  ],
  ['no ticket ever, where tickets are tracked', { ticketsSince: at(300) }, 100, []],
  [
    'answers without a ticket source say nothing of quiet',
    { observations: [seen('csat', '5', 3, 't1')], usage: [...core(1, 3), ...core(31, 5)] },
    100,
    [],
  ],
  [
    'answers where tickets are tracked and there are none: too quiet',
    { ticketsSince: at(300), observations: [seen('csat', '5', 3, 't1')], usage: [...core(1, 3), ...core(31, 5)] },
    80,
    [['too_quiet', -20]],
  ],
  [
    'an unknown number of seats is no small account: its rate counts',
    { ...withSeats(null), tickets: [10, 20, 29].map((days) => solved(days)), usage: usersActive(10) },
    80,
    [['too_loud', -20]],
  ],
];

describe('support_friction', () => {
  it.each(supportCases)('%s', (_, known, score, deductions) => {
    const result = measured('support_friction', known);
    if (result.state !== 'scored') throw new Error(`not scored: ${result.reason}`);
    expect(result.score).toBeCloseTo(score, 9);
    const lines = result.facts.deductions;
    expect(lines.map(({ code }) => code)).toEqual(deductions.map(([code]) => code));
    lines.forEach(({ points }, line) => {
      expect(points).toBeCloseTo(deductions[line]?.[1] ?? NaN, 9);
    });
  });
});

const young = { account: [version(account({ contractStart: ago(119) }))] };
const unscoredCases: readonly (readonly [MeasureId, name: string, known: Facts, reason: string])[] = [
  ['seat_adoption', 'without usage', {}, 'no_usage'],
  ['seat_adoption', 'without seats', { ...withSeats(null), usage: usersActive(1) }, 'no_seats'],
  ['seat_adoption', 'with no seat sold', { ...withSeats(0), usage: usersActive(1) }, 'no_users'],
  ['power_users', 'without usage', {}, 'no_usage'],
  ['core_usage_trend', 'without usage', {}, 'no_usage'],
  ['core_usage_trend', 'with an empty month before', { usage: [...core(1, 9), ...core(60, 9)] }, 'no_earlier_usage'],
  ['two_way_contact', 'without interactions', {}, 'no_interactions'],
  [
    'two_way_contact',
    'while the first attempt is 29 days old and nobody has answered',
    { interactions: [meeting(29, { outcome: 'sent' }), meeting(2, { outcome: 'not_reached' })] },
    'no_answer_yet',
  ],
  ['business_reviews', 'without a planned review', { interactions: [meeting(3)] }, 'no_reviews'],
  ['business_reviews', 'before the first one falls due', young, 'too_new'],
  ['executive_sponsor', 'without a level', {}, 'no_sponsor_level'],
  ['executive_sponsor', 'after 181 days', { observations: [seen('sponsor_level', 'none', 181)] }, 'expired'],
  ['nps', 'without answers', {}, 'no_answers'],
  ['nps', 'after 181 days', { observations: [seen('nps', '10', 181)] }, 'expired'],
  ['support_friction', 'without a ticket source', {}, 'no_ticket_source'],
  ['support_friction', 'before tickets were tracked', { ticketsSince: at(-1) }, 'no_ticket_source'],
  ['payment_and_plan', 'with a number of seats only', {}, 'no_invoices'],
  ['outcomes', 'without goals', {}, 'no_goals'],
  ['outcomes', 'after 181 days', { observations: [seen('goal_status', 'reached', 181, 'g')] }, 'expired'],
  ['login_rhythm', 'without usage', {}, 'no_usage'],
  ['feature_breadth', 'without usage', {}, 'no_usage'],
  ['feature_breadth', 'without the plan', { usage: usersActive(1) }, 'no_observation'],
  [
    'feature_breadth',
    'with no feature in the plan',
    { usage: usersActive(1), observations: [seen('features_available', '0', 1)] },
    'not_sold',
  ],
  ['feature_depth', 'with log-ins only', { usage: usersActive(1) }, 'no_usage'],
  ['workflow_completion', 'with nothing started', { usage: usersActive(1) }, 'no_usage'],
  ['integrations', 'without an observation', {}, 'no_observation'],
  ['dau_mau', 'without usage', {}, 'no_usage'],
  [
    'time_to_value',
    'without a contract start',
    { account: [version(account({ contractStart: null }))] },
    'no_observation',
  ],
  ['time_to_value', 'while there is time', { account: [version(account({ contractStart: ago(60) }))] }, 'too_new'],
  ['response_time', 'without an observation', {}, 'no_observation'],
  ['response_time', 'with old answers only', { observations: [seen('response_hours', '4', 30)] }, 'expired'],
  ['csat', 'without answers', {}, 'no_answers'],
  ['csat', 'after 91 days', { observations: [seen('csat', '5', 91)] }, 'expired'],
  ['ces', 'after 181 days', { observations: [seen('ces', '5', 181)] }, 'expired'],
  [
    'champion_advocacy',
    'without an act in a year',
    { observations: [seen('advocacy', 'talk', 366)] },
    'no_observation',
  ],
  ['contract_term', 'without an end', {}, 'no_observation'],
  ['roi_multiple', 'after 181 days', { observations: [seen('roi_multiple', '3', 181)] }, 'expired'],
  ['budget_trend', 'without an observation', {}, 'no_observation'],
  ['expansion_talks', 'after 181 days', { observations: [seen('expansion_talk', 'none', 181)] }, 'expired'],
  ['csm_sentiment', 'after 91 days', { observations: [seen('csm_sentiment', 'good', 91)] }, 'expired'],
  [
    'stagnation',
    'with nothing to count from',
    { account: [version(account({ contractStart: null, seats: null }))] },
    'no_seats',
  ],
];

const usageMeasures: readonly (readonly [MeasureId, knownDays: number, known: Facts])[] = [
  ['seat_adoption', 30, {}],
  ['power_users', 30, {}],
  ['core_usage_trend', 60, {}],
  ['login_rhythm', 90, {}],
  ['feature_breadth', 90, { observations: [seen('features_available', '9', 1)] }],
  ['dau_mau', 30, {}],
];

it('facts name the days that the scorecard looks at', () => {
  const other: Scorecard = {
    ...card,
    powerUser: { ...card.powerUser, silentDays: 28 },
    measures: card.measures.map((rules) =>
      rules.id === 'support_friction' ? { ...rules, limits: { ...rules.limits, many_days: 10 } } : rules,
    ),
  };
  expect(measured('power_users', { usage: powerUser('a', 27) }, other)).toMatchObject({
    facts: { active: 1, total: 1, days: 28 },
  });
  const tickets = [0, 5, 9].map((days) => solved(days));
  expect(measured('support_friction', { tickets }, other)).toMatchObject({
    facts: { deductions: [{ code: 'many_tickets', tickets: 3, days: 10 }] },
  });
});

describe('the source of usage', () => {
  const worked = [...core(4, 3), ...core(40, 5)];
  const reasonOf = (id: MeasureId, known: Facts): string | null => {
    const result = measured(id, { usage: worked, ...known });
    return result.state === 'scored' ? null : result.reason;
  };

  it.each(usageMeasures)('%s is judged from %d known days on, and not before', (id, days, known) => {
    expect(reasonOf(id, { ...known, ...usageFrom(days - 1) })).toBeNull();
    expect(reasonOf(id, { ...known, ...usageFrom(days - 2) })).toBe('usage_too_young');
  });

  it.each<[MeasureId, Facts]>([
    ...usageMeasures.map(([id, , known]): [MeasureId, Facts] => [id, known]),
    ['feature_depth', {}],
    ['workflow_completion', { usage: [used('a', 5, { x_started: 2, x_completed: 1 })] }],
  ])('%s is unknown while the source is silent for more than three days', (id, known) => {
    expect(reasonOf(id, { ...known, ...usageFrom(200, 3) })).toBeNull();
    expect(reasonOf(id, { ...known, ...usageFrom(200, 4) })).toBe('source_silent');
  });

  it('may be silent for as long as the scorecard says', () => {
    const weekly = { ...card, usageSilentDays: 10 };
    expect(measured('seat_adoption', { usage: worked, ...usageFrom(200, 10) }, weekly).state).toBe('scored');
    expect(measured('seat_adoption', { usage: worked, ...usageFrom(200, 11) }, weekly).state).toBe('no_data');
  });

  it('gives shares from the first day on', () => {
    expect(reasonOf('feature_depth', usageFrom(4))).toBeNull();
    expect(reasonOf('workflow_completion', { ...usageFrom(4), usage: [used('a', 1, { x_started: 2 })] })).toBeNull();
  });

  it('counts for an account whose own use ended long ago: that is no outage', () => {
    expect(measured('seat_adoption', { usage: core(80, 3) })).toMatchObject({ score: 0, facts: { active: 0 } });
  });

  it('leaves an account alone of which it never told anything', () => {
    expect(reasonOf('seat_adoption', { usage: [], ...usageFrom(200, 9) })).toBe('no_usage');
  });

  it('is silent as of a past day by what had come in by then', () => {
    const late = {
      usage: worked,
      usageDays: [...usageFrom(200, 20).usageDays, { source: 'csv', day: ago(10), knownAt: at(2) }],
    };
    expect(measured('seat_adoption', late, card, at(9)).state).toBe('no_data');
    expect(measured('seat_adoption', late, card, at(16)).state).toBe('no_data');
    expect(measured('seat_adoption', { usage: core(45, 3), ...usageFrom(200, 20) }, card, at(17))).toMatchObject({
      state: 'scored',
    });
  });

  describe('from two sources, one for each product', () => {
    const sources = (other: Pick<AccountInputs, 'usageDays'>): AccountInputs['usageDays'] => [
      ...usageDays,
      ...other.usageDays.map((each) => ({ ...each, source: 'other' })),
    ];
    const inOther = worked.map((row) => ({ ...row, source: 'other' }));
    const old = worked.map((row) => ({ ...row, day: ago(120), source: 'other' }));

    it.each([
      ['one is silent and the account is used through it', inOther, usageFrom(200, 4), 'source_silent'],
      [
        'one is silent and the account is used through both',
        [...worked, ...inOther],
        usageFrom(200, 4),
        'source_silent',
      ],
      ['one is silent that this account is not used through', worked, usageFrom(200, 4), null],
      ['one was given up long ago', [...worked, ...old], usageFrom(300, 120), null],
      ['one was given up, and so was the account', old, usageFrom(300, 120), 'source_silent'],
      ['one is young and the account is used through it', [...worked, ...inOther], usageFrom(20), 'usage_too_young'],
      ['one is young that this account is not used through', worked, usageFrom(20), null],
      ['both deliver', [...worked, ...inOther], usageFrom(200), null],
    ])('when %s', (_, usage, other, reason) => {
      expect(reasonOf('seat_adoption', { usage, usageDays: sources(other) })).toBe(reason);
    });
  });

  it('makes support neither loud nor quiet while use is not known', () => {
    const loud = { tickets: [10, 20, 29].map((days) => solved(days)), usage: usersActive(10, 5) };
    const quiet = { tickets: [solved(60)], usage: [...core(4, 3), ...core(31, 5)] };
    const points = (known: Facts) => {
      const result = measured('support_friction', known);
      return result.state === 'scored' ? result.score : null;
    };
    expect([points(loud), points({ ...loud, ...usageFrom(200, 4) }), points({ ...loud, ...usageFrom(20) })]).toEqual([
      80, 100, 100,
    ]);
    expect([points(quiet), points({ ...quiet, ...usageFrom(58) }), points({ ...quiet, ...usageFrom(59) })]).toEqual([
      80, 100, 80,
    ]);
  });
});

describe('a measure without data says so', () => {
  it.each(unscoredCases)('%s %s', (id, _, known, reason) => {
    expect(measured(id, known)).toMatchObject({ reason });
  });

  it('and one that says nothing of this account stays out of coverage too', () => {
    expect(measured('business_reviews', young).state).toBe('not_applicable');
    expect(measured('nps', {}).state).toBe('no_data');
  });
});

describe('the catalogue', () => {
  const told = new Set([...Object.keys(scoredCases), 'support_friction']);

  it('is told here measure by measure', () => {
    expect(Object.keys(measures).filter((id) => !told.has(id))).toEqual([]);
  });

  it('stands in the default scorecard whole: ten measures on, weights of 100 points', () => {
    expect(card.measures.map(({ id }) => id)).toEqual(Object.keys(measures));
    const on = card.measures.filter(({ weight }) => weight > 0);
    expect(on).toHaveLength(10);
    expect(on.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  it('carries its evidence: where from, how many, how new', () => {
    expect(measured('nps', { observations: [seen('nps', '9', 4, 'a'), seen('nps', '9', 30, 'b')] })).toMatchObject({
      evidence: { source: 'observations', count: 2, newest: ago(4) },
    });
    expect(measured('seat_adoption', { usage: usersActive(4, 2) })).toMatchObject({
      evidence: { source: 'usage', count: 4, newest: ago(2) },
    });
    expect(measured('payment_and_plan', { invoices: [invoice()] })).toMatchObject({
      evidence: { source: 'invoices', count: 1, newest: ago(60) },
    });
  });
});
