import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { MeasureResult } from '../../src/accounts/health.ts';
import type { MeasureFacts, MeasureId } from '../../src/accounts/measures.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { checkGates } from '../../src/scoring/check-gates.ts';
import { expansionOf } from '../../src/scoring/expansion.ts';
import { liftingOf } from '../../src/scoring/lift.ts';
import { ladderOf } from '../../src/scoring/lift-ladders.ts';
import {
  account,
  ago,
  asOf,
  card,
  contact,
  inForce,
  inputs,
  invoice,
  powerUser,
  renewal,
  seen,
  ticket,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';
import { scored } from '../fixtures/forecast-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
type Known = Partial<AccountInputs>;
const assess = (known: Known) => assessAccount({ inputs: inputs(known), asOf, scorecards: [inForce] });
const evidenceOf = (known: Known) => assess(known).gates.map(({ id, evidence }) => [id, evidence] as const);

describe('a gate', () => {
  it.each<[string, Known, string, number, string]>([
    ['cancellation_notice', { observations: [seen('cancellation_notice', 'given', 9)] }, 'observations', 1, ago(9)],
    ['account_inactive', { usage: usersActive(3, 14) }, 'usage', 3, ago(14)],
    ['overdue_invoice', { invoices: [invoice({ paidOn: null, dueOn: ago(40) })] }, 'invoices', 1, ago(40)],
    ['seats_reduced', { observations: [seen('seats', '30', 60), seen('seats', '20', 3)] }, 'crm_fields', 3, ago(3)],
    ['power_user_silent', { usage: [...powerUser('a', 25), ...powerUser('b', 3)] }, 'usage', 2, ago(3)],
    ['ticket_storm', { tickets: [ticket(6), ticket(2), ticket(1)] }, 'crm_tickets', 3, ago(1)],
    [
      'no_sponsor_near_renewal',
      { renewals: [renewal({ renewalDate: ago(-60) })], observations: [seen('sponsor_level', 'none', 50)] },
      'observations',
      1,
      ago(50),
    ],
  ])('%s says what it rests on', (id, known, source, count, newest) => {
    expect(evidenceOf(known)).toEqual([[id, { source, count, newest }]]);
  });

  it('ticket_storm counts an old open top-priority ticket beside the recent ones', () => {
    const tickets = [ticket(8, { priority: 'top' }), ticket(2)];
    expect(evidenceOf({ tickets })).toEqual([['ticket_storm', { source: 'crm_tickets', count: 2, newest: ago(2) }]]);
  });

  it('that the scorecard does not know is silent', () => {
    const { snapshot, usage } = accountFacts(inputs({ observations: [seen('cancellation_notice', 'given', 9)] }))(
      card,
      {
        ...{ asOf, knownAt: asOf },
      },
    );
    const shown = { now: null, before7: null, before30: null };
    const given = { snapshot, usage, daysToRenewal: null, shown };
    expect(checkGates({ ...given, card })).toHaveLength(1);
    expect(checkGates({ ...given, card: { ...card, gates: {} } })).toEqual([]);
  });

  it('seats_reduced needs seats that can be cut', () => {
    expect(evidenceOf({ account: [version(account({ seats: 0 }))], observations: [seen('seats', '0', 60)] })).toEqual(
      [],
    );
  });

  it('power_user_silent names the busiest, of equals the first, by the contact with that address', () => {
    const unnamed = contact('', null, 'c0');
    const contacts = [
      version({ ...(unnamed.value ?? failure()), email: null }),
      ...[contact('z@x.example', null, 'c1'), contact('B@x.example', null, 'c2'), contact('c@x.example', null, 'c3')],
    ];
    const usage = [...powerUser('b@x.example', 25), ...powerUser('c@x.example', 25), ...powerUser('z@x.example', 3)];
    const [gate] = assess({ usage, contacts }).gates;
    expect(gate).toMatchObject({ caps: 'best_case', facts: { silent: 2, othersActive: 1, contactId: 'c2' } });
    const busier = [...usage, used('c@x.example', 26, { run_workflow: 9 })];
    expect(assess({ usage: busier, contacts }).gates[0]?.facts).toMatchObject({ contactId: 'c3' });
  });

  describe('champion_left', () => {
    const left = (days: number, about: string | null = 'ina@x.example') => seen('champion_left', 'true', days, about);
    const fires = (known: Known): boolean => assess(known).gates.some(({ id }) => id === 'champion_left');

    it('is remembered for a year to the day', () => {
      expect([365, 366].map((days) => fires({ observations: [left(days)] }))).toEqual([true, false]);
    });

    it('is not made good by a sponsor, nor by a champion where nobody says who left', () => {
      const [sponsor, champion] = [contact('jo@x.example', 'sponsor'), contact('jo@x.example', 'champion')];
      expect(fires({ observations: [left(40)], contacts: [sponsor] })).toBe(true);
      expect(fires({ observations: [left(40)], contacts: [champion] })).toBe(false);
      expect(fires({ observations: [left(40, null)], contacts: [champion] })).toBe(true);
    });

    it('is not made good by a successor who leaves the same day', () => {
      const successor = seen('champion_successor', 'true', 35, 'jo@x.example');
      expect(fires({ observations: [left(40), successor, left(35, 'JO@x.example')] })).toBe(true);
      expect(fires({ observations: [left(40), successor, left(36, 'jo@x.example')] })).toBe(false);
      expect(fires({ observations: [left(40), successor, left(33, null)] })).toBe(false);
    });
  });
});

function failure(): never {
  throw new Error('a version of the fixture has a value');
}

describe('people', () => {
  const listed = (known: Known) => assess(known).people.map(({ user, score }) => [user, score]);

  it('are measured by the median of those active in 30 days; of four, between the middle two', () => {
    const usage = [
      ...[used('a', 0, { view_x: 40 }), used('b', 0, { view_x: 10 }), used('c', 0, { view_x: 30 })],
      ...[used('d', 0, { view_x: 20 }), used('e', 45, { view_x: 200 })],
    ];
    expect(listed({ usage })).toEqual([
      ['e', 100],
      ['a', 80],
      ['c', 60],
      ['d', 40],
      ['b', 20],
    ]);
  });

  it('are measured by all where nobody was active for 30 days', () => {
    expect(listed({ usage: [used('a', 40, { view_x: 10 })] })).toEqual([['a', 50]]);
  });

  it('score nothing for events without points, and everything for the only ones with points', () => {
    const idle = [used('a', 0, { locked_x: 1 }), used('b', 0, { locked_x: 1 }), used('c', 0, { locked_x: 1 })];
    expect(listed({ usage: idle })).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
    expect(listed({ usage: [...idle, used('d', 0, { view_x: 1 })] })[0]).toEqual(['d', 100]);
  });

  it('without usage stand by address behind a score of 0; without an address by id; without a role nowhere', () => {
    const noAddress = { ...(contact('', 'sponsor', 'id-7').value ?? failure()), email: null };
    const contacts = [
      ...[contact('nobody@x', null, 'c0'), contact('zoe@x', 'sponsor', 'c1'), contact('abe@x', 'champion', 'c2')],
      ...[contact('mia@x', 'sponsor', 'c3'), contact('yan@x', 'champion', 'c4'), version(noAddress)],
      contact('kim@x', 'sponsor', 'c5'),
    ];
    const usage = [used('yan@x', 0, { locked_x: 1 }), used('kim@x', 0, { locked_x: 1 }), used('other', 0)];
    expect(listed({ usage, contacts })).toEqual([
      ['kim@x', 0],
      ['yan@x', 0],
      ['abe@x', null],
      ['id-7', null],
      ['mia@x', null],
      ['zoe@x', null],
      ['other', 100],
    ]);
  });
});

describe('the expansion signal', () => {
  const reasons = (seats: number | null, active: number) => {
    const known = inputs({
      account: [version(account({ seats }))],
      usage: [...usersActive(active), used('user0@nordlicht.example', 2, { publish_report: 1 })],
    });
    const { snapshot, usage } = accountFacts(known)(card, { asOf, knownAt: asOf });
    return expansionOf(snapshot, usage, { band: 'healthy', gates: [] }).because;
  };

  it('sees full seats from four fifths on, and none where nobody knows how many there are', () => {
    expect(reasons(20, 16)).toEqual([{ code: 'seats_full', active: 16, seats: 20 }]);
    expect(reasons(20, 15)).toEqual([]);
    expect(reasons(null, 15)).toEqual([]);
  });
});

describe('a way up to commit', () => {
  const curved = (id: MeasureId, curve: Scorecard['measures'][number]['curve']): Scorecard => ({
    ...card,
    measures: card.measures.map((rules) => (rules.id === id ? { ...rules, curve } : rules)),
  });
  const stepsOf = <K extends MeasureId>(id: K, facts: MeasureFacts[K], by = card): number | null =>
    ladderOf(scored(id, 40, facts) as Parameters<typeof ladderOf>[0], 20, by)?.steps ?? null;
  const flatTop = [
    [0, 0],
    [1, 100],
    [1.5, 100],
  ] as const;

  it('ends where its curve reaches its highest score', () => {
    const active = { active: 12, seats: 20 };
    expect(stepsOf('seat_adoption', active)).toBe(8);
    const enough = [
      [0, 0],
      [0.8, 100],
    ] as const;
    expect(stepsOf('seat_adoption', active, curved('seat_adoption', enough))).toBe(4);
    expect(stepsOf('core_usage_trend', { recent: 90, earlier: 100 }, curved('core_usage_trend', flatTop))).toBe(10);
    const hill = [
      [0, 50],
      [1, 100],
      [2, 100],
      [3, 50],
    ] as const;
    expect(stepsOf('core_usage_trend', { recent: 90, earlier: 100 }, curved('core_usage_trend', hill))).toBe(10);
    const patient = [
      [0, 100],
      [7, 100],
      [30, 0],
    ] as const;
    expect(stepsOf('two_way_contact', { days: 20, answered: true }, curved('two_way_contact', patient))).toBe(13);
  });

  it('climbs sponsor levels by what they score, whatever their names promise', () => {
    const levels = { none: 25, informed: 60, engaged_yearly: 90, active_quarterly: 80 };
    const by = { ...card, measures: card.measures.map((each) => (each.levels === null ? each : { ...each, levels })) };
    const result = scored('executive_sponsor', 25, { level: 'none' }) as Parameters<typeof ladderOf>[0];
    const ladder = ladderOf(result, 20, by);
    expect([1, 2, 3].map((step) => ladder?.scoreAt(step))).toEqual([60, 80, 90]);
  });

  it('closes the heaviest ticket first, and only what can be closed', () => {
    const deductions = [
      { code: 'old_ticket', points: -20, days: 6 },
      { code: 'low_csat', points: -10, mean: 4, answers: 5 },
      { code: 'top_priority_open', points: -30, tickets: 1 },
    ] as const;
    for (const told of [deductions, deductions.toReversed()]) {
      const result = scored('support_friction', 40, { deductions: told }) as Parameters<typeof ladderOf>[0];
      const ladder = ladderOf(result, 20, card);
      expect([0, 1, 2].map((step) => ladder?.scoreAt(step))).toEqual([40, 70, 90]);
    }
  });

  it('pays what is due in one step, and has none where nothing is due', () => {
    const paid = { overdueDays: 0, failedPayments: 0, seatsBefore: 20, seatsNow: 15, downgrades: 0 };
    expect(stepsOf('payment_and_plan', { ...paid, overdueDays: 1 })).toBe(1);
    expect(stepsOf('payment_and_plan', { ...paid, failedPayments: 1 })).toBe(1);
    expect(stepsOf('payment_and_plan', paid)).toBeNull();
  });

  it('of two measures takes the smaller common share: all of two small ways is more than half of two long ones', () => {
    const measures: readonly MeasureResult[] = [
      scored('two_way_contact', onContact(9), { days: 9, answered: true }),
      scored('executive_sponsor', 80, { level: 'engaged_yearly' }),
      scored('seat_adoption', 0, { active: 0, seats: 100 }),
      scored('outcomes', 0, { reached: 0, goals: 100 }),
    ];
    const facts = { shown: 30, coverage: 1, change30d: null, probability: null };
    const { steps } = liftingOf({ ...facts, measures, card });
    expect(steps.map(({ measure }) => measure)).toEqual(['seat_adoption', 'outcomes']);
  });
  const onContact = (days: number): number => 100 - ((days - 7) * 15) / 7;

  it('is barred by a chance below the line, not by one on it', () => {
    const measures = [scored('nps', 100, { mean: 10, answers: 4 })];
    const barred = (probability: number) =>
      liftingOf({ shown: 70, coverage: 1, change30d: null, probability, measures, card }).blockedBy;
    expect(barred(card.forecast.commitProbability)).toEqual([]);
    expect(barred(card.forecast.commitProbability - 0.01)).toEqual(['low_probability']);
  });
});
