import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { Gate } from '../../src/accounts/health.ts';
import type { GateId } from '../../src/accounts/measures.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { checkGates } from '../../src/scoring/check-gates.ts';
import {
  account,
  ago,
  asOf,
  at,
  card,
  contact,
  inForce,
  inputs,
  invoice,
  meeting,
  point,
  powerUser,
  renewal,
  review,
  seen,
  solved,
  ticket,
  usageFrom,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';

type Facts = Partial<AccountInputs>;
const assess = (known: Facts, scorecard = card) =>
  assessAccount({ inputs: inputs(known), asOf, scorecards: [{ ...inForce, card: scorecard }] });
const gatesOf = (known: Facts): readonly Gate[] => assess(known).gates;

const due = (days: number): Facts => ({ renewals: [renewal({ renewalDate: ago(-days) })] });
const leaves = (days: number, about: string | null = 'ina@x.example') => seen('champion_left', 'true', days, about);
/** Scores 62: four measures of 60 and one of 70. */
const scored62: Facts = {
  interactions: [meeting(30)],
  observations: [seen('sponsor_level', 'informed', 3), seen('nps', '7', 3)],
  tickets: [ticket(15)],
  invoices: [invoice({ paidOn: null, dueOn: ago(5) })],
};

const fires: readonly (readonly [GateId, name: string, known: Facts, caps: Gate['caps'], facts: object])[] = [
  [
    'cancellation_notice',
    'given',
    { observations: [seen('cancellation_notice', 'given', 300)] },
    'at_risk',
    { on: ago(300) },
  ],
  ['champion_left', 'for 30 days', { observations: [leaves(30)] }, 'at_risk', { on: ago(30), days: 30 }],
  [
    'champion_left',
    'and the successor was named long before',
    { observations: [leaves(40), seen('champion_successor', 'true', 71)] },
    'at_risk',
    { on: ago(40), days: 40 },
  ],
  [
    'champion_left',
    'and is still the champion of the CRM',
    { observations: [leaves(40)], contacts: [contact('Ina@x.example', 'champion')] },
    'at_risk',
    { on: ago(40), days: 40 },
  ],
  [
    'champion_left',
    'for 30 days, and another left since',
    { observations: [leaves(60), leaves(29, 'jo@x.example')] },
    'at_risk',
    { on: ago(60), days: 60 },
  ],
  [
    'champion_left',
    'and the successor named has left too',
    { observations: [leaves(60), seen('champion_successor', 'true', 50, 'Jo@x.example'), leaves(10, 'jo@x.example')] },
    'at_risk',
    { on: ago(60), days: 60 },
  ],
  [
    'champion_left',
    'and the other champion of the CRM has left too',
    {
      observations: [leaves(60), leaves(10, 'JO@x.example')],
      contacts: [contact('jo@x.example', 'champion')],
    },
    'at_risk',
    { on: ago(60), days: 60 },
  ],
  [
    'champion_left',
    'and names the newest of those that are due',
    { observations: [leaves(300, 'a@x.example'), leaves(30, 'b@x.example'), leaves(60, 'c@x.example')] },
    'at_risk',
    { on: ago(30), days: 30 },
  ],
  [
    'power_user_silent',
    'for 21 days, the last one',
    { usage: powerUser('ina@x.example', 21), contacts: [contact('Ina@X.example', null, 'c1')] },
    'at_risk',
    { days: 21, silent: 1, othersActive: 0, contactId: 'c1' },
  ],
  [
    'power_user_silent',
    'while another works on; the busiest is named',
    { usage: [...powerUser('a', 0), ...powerUser('b', 30), ...powerUser('c', 22), used('c', 40, { run_workflow: 3 })] },
    'best_case',
    { days: 22, silent: 2, othersActive: 1, contactId: null },
  ],
  [
    'overdue_invoice',
    'for 30 days',
    { invoices: [invoice({ paidOn: null, dueOn: ago(30) }), invoice({ id: 'i2', paidOn: null, dueOn: ago(29) })] },
    'at_risk',
    { days: 30, invoices: 1 },
  ],
  ['seats_reduced', 'by a tenth', { observations: [seen('seats', '18', 3)] }, 'best_case', { before: 20, now: 18 }],
  [
    'seats_reduced',
    'in the CRM',
    { account: [version(account()), { ...version(account({ seats: 10 })), knownAt: at(3) }] },
    'best_case',
    { before: 20, now: 10 },
  ],
  [
    'seats_reduced',
    'after they had grown',
    { observations: [seen('seats', '30', 60), seen('seats', '20', 3)] },
    'best_case',
    { before: 30, now: 20 },
  ],
  [
    'seats_reduced',
    'and partly bought again',
    {
      account: [version(account({ seats: 10 }))],
      observations: [seen('seats', '40', 89), seen('seats', '5', 50), seen('seats', '12', 3)],
    },
    'best_case',
    { before: 40, now: 12 },
  ],
  [
    'seats_reduced',
    'exactly 90 days ago from a peak in force that day',
    { observations: [seen('seats', '30', 200), seen('seats', '20', 89)] },
    'best_case',
    { before: 30, now: 20 },
  ],
  [
    'ticket_storm',
    'of three tickets in 7 days',
    { tickets: [0, 3, 6].map((days) => solved(days)) },
    'best_case',
    { tickets: 3, days: 7, many: true, topPriorityDays: null },
  ],
  [
    'ticket_storm',
    'of one top-priority ticket open for 6 days',
    { tickets: [ticket(6, { priority: 'top' })] },
    'best_case',
    { tickets: 1, days: 7, many: false, topPriorityDays: 6 },
  ],
  [
    'no_sponsor_near_renewal',
    '90 days before',
    { ...due(90), observations: [seen('sponsor_level', 'none', 100)] },
    'best_case',
    { daysToRenewal: 90 },
  ],
  [
    'no_sponsor_near_renewal',
    'of an overdue renewal',
    { ...due(-10), observations: [seen('sponsor_level', 'none', 100)] },
    'best_case',
    { daysToRenewal: -10 },
  ],
  ['account_inactive', 'for 14 days', { usage: usersActive(3, 14) }, 'best_case', { days: 14, daysToRenewal: null }],
  [
    'account_inactive',
    'with 90 days to go',
    { ...due(90), usage: usersActive(3, 14) },
    'at_risk',
    { days: 14, daysToRenewal: 90 },
  ],
  [
    'account_inactive',
    'with 91 days to go',
    { ...due(91), usage: usersActive(3, 14) },
    'best_case',
    { days: 14, daysToRenewal: 91 },
  ],
];

const silent: readonly (readonly [name: string, known: Facts])[] = [
  [
    'a notice that was withdrawn',
    { observations: [seen('cancellation_notice', 'given', 30), seen('cancellation_notice', 'withdrawn', 5)] },
  ],
  ['a champion gone for 29 days', { observations: [leaves(29)] }],
  ['a departure of more than a year ago', { observations: [leaves(366)] }],
  ['a departure of exactly a year and a day ago, and one that is not due', { observations: [leaves(366), leaves(5)] }],
  [
    'a successor of the same name in other letters, who came back after leaving',
    { observations: [leaves(90, 'jo@x.example'), leaves(60), seen('champion_successor', 'true', 55, 'JO@x.example')] },
  ],
  ['seats cut 91 days ago', { observations: [seen('seats', '30', 200), seen('seats', '20', 90)] }],
  ['a successor', { observations: [leaves(40), seen('champion_successor', 'true', 2)] }],
  ['a successor named before the departure', { observations: [leaves(40), seen('champion_successor', 'true', 70)] }],
  ['another champion in the CRM', { observations: [leaves(40)], contacts: [contact('jo@x.example', 'champion')] }],
  ['a power user silent for 20 days', { usage: [...powerUser('a', 20), ...usersActive(1, 1)] }],
  ['an invoice 29 days overdue', { invoices: [invoice({ paidOn: null, dueOn: ago(29) })] }],
  ['seats cut by less than a tenth', { observations: [seen('seats', '19', 3)] }],
  ['seats cut and bought again', { observations: [seen('seats', '10', 30), seen('seats', '20', 3)] }],
  ['more seats', { observations: [seen('seats', '30', 3)] }],
  ['a top-priority ticket open for 5 days', { tickets: [ticket(5, { priority: 'top' })] }],
  ['three tickets in 8 days', { tickets: [0, 3, 7].map((days) => solved(days)) }],
  ['no sponsor 91 days before', { ...due(91), observations: [seen('sponsor_level', 'none', 3)] }],
  ['a sponsor level nobody has entered', due(30)],
  ['a sponsor level that has expired', { ...due(30), observations: [seen('sponsor_level', 'none', 181)] }],
  ['no sponsor, and a renewal that is long overdue', { ...due(-61), observations: [seen('sponsor_level', 'none', 3)] }],
  [
    'no sponsor, and a renewal that is won',
    {
      renewals: [renewal({ status: 'won', closedOn: ago(2), renewalDate: ago(-30) })],
      observations: [seen('sponsor_level', 'none', 3)],
    },
  ],
  ['13 silent days', { usage: usersActive(3, 13) }],
  ['14 days on which no usage of any account came in', { usage: usersActive(3, 14), ...usageFrom(200, 4) }],
  ['a power user unseen while the source is silent', { usage: powerUser('a', 25), ...usageFrom(200, 4) }],
  ['silence of an account whose use was never heard of', { interactions: [meeting(80)] }],
];

describe('a gate', () => {
  it.each(fires)('%s fires %s', (id, _, known, caps, facts) => {
    expect(gatesOf(known).find((gate) => gate.id === id)).toMatchObject({ id, caps, facts });
  });

  it.each(silent)('is not fired by %s', (_, known) => {
    expect(gatesOf(known)).toEqual([]);
  });

  it('names its evidence', () => {
    expect(gatesOf({ observations: [leaves(30)] })[0]?.evidence).toEqual({
      source: 'observations',
      count: 1,
      newest: ago(30),
    });
  });

  const drop = (now: number | null, before7: number | null, before30: number | null) => {
    const { snapshot, usage } = accountFacts(inputs())(card, { asOf, knownAt: asOf });
    return checkGates({ snapshot, usage, card, daysToRenewal: null, shown: { now, before7, before30 } });
  };
  it.each([
    ['20 in 30 days', 62, null, 82, 'at_risk', { points: -20, days: 30 }],
    ['10 in 7 days', 62, 72, 81, 'best_case', { points: -10, days: 7 }],
    ['both', 62, 80, 82, 'at_risk', { points: -20, days: 30 }],
  ])('fast_drop fires by a fall of %s', (_, now, before7, before30, caps, facts) => {
    expect(drop(now, before7, before30)).toMatchObject([{ id: 'fast_drop', caps, facts }]);
  });

  it.each([
    ['19 in 30 and 9 in 7 days', 62, 71, 81],
    ['a rise', 62, 40, 20],
    ['an unknown score before', 62, null, null],
    ['an unknown score now', null, 90, 90],
  ])('fast_drop is not fired by %s', (_, now, before7, before30) => {
    expect(drop(now, before7, before30)).toEqual([]);
  });

  it('fast_drop looks at the newest point that is old enough and not much older, and at the facts of that day', () => {
    const points = [point(45, 90), point(29, 90), point(30, 82), point(31, null)];
    const goals = [seen('goal_status', 'reached', 40, 'g'), seen('goal_status', 'missed', 3, 'g')];
    const sponsor = [seen('sponsor_level', 'active_quarterly', 40), seen('sponsor_level', 'none', 3)];
    const steady = { ...scored62, ticketsSince: at(300), interactions: [meeting(32), meeting(30)], points };
    const fallen = assess({ ...steady, observations: [...goals, ...sponsor] });
    expect(fallen.change30d).toMatchObject({ state: 'compared', since: at(30) });
    expect(fallen.gates).toMatchObject([{ id: 'fast_drop', caps: 'at_risk' }]);
    const known = { ...steady, interactions: [meeting(45), meeting(30)] };
    const since = (days: number): readonly Gate[] =>
      assess({ ...known, observations: [...goals, ...sponsor], points: [point(days, 82)] }).gates;
    for (const days of [7, 10]) expect(since(days)).toMatchObject([{ caps: 'best_case', facts: { days: 7 } }]);
    for (const days of [30, 37]) expect(since(days)).toMatchObject([{ caps: 'at_risk', facts: { days: 30 } }]);
    for (const days of [6, 11, 29, 38]) expect(since(days)).toEqual([]);
  });

  it('fast_drop is not fired by a source whose past is imported later', () => {
    const withoutUsage = [point(8, 97)];
    expect(assess({ ...scored62, usage: usersActive(1, 40), points: withoutUsage }).gates.map(({ id }) => id)).toEqual([
      'account_inactive',
    ]);
  });

  it('never changes the score', () => {
    const notice = seen('cancellation_notice', 'given', 3);
    const without = assess(scored62);
    const with_ = assess({ ...scored62, observations: [...(scored62.observations ?? []), notice] });
    expect(with_.gates).toHaveLength(1);
    expect(with_.score).toBe(without.score);
  });

  it('is silent when the scorecard has switched it off', () => {
    const off = { ...card, gates: { ...card.gates, champion_left: { on: false, limits: {} } } };
    expect(assess({ observations: [leaves(30)] }, off).gates).toEqual([]);
  });

  it('stands in the order of severity', () => {
    const known = { ...due(30), observations: [seen('sponsor_level', 'none', 3), leaves(40), seen('seats', '1', 3)] };
    expect(gatesOf(known).map(({ id }) => id)).toEqual(['champion_left', 'seats_reduced', 'no_sponsor_near_renewal']);
  });
});

describe('people', () => {
  const people = (known: Facts) => assess(known).people;

  it('score against the median active user: 50 for the median, 100 for twice as much', () => {
    const usage = [used('a', 0, { view_x: 10 }), used('b', 0, { view_x: 20 }), used('c', 0, { view_x: 45 })];
    expect(people({ usage }).map(({ user, score }) => [user, score])).toEqual([
      ['c', 100],
      ['b', 50],
      ['a', 25],
    ]);
  });

  it('lose half of a day of work in 30 days', () => {
    const usage = [used('a', 0, { view_x: 20 }), used('b', 30, { view_x: 20 })];
    expect(people({ usage }).map(({ user, score }) => [user, score])).toEqual([
      ['a', 50],
      ['b', 25],
    ]);
  });

  it('are contacts by e-mail, with role and last day; who is in a named role is listed without usage too', () => {
    const contacts = [
      contact('Ina@x.example', 'champion', 'c1'),
      contact('boss@x.example', 'sponsor', 'c2'),
      contact('someone@x.example', 'user', 'c3'),
    ];
    const usage = [used('ina@x.example', 4), used('app-7', 2)];
    expect(people({ usage, contacts })).toEqual([
      {
        contactId: 'c1',
        user: 'ina@x.example',
        role: 'champion',
        powerUser: false,
        score: expect.any(Number) as number,
        lastActive: ago(4),
        daysSinceActive: 4,
      },
      {
        contactId: 'c2',
        user: 'boss@x.example',
        role: 'sponsor',
        powerUser: false,
        score: null,
        lastActive: null,
        daysSinceActive: null,
      },
      expect.objectContaining({ contactId: null, user: 'app-7', role: null }) as object,
    ]);
  });

  it('begin with the power users, silent ones too, and end after two hundred', () => {
    const listed = people({ usage: [...usersActive(300), ...powerUser('zoe', 40)] });
    expect(listed[0]).toMatchObject({ user: 'zoe', powerUser: true, daysSinceActive: 40 });
    expect(listed).toHaveLength(200);
  });

  it('are forgotten after 90 days of silence', () => {
    expect(people({ usage: [used('a', 90), used('b', 89)] }).map(({ user }) => user)).toEqual(['b']);
  });
});

describe('the expansion signal', () => {
  const healthy: Facts = {
    interactions: [meeting(3), review(30, 'held')],
    observations: [seen('sponsor_level', 'active_quarterly', 3), seen('goal_status', 'reached', 3, 'g')],
    invoices: [invoice()],
    ticketsSince: at(300),
  };
  const expansion = (more: Facts) =>
    assess({ ...healthy, ...more, observations: [...(healthy.observations ?? []), ...(more.observations ?? [])] })
      .expansion;
  const full = [
    ...usersActive(16),
    ...['a', 'b', 'c'].flatMap((user) => powerUser(user, 1)),
    used('a', 1, { invite_user: 1 }),
  ];

  it('names full seats with advanced use, locked features, the upgrade page and questions', () => {
    const usage = [...full, used('b', 4, { locked_feature_click: 2, upgrade_page_visit: 1 })];
    expect(expansion({ usage, observations: [seen('higher_tier_question', 'true', 9)] })).toEqual({
      signal: true,
      because: [
        { code: 'seats_full', active: 19, seats: 20 },
        { code: 'locked_features', clicks: 2 },
        { code: 'upgrade_page', visits: 1 },
        { code: 'higher_tier_questions', questions: 1 },
      ],
    });
  });

  it('is off without advanced use', () => {
    const plain = full.filter(({ events }) => !('invite_user' in events));
    expect(expansion({ usage: plain })).toEqual({ signal: false, because: [] });
  });

  it('is off while a gate fires', () => {
    expect(expansion({ usage: full, observations: [seen('cancellation_notice', 'given', 1)] }).signal).toBe(false);
  });

  it('is off for an account that is not healthy', () => {
    const question = [seen('higher_tier_question', 'true', 9)];
    expect(
      assess({ ...scored62, observations: [...(scored62.observations ?? []), ...question] }).expansion.signal,
    ).toBe(false);
  });
});
