import type { MeasureResult } from '../../src/accounts/health.ts';
import type { ScorecardMeasure } from '../../src/accounts/scorecard.ts';
import { onCurve, outsideRange, scorerOn } from '../../src/scoring/curves.ts';
import { explainChange } from '../../src/scoring/explain-change.ts';
import { largestRemainder } from '../../src/scoring/largest-remainder.ts';
import { limitOf } from '../../src/scoring/limits.ts';
import { curveOf, levelsOf } from '../../src/scoring/measure.ts';
import { paymentScore, powerUsersScore } from '../../src/scoring/score-of-facts.ts';
import { measuresFor } from '../../src/scoring/segment.ts';
import { type SupportTrouble, supportPoints } from '../../src/scoring/support-points.ts';
import { driversOf } from '../../src/scoring/weigh.ts';
import { asOf, at, card, inForce } from '../fixtures/account-case.ts';
import { scored, unscored } from '../fixtures/forecast-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
const rulesOf = (id: ScorecardMeasure['id']): ScorecardMeasure => {
  const rules = card.measures.find((measure) => measure.id === id);
  if (rules === undefined) throw new RangeError(`no measure ${id}`);
  return rules;
};

describe('a curve with a step', () => {
  const curve = [
    [1, 10],
    [1, 50],
    [2, 60],
    [2, 90],
  ] as const;
  it('gives the lower side on the step itself, searched and counted alike', () => {
    for (const score of [(raw: number) => onCurve(curve, raw), scorerOn(curve)])
      expect([0, 1, 1.5, 2, 3].map(score)).toEqual([10, 10, 55, 60, 90]);
  });
});

test('a curve of one point is flat, and one of none a mistake', () => {
  for (const score of [(raw: number) => onCurve([[1, 40]], raw), scorerOn([[1, 40]])])
    expect([0, 1, 2].map(score)).toEqual([40, 40, 40]);
  expect(() => onCurve([], 1)).toThrow('A curve needs at least one point');
  expect(() => scorerOn([])).toThrow('A curve needs at least one point');
});

test('a target range that does not begin at 0 counts from its own lowest value', () => {
  const range = { lowest: 2, low: 4, high: 8, highest: 10 };
  expect([1, 2, 3, 4, 8, 9, 10].map((raw) => outsideRange(range, raw))).toEqual([1, 1, 0.5, 0, 0, 0.5, 1]);
});

test('what a scorecard does not give is named', () => {
  const rules = { ...rulesOf('nps'), curve: null };
  expect(() => limitOf(rules, 'grace')).toThrow('The scorecard gives no limit grace');
  expect(() => curveOf(rules)).toThrow('The scorecard gives no curve for nps');
  expect(() => levelsOf(rules)).toThrow('The scorecard gives no levels for nps');
});

describe('a small account', () => {
  it('has power users for the seats that were not sold: 1 of 2 seats counts as 2', () => {
    const score = powerUsersScore(rulesOf('power_users'));
    expect([1, 2, 3].map((seats) => score({ active: 1, seats }, 3))).toEqual([100, 75, 50]);
    expect(score({ active: 0, seats: 2 }, 3)).toBe(10);
  });

  it('of 3 seats is cut seat by seat, one of 4 by share', () => {
    const facts = { overdueDays: 0, failedPayments: 0, downgrades: 0 };
    const score = paymentScore(rulesOf('payment_and_plan'));
    const each = limitOf(rulesOf('payment_and_plan'), 'small_seat_cut');
    expect(score({ ...facts, seatsBefore: 3, seatsNow: 2 }, 3)).toBe(100 - each);
    expect(score({ ...facts, seatsBefore: 4, seatsNow: 3 }, 3)).toBe(50);
  });
});

test('a group without weight in a segment has no measures there', () => {
  const weights = { product: 60, relationship: 40, support: 0, business: 0 };
  const on = measuresFor({ ...card, segmentWeights: { smb: weights } }, 'smb');
  expect(new Set(on.map(({ group }) => group))).toEqual(new Set(['product', 'relationship']));
  expect(on.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
  expect(measuresFor({ ...card, segmentWeights: { smb: weights } }, null)).toHaveLength(10);
});

describe('the ticket rate', () => {
  const quiet: SupportTrouble = {
    ...{ oldestDays: NaN, topOpen: 0, recent: 0, meanCsat: NaN },
    ...{ perHundred: 0, trend: 0.1, seats: 10 },
  };
  const points = (trouble: Partial<SupportTrouble>) =>
    supportPoints(rulesOf('support_friction'))({ ...quiet, ...trouble }, card.smallAccountSeats);

  it('is too quiet from 10 seats on, and never too quiet and too loud at once', () => {
    expect(points({})).toMatchObject({ tooQuiet: 20, tooLoud: 0 });
    expect(points({ seats: 9 })).toMatchObject({ tooQuiet: 0, tooLoud: 0 });
    expect(points({ perHundred: 100 })).toMatchObject({ tooQuiet: 0, tooLoud: 20 });
    expect(points({ perHundred: 2 })).toMatchObject({ tooQuiet: 0, tooLoud: 0 });
  });
});

describe('drivers', () => {
  const goals = { reached: 1, goals: 1 };
  const level = (score: number, weight: number): MeasureResult => ({ ...scored('outcomes', score, goals), weight });
  const named = (id: 'nps' | 'outcomes' | 'two_way_contact' | 'core_usage_trend', score: number, weight: number) =>
    ({ ...level(score, weight), id }) as MeasureResult;

  it('are the weighted distance from 75 as a share of all weight, strongest first, three at most, none at 75', () => {
    const measures = [
      ...[named('nps', 100, 4), named('outcomes', 50, 8), named('two_way_contact', 75, 20)],
      named('core_usage_trend', 80, 8),
    ];
    expect(driversOf(measures)).toEqual({
      up: [
        { measure: 'nps', effect: (4 * 25) / 40 },
        { measure: 'core_usage_trend', effect: (8 * 5) / 40 },
      ],
      down: [{ measure: 'outcomes', effect: (8 * -25) / 40 }],
    });
  });

  it('leave out what has no data, and the fourth of a side', () => {
    const unknown: MeasureResult = {
      ...{ id: 'nps', group: 'relationship', weight: 50, state: 'no_data', reason: 'no_answers' },
    };
    const up = driversOf([unknown, ...[76, 80, 90, 85].map((score) => level(score, 10))]).up;
    expect(up.map(({ effect }) => effect)).toEqual([15 / 4, 10 / 4, 5 / 4]);
    const down = driversOf([74, 70, 60, 65].map((score) => level(score, 10))).down;
    expect(down.map(({ effect }) => effect)).toEqual([-15 / 4, -10 / 4, -5 / 4]);
  });
});

describe('a printed part', () => {
  it('is rounded up for the larger of two equal fractions, then for the earlier', () => {
    expect(largestRemainder([1.5, 2.5], 4)).toEqual([1, 3]);
    expect(largestRemainder([2.5, 1.5], 4)).toEqual([3, 1]);
    expect(largestRemainder([1.5, 1.5], 3)).toEqual([2, 1]);
    expect(() => largestRemainder([0.2], 5)).toThrow('Parts that sum to 0.2 cannot be shown as 5');
  });
});

describe('a change', () => {
  const nps = (score: number) => scored('nps', score, { mean: 7, answers: 1 }, 'observations');
  const seats = (score: number) => scored('seat_adoption', score, { active: 12, seats: 20 });
  const power = scored('power_users', 75, { active: 2, total: 2, days: 21 });
  const gone = (of: 'seat_adoption' | 'power_users', reason: 'source_silent' | 'no_usage') =>
    ({ ...unscored(of), reason }) as MeasureResult;
  const [t0, t1] = [at(30), asOf];

  it('tells of an outage where one of the measures that vanished has lost its source', () => {
    const lines = (seatsGone: MeasureResult, powerGone: MeasureResult) => {
      const measuresAt = (_: unknown, when: { readonly asOf: string }) =>
        when.asOf === t0 ? [nps(60), seats(70), power] : [nps(60), seatsGone, powerGone];
      const change = explainChange({ t0, t1, card0: noMinimum, card1: noMinimum, measuresAt });
      return change.state === 'compared' ? change.lines : [];
    };
    const [one] = lines(gone('seat_adoption', 'no_usage'), gone('power_users', 'source_silent'));
    expect(one).toMatchObject({ cause: 'data_lost', silent: true, measures: ['seat_adoption', 'power_users'] });
    const [none] = lines(gone('seat_adoption', 'no_usage'), gone('power_users', 'no_usage'));
    expect(none).not.toHaveProperty('silent');
  });

  it('is split at what the newer scorecard makes of the old data, whatever the older one made of it', () => {
    const other = { ...noMinimum, hash: 'other', card: { ...noMinimum.card, version: 'other' } };
    const change = explainChange({
      ...{ t0, t1, card0: noMinimum, card1: other },
      measuresAt: (by, when) => [nps(by.version === 'other' ? (when.asOf === t0 ? 40 : 45) : 60)],
    });
    expect(change).toMatchObject({
      ...{ state: 'compared', from: 60, to: 45 },
      lines: [
        { cause: 'scorecard', points: -20 },
        { cause: 'ageing', points: 5 },
      ],
    });
  });
  const noMinimum = { ...inForce, card: { ...card, coverage: { ...card.coverage, minimum: 0 } } };
});
