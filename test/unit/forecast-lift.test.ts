import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { Lift, MeasureResult } from '../../src/accounts/health.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import type { MeasureFacts, SponsorLevel } from '../../src/accounts/measures.ts';
import { shownScore } from '../../src/scoring/bands.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { onCurve } from '../../src/scoring/curves.ts';
import type { ForecastInput } from '../../src/scoring/forecast.ts';
import { ladderOf } from '../../src/scoring/lift-ladders.ts';
import { measureAll } from '../../src/scoring/measure-all.ts';
import { snapshotAt } from '../../src/scoring/snapshot.ts';
import { rollUp } from '../../src/scoring/usage.ts';
import { scoreOf } from '../../src/scoring/weigh.ts';
import { parseScorecard } from '../../src/scorecards/parse-scorecard.ts';
import { account, card, forecastOf, gates, renewal, scored, state, today } from '../fixtures/forecast-case.ts';

const shipped = new URL('../../src/scorecards/default-1.yaml', import.meta.url);

type Id =
  | 'seat_adoption'
  | 'power_users'
  | 'core_usage_trend'
  | 'two_way_contact'
  | 'business_reviews'
  | 'executive_sponsor'
  | 'nps'
  | 'support_friction'
  | 'payment_and_plan'
  | 'outcomes';
type Facts = Pick<MeasureFacts, Id>;

/** The specification's scores by hand: what a measure gives for its facts. */
function measuresOf(facts: Facts): readonly MeasureResult[] {
  const curve = (id: keyof Facts, raw: number): number =>
    onCurve(card.measures.find((rules) => rules.id === id)?.curve ?? [], raw);
  const { seat_adoption: seats, core_usage_trend: use, business_reviews: reviews, payment_and_plan: paid } = facts;
  const counted = seats.seats <= 3 && seats.active > 0 && seats.active < seats.seats;
  const attended = curve('business_reviews', reviews.attended / reviews.planned);
  const levels = { active_quarterly: 95, engaged_yearly: 80, informed: 60, none: 25 };
  const overdue = paid.overdueDays >= 30 ? 0 : paid.overdueDays >= 15 ? 40 : paid.overdueDays >= 1 ? 70 : 100;
  const start = Math.min(overdue, paid.failedPayments > 0 ? 70 : 100);
  const cut = ((paid.seatsBefore - paid.seatsNow) / paid.seatsBefore) * 200 + paid.downgrades * 30;
  const friction = facts.support_friction.deductions.reduce((sum, { points }) => sum + points, 100);
  return [
    scored(
      'seat_adoption',
      counted ? (seats.active === 1 ? 70 : 90) : curve('seat_adoption', seats.active / seats.seats),
      seats,
    ),
    scored(
      'power_users',
      curve(
        'power_users',
        facts.power_users.active + (facts.power_users.active > 0 ? Math.max(0, 3 - seats.seats) : 0),
      ),
      facts.power_users,
    ),
    scored('core_usage_trend', curve('core_usage_trend', use.recent / use.earlier), use),
    scored('two_way_contact', curve('two_way_contact', facts.two_way_contact.days), facts.two_way_contact),
    scored('business_reviews', reviews.missedInARow >= 2 ? Math.min(25, attended) : attended, reviews),
    scored('executive_sponsor', levels[facts.executive_sponsor.level], facts.executive_sponsor),
    scored('nps', curve('nps', facts.nps.mean), facts.nps),
    scored('support_friction', Math.max(0, friction), facts.support_friction),
    scored('payment_and_plan', Math.max(0, start - cut), paid),
    scored('outcomes', curve('outcomes', facts.outcomes.reached / facts.outcomes.goals), facts.outcomes),
  ];
}
const shownOf = (facts: Facts): number => shownScore(scoreOf(measuresOf(facts)).score ?? NaN);
const withSteps = (facts: Facts, steps: Lift['steps']): Facts => ({
  ...facts,
  ...Object.fromEntries(steps.map(({ measure, to }) => [measure, to])),
});
const liftOf = (facts: Facts, more: Partial<ForecastInput> = {}): Lift | null =>
  forecastOf({ shown: shownOf(facts), measures: measuresOf(facts), ...more }).lift;

const paidUp = { overdueDays: 0, failedPayments: 0, seatsBefore: 20, seatsNow: 20, downgrades: 0 };
const oldTicket = { code: 'old_ticket', points: -40, days: 15 } as const;
const topTicket = { code: 'top_priority_open', points: -30, tickets: 1 } as const;
const lowCsat = { code: 'low_csat', points: -10, mean: 4, answers: 5 } as const;
const middling: Facts = {
  seat_adoption: { active: 12, seats: 20 },
  power_users: { active: 1, total: 1, days: 21 },
  core_usage_trend: { recent: 90, earlier: 100 },
  two_way_contact: { days: 40, answered: true },
  business_reviews: { attended: 2, planned: 4, missedInARow: 2 },
  executive_sponsor: { level: 'informed' },
  nps: { mean: 7, answers: 4 },
  support_friction: { deductions: [oldTicket, lowCsat, topTicket] },
  payment_and_plan: { ...paidUp, overdueDays: 20 },
  outcomes: { reached: 3, goals: 5 },
};
const improved = <K extends Id>(id: K, to: Facts[K]): Lift['steps'][number] =>
  ({ measure: id, from: middling[id], to }) as Lift['steps'][number];

describe('the smallest change that reaches commit, in raw units', () => {
  // Beside a fixed NPS of 60 points and weight 4: 16 of 20 seats give (4 x 60 + 14 x 90) / 18 = 83, 15 of 20 give 79.4.
  test.each([
    improved('seat_adoption', { active: 16, seats: 20 }),
    improved('power_users', { active: 3, total: 3, days: 21 }),
    improved('core_usage_trend', { recent: 106, earlier: 100 }),
    improved('two_way_contact', { days: 12, answered: true }),
    improved('business_reviews', { attended: 4, planned: 4, missedInARow: 0 }),
    improved('executive_sponsor', { level: 'active_quarterly' }),
    improved('support_friction', { deductions: [lowCsat] }),
    improved('payment_and_plan', paidUp),
    improved('outcomes', { reached: 5, goals: 5 }),
  ])('$measure', (step) => {
    const measures = measuresOf(middling).filter(({ id }) => id === 'nps' || id === step.measure);
    const { score } = scoreOf(measures);
    expect(forecastOf({ shown: shownScore(score ?? NaN), measures }).lift).toEqual({
      gates: [],
      steps: [step],
      blockedBy: [],
      reachable: true,
    });
  });

  test('two measures where none does it alone: both go the smallest common share of their ways', () => {
    const facts: Facts = {
      ...middling,
      seat_adoption: { active: 8, seats: 20 },
      power_users: { active: 0, total: 2, days: 21 },
      core_usage_trend: { recent: 100, earlier: 100 },
      two_way_contact: { days: 7, answered: true },
      business_reviews: { attended: 4, planned: 4, missedInARow: 0 },
      executive_sponsor: { level: 'active_quarterly' },
      nps: { mean: 0, answers: 4 },
      support_friction: { deductions: [{ code: 'many_tickets', points: -45, tickets: 3, days: 7 }] },
      payment_and_plan: paidUp,
      outcomes: { reached: 5, goals: 5 },
    };
    // 68.25 points, 79.5 needed. Five of twelve idle seats (+3.5) and two of three missing power users (+7.8) reach it; no single measure adds 11.25.
    expect(shownOf(facts)).toBe(68);
    expect(liftOf(facts)?.steps).toEqual([
      { measure: 'seat_adoption', from: { active: 8, seats: 20 }, to: { active: 13, seats: 20 } },
      { measure: 'power_users', from: { active: 0, total: 2, days: 21 }, to: { active: 2, total: 2, days: 21 } },
    ]);
  });

  test('blocking gates come first; where they alone block, no measure has to move', () => {
    const measures = [scored('seat_adoption', 85, { active: 15, seats: 20 })];
    const gated = forecastOf({ measures, gates: [gates.seats_reduced, gates.overdue_invoice] });
    expect(gated.lift).toEqual({
      gates: ['overdue_invoice', 'seats_reduced'],
      steps: [],
      blockedBy: [],
      reachable: true,
    });
  });

  test('nothing to lift: commit, commit on its way, outside the window', () => {
    expect(forecastOf().lift).toBeNull();
    expect(forecastOf({ tierStates: [state(1, 'best_case')], shown: 81 }).lift).toBeNull();
    expect(forecastOf({ shown: 50, renewals: [renewal({ renewalDate: null })] }).lift).toBeNull();
  });

  test('no measure lifts missing data or a low probability: what blocks is said', () => {
    const measures = measuresOf(middling);
    const blocked = { steps: [], gates: [], reachable: false };
    expect(forecastOf({ measures, shown: 70, coverage: 0.59 }).lift).toEqual({
      ...blocked,
      blockedBy: ['low_coverage'],
    });
    expect(forecastOf({ measures, shown: null, coverage: 0.2 }).lift).toEqual({
      ...blocked,
      blockedBy: ['low_coverage'],
    });
    expect(forecastOf({ measures, shown: 70, probability: 0.8 }).lift).toEqual({
      ...blocked,
      blockedBy: ['low_probability'],
    });
  });

  test('out of reach of any pair: no steps', () => {
    const measures = measuresOf(middling).map((result) =>
      result.state === 'scored' ? { ...result, score: 0 } : result,
    );
    expect(forecastOf({ shown: 0, measures }).lift).toEqual({ gates: [], steps: [], blockedBy: [], reachable: false });
    expect(forecastOf({ shown: 40, measures: [scored('nps', 40, { mean: 6, answers: 1 })] }).lift).toMatchObject({
      reachable: false,
    });
  });

  test('a falling account is lifted as far as its 30-day change needs', () => {
    const measures = [
      scored('nps', 90, { mean: 9, answers: 4 }),
      scored('seat_adoption', 80, { active: 14, seats: 20 }),
    ];
    const steps = (change30d: number): Lift['steps'] | undefined =>
      forecastOf({ shown: 82, measures, change30d }).lift?.steps;
    // 15 of 20 seats: shown 86, four more than 82.
    expect(steps(-8)).toEqual([
      { measure: 'seat_adoption', from: { active: 14, seats: 20 }, to: { active: 15, seats: 20 } },
    ]);
    expect(steps(-9)).toMatchObject([{ to: { active: 16 } }]);
  });

  test('what nobody can act on is no way up', () => {
    expect(ladderOf(scoredNps, null, card)).toBeNull();
  });
});
const scoredNps = { ...scored('nps', 10, { mean: 1, answers: 3 }) } as Extract<MeasureResult, { state: 'scored' }>;

describe('the scores of facts that are not yet so', () => {
  const parsed = parseScorecard(readFileSync(shipped, 'utf8'), 'default-1.yaml');
  if (!parsed.ok) throw new Error('The default scorecard does not parse');
  const shippedCard = parsed.card;
  const inputs = (seats: number, active: number, more: Partial<AccountInputs> = {}): AccountInputs => ({
    connectionId: connectionId('hubspot', '1'),
    accountId: accountId('a1'),
    timeZone: 'UTC',
    homeCurrency: 'EUR',
    account: [{ id: 'a1', knownAt: '2025-01-01T00:00:00.000Z', value: account({ seats }) }],
    renewals: [],
    contacts: [],
    tickets: [],
    interactions: [],
    observations: [],
    invoices: [],
    usage: Array.from({ length: active }, (_, user) => heavyUse(`u${user}`)).flat(),
    usageDays: Array.from({ length: 90 }, (_, ago) => ({
      source: 'test',
      day: addDays(today, -ago),
      knownAt: '2026-01-01T00:00:00.000Z',
    })),
    points: [],
    tierStates: [],
    ...more,
  });
  const heavyUse = (user: string): AccountInputs['usage'][number][] =>
    Array.from({ length: 30 }, (_, ago) => ({
      kind: 'usage' as const,
      accountId: accountId('a1'),
      day: addDays(today, -ago),
      user,
      events: { core_work: 1 },
      source: 'test',
      knownAt: '2026-01-01T00:00:00.000Z',
    }));
  const measured = (given: AccountInputs): readonly MeasureResult[] => {
    const snapshot = snapshotAt(given, { asOf: `${today}T12:00:00.000Z` });
    return measureAll(snapshot, rollUp(snapshot, shippedCard), shippedCard);
  };
  const scoredIn = (results: readonly MeasureResult[], id: Id): number | undefined => {
    const result = results.find((each) => each.id === id);
    return result?.state === 'scored' ? result.score : undefined;
  };

  test('are those the measures give once they are so, in small accounts too', () => {
    for (const seats of [1, 2, 3, 4, 10]) {
      for (const id of ['seat_adoption', 'power_users'] as const) {
        const result = measured(inputs(seats, 1)).find((each) => each.id === id);
        const ladder = result?.state === 'scored' ? ladderOf(result, seats, shippedCard) : null;
        for (let step = 1; step <= (ladder?.steps ?? 0); step++)
          expect(ladder?.scoreAt(step)).toBeCloseTo(scoredIn(measured(inputs(seats, 1 + step)), id) ?? NaN, 9);
      }
    }
  });

  test('an invoice paid leaves the cut seats', () => {
    const invoice = (paidOn: string | null): Partial<AccountInputs> => ({
      account: [
        { id: 'a1', knownAt: '2025-01-01T00:00:00.000Z', value: account({ seats: 20 }) },
        { id: 'a1', knownAt: '2026-06-01T00:00:00.000Z', value: account({ seats: 17 }) },
      ],
      invoices: [
        {
          kind: 'invoice',
          accountId: accountId('a1'),
          id: 'i1',
          issuedOn: '2026-04-01',
          dueOn: '2026-05-01',
          paidOn,
          amount: 100,
          currency: 'EUR',
          source: 'test',
          knownAt: '2026-06-14T00:00:00.000Z',
        },
      ],
    });
    const result = measured(inputs(20, 0, invoice(null))).find(({ id }) => id === 'payment_and_plan');
    const ladder = result?.state === 'scored' ? ladderOf(result, 20, shippedCard) : null;
    expect(result).toMatchObject({ state: 'scored', score: 0 });
    expect(ladder?.steps).toBe(1);
    expect(ladder?.scoreAt(1)).toBeCloseTo(70, 9);
    expect(scoredIn(measured(inputs(20, 0, invoice(today))), 'payment_and_plan')).toBeCloseTo(70, 9);
  });
});

/** All steps of each measure, written out one by one. */
function waysOf(facts: Facts): readonly (readonly Partial<Facts>[])[] {
  const count = (steps: number): number[] => Array.from({ length: Math.max(0, steps) }, (_, i) => i + 1);
  const { seat_adoption: seats, power_users: power, core_usage_trend: use, business_reviews: reviews } = facts;
  const { outcomes: goals, payment_and_plan: paid } = facts;
  const levels: SponsorLevel[] = ['none', 'informed', 'engaged_yearly', 'active_quarterly'];
  const closable = facts.support_friction.deductions
    .filter(({ code }) => code === 'old_ticket' || code === 'top_priority_open')
    .sort((a, b) => a.points - b.points);
  return [
    count(seats.seats - seats.active).map((n) => ({ seat_adoption: { ...seats, active: seats.active + n } })),
    count(Math.min(3, seats.seats) - power.active).map((n) => ({
      power_users: { active: power.active + n, total: Math.max(power.total, power.active + n), days: 21 },
    })),
    count(Math.ceil(1.2 * use.earlier - use.recent)).map((n) => ({
      core_usage_trend: { ...use, recent: use.recent + n },
    })),
    count(facts.two_way_contact.days - 7).map((n) => ({
      two_way_contact: { days: facts.two_way_contact.days - n, answered: true },
    })),
    count(reviews.planned - reviews.attended).map((n) => ({
      business_reviews: { ...reviews, attended: reviews.attended + n, missedInARow: 0 },
    })),
    levels.slice(levels.indexOf(facts.executive_sponsor.level) + 1).map((level) => ({ executive_sponsor: { level } })),
    count(closable.length).map((n) => ({
      support_friction: {
        deductions: facts.support_friction.deductions.filter((each) => !closable.slice(0, n).includes(each)),
      },
    })),
    paid.overdueDays + paid.failedPayments > 0
      ? [{ payment_and_plan: { ...paid, overdueDays: 0, failedPayments: 0 } }]
      : [],
    count(goals.goals - goals.reached).map((n) => ({ outcomes: { ...goals, reached: goals.reached + n } })),
  ];
}

describe('for any account', () => {
  const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
  const anyFacts: fc.Arbitrary<Facts> = fc.record({
    seat_adoption: fc
      .tuple(upTo(40), fc.integer({ min: 1, max: 40 }))
      .map(([a, s]) => ({ active: Math.min(a, s), seats: s })),
    power_users: fc.tuple(upTo(4), upTo(2)).map(([active, silent]) => ({ active, total: active + silent, days: 21 })),
    core_usage_trend: fc.record({ recent: upTo(80), earlier: fc.integer({ min: 1, max: 60 }) }),
    two_way_contact: fc.record({ days: upTo(95), answered: fc.constant(true) }),
    business_reviews: fc.tuple(fc.integer({ min: 1, max: 4 }), upTo(4), upTo(3)).map(([planned, a, missed]) => ({
      planned,
      attended: Math.min(a, planned),
      missedInARow: Math.min(missed, planned - Math.min(a, planned)),
    })),
    executive_sponsor: fc.record({
      level: fc.constantFrom<SponsorLevel>('none', 'informed', 'engaged_yearly', 'active_quarterly'),
    }),
    nps: fc.record({ mean: fc.integer({ min: 5, max: 10 }), answers: fc.constant(4) }),
    support_friction: fc.subarray([oldTicket, topTicket, lowCsat]).map((deductions) => ({ deductions })),
    payment_and_plan: fc
      .tuple(
        fc.constantFrom(0, 0, 5, 20, 40),
        fc.constantFrom(0, 0, 1),
        fc.constantFrom(20, 20, 18),
        fc.constantFrom(0, 0, 1),
      )
      .map(([overdueDays, failedPayments, seatsNow, downgrades]) => ({
        overdueDays,
        failedPayments,
        seatsBefore: 20,
        seatsNow,
        downgrades,
      })),
    outcomes: fc
      .tuple(upTo(5), fc.integer({ min: 1, max: 5 }))
      .map(([reached, goals]) => ({ reached: Math.min(reached, goals), goals })),
  });
  const commits = (facts: Facts, from: Facts, change30d: number | null): boolean =>
    shownOf(facts) >= 80 && (change30d === null || change30d + shownOf(facts) - shownOf(from) > -5);

  test('the change reaches commit, and no smaller one of a single measure does', () => {
    let [singles, pairs] = [0, 0];
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(null, 0, -12), (facts, change30d) => {
        const lift = liftOf(facts, { change30d, account: account() });
        if (lift === null) return;
        const reaching = waysOf(facts).flatMap((way) => {
          const step = way.findIndex((change) => commits({ ...facts, ...change }, facts, change30d));
          return step < 0 ? [] : [{ share: (step + 1) / way.length, change: way[step] ?? {} }];
        });
        if (lift.steps.length === 1) singles++;
        if (lift.steps.length === 2) pairs++;
        if (reaching.length > 0) {
          expect(lift.steps).toHaveLength(1);
          const least = Math.min(...reaching.map(({ share }) => share));
          const first = reaching.find(({ share }) => share === least);
          expect(withSteps(facts, lift.steps)).toEqual({ ...facts, ...first?.change });
        }
        if (lift.reachable) expect(commits(withSteps(facts, lift.steps), facts, change30d)).toBe(true);
        else expect(lift.steps).toEqual([]);
      }),
      { numRuns: 1500, seed: 6 },
    );
    expect(singles).toBeGreaterThan(50);
    expect(pairs).toBeGreaterThan(50);
  });

  test('of a pair neither measure can take a smaller step, and no pair that reaches is missed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const lift = liftOf(facts);
        const ways = waysOf(facts);
        const all = ways.flatMap((a, i) => ways.slice(i + 1).map((b) => ({ ...facts, ...a.at(-1), ...b.at(-1) })));
        if (lift !== null) expect(lift.reachable).toBe(all.some((end) => commits(end, facts, null)));
        if (lift?.steps.length !== 2) return;
        for (const { measure } of lift.steps) {
          const goal = withSteps(facts, lift.steps);
          const way = ways.find(([step]) => step !== undefined && measure in step) ?? [];
          const taken = way.findIndex((step) => isDeepStrictEqual(step[measure as Id], goal[measure as Id]));
          expect(taken).toBeGreaterThanOrEqual(0);
          const shorter = { ...goal, ...(taken === 0 ? { [measure]: facts[measure as Id] } : way[taken - 1]) };
          expect(commits(shorter, facts, null)).toBe(false);
        }
      }),
      { numRuns: 600, seed: 7 },
    );
  });
});
