import fc from 'fast-check';
import { attributeChange, type StateChange } from '../../src/scoring/attribution.ts';
import { largestRemainder } from '../../src/scoring/largest-remainder.ts';

type Scores = readonly (number | null)[];

function mean(weights: readonly number[], scores: Scores): number {
  let sum = 0;
  let total = 0;
  weights.forEach((weight, index) => {
    const score = scores[index] ?? null;
    if (score === null) return;
    sum += weight * score;
    total += weight;
  });
  return sum / total;
}
const changed = ({ before, after }: StateChange): number[] =>
  [...before.keys()].filter((index) => before[index] !== after[index]);
const mix = ({ before, after }: StateChange, moved: (index: number) => boolean): Scores =>
  before.map((old, index) => (moved(index) ? (after[index] ?? null) : old));

/** Shapley by its definition over coalitions: every changed measure is one player. */
function bySubsets(change: StateChange): number[] {
  const players = changed(change);
  const n = players.length;
  const size = (mask: number): number => mask.toString(2).replaceAll('0', '').length;
  const values = Array.from({ length: 1 << n }, (_, mask) => {
    const moved = new Set(players.filter((__, bit) => (mask >> bit) & 1));
    return mean(
      change.weights,
      mix(change, (index) => moved.has(index)),
    );
  });
  const chance = Array.from({ length: n }, (_, s) => (factorial(s) * factorial(n - 1 - s)) / factorial(n));
  const points = change.weights.map(() => 0);
  players.forEach((player, bit) => {
    for (let mask = 0; mask < 1 << n; mask++) {
      if ((mask >> bit) & 1) continue;
      const gain = (values[mask | (1 << bit)] ?? NaN) - (values[mask] ?? NaN);
      points[player] = (points[player] ?? 0) + (chance[size(mask)] ?? NaN) * gain;
    }
  });
  return points;
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** Shapley word for word: the mean gain over every order in which the changed measures can move. */
function byOrders(change: StateChange): number[] {
  const points = change.weights.map(() => 0);
  const orders = permutations(changed(change));
  for (const order of orders) {
    let last = mean(change.weights, change.before);
    order.forEach((player, position) => {
      const moved = new Set(order.slice(0, position + 1));
      const next = mean(
        change.weights,
        mix(change, (index) => moved.has(index)),
      );
      points[player] = (points[player] ?? 0) + (next - last) / orders.length;
      last = next;
    });
  }
  return points;
}
const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first) => permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));

const score = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 100 }));
const weight = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.double({ min: 0.5, max: 30, noNaN: true }));
const measure = (kinds: readonly ('same' | 'value' | 'appears' | 'vanishes' | 'missing')[]) =>
  fc.record({ weight, old: score, now: score, kind: fc.constantFrom(...kinds) });

/** At least one measure with a value in both states, and at most `flips` others that appear or vanish. */
const changes = (most: number, flips: number): fc.Arbitrary<StateChange> =>
  fc
    .tuple(
      measure(['same', 'value']),
      fc.array(measure(['appears', 'vanishes']), { maxLength: flips }),
      fc.array(measure(['same', 'value', 'missing']), { maxLength: most - flips - 1 }),
    )
    .chain(([first, flipping, others]) =>
      fc.shuffledSubarray([first, ...flipping, ...others], { minLength: 1 + flipping.length + others.length }),
    )
    .map((measures) => ({
      weights: measures.map((each) => each.weight),
      before: measures.map(({ kind, old }) => (kind === 'appears' || kind === 'missing' ? null : old)),
      after: measures.map(({ kind, old, now }) =>
        kind === 'vanishes' || kind === 'missing' ? null : kind === 'same' ? old : now,
      ),
    }));

const expectClose = (actual: readonly number[] | null, expected: readonly number[], within: number): void => {
  const gap = Math.max(0, ...expected.map((value, index) => Math.abs(value - (actual?.[index] ?? NaN))));
  expect(gap).toBeLessThan(within);
};

const worked: StateChange = {
  weights: [15, 15, 10, 30, 15, 15],
  before: [85, 100, 70, 75, 80, null],
  after: [60, 40, 70, 75, 80, 90],
};

describe('the change of a score is split over its measures', () => {
  test('the worked case of the specification', () => {
    const points = attributeChange(worked);
    expect(mean(worked.weights, worked.before)).toBeCloseTo(81.4706, 4);
    expect(mean(worked.weights, worked.after)).toBeCloseTo(70, 10);
    expectClose(points, [-4.0809, -9.7941, 0, 0, 0, 2.4044], 1e-4);
    expect(largestRemainder(points ?? [], 70 - 81)).toEqual([-4, -10, 0, 0, 0, 3]);
  });

  test('agrees with the definition over coalitions: 2,000 cases, up to 10 measures, up to 5 flips', () => {
    fc.assert(
      fc.property(changes(10, 5), (change) => expectClose(attributeChange(change), bySubsets(change), 1e-9)),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('agrees with the mean over all orders', () => {
    fc.assert(
      fc.property(changes(6, 4), (change) => expectClose(attributeChange(change), byOrders(change), 1e-9)),
      { numRuns: 150, seed: 2 },
    );
  });

  test('the points sum to the change and unchanged measures get exactly 0', () => {
    fc.assert(
      fc.property(changes(14, 9), (change) => {
        const points = attributeChange(change) ?? [];
        const total = mean(change.weights, change.after) - mean(change.weights, change.before);
        expect(Math.abs(points.reduce((sum, value) => sum + value, 0) - total)).toBeLessThan(1e-9);
        points.forEach((value, index) => {
          if (change.before[index] === change.after[index]) expect(Object.is(value, 0)).toBe(true);
        });
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test('without a flip a measure gets weight x change / total weight', () => {
    const points = attributeChange({ weights: [30, 50, 20], before: [50, 60, 70], after: [40, 60, 100] });
    expect(points).toEqual([-3, 0, 6]);
  });

  test('an old or a new state without any score has no split', () => {
    expect(attributeChange({ weights: [10, 20], before: [null, null], after: [50, 60] })).toBeNull();
    expect(attributeChange({ weights: [10, 20], before: [50, null], after: [null, null] })).toBeNull();
    expect(attributeChange({ weights: [0], before: [50], after: [60] })).toBeNull();
    expect(attributeChange({ weights: [], before: [], after: [] })).toBeNull();
  });

  test('where everything old vanishes, what appears comes first, in scorecard order', () => {
    const points = attributeChange({
      weights: [10, 30, 20, 40],
      before: [40, null, 70, null],
      after: [null, 80, null, 50],
    });
    // 60 -> +80x30: 70 -> +50x40: 62 -> without 40x10: 64.444 -> without 70x20: 62.857
    expectClose(points, [64.4444 - 62, 10, 62.8571 - 64.4444, -8], 1e-4);
  });

  test('a measure of weight 0 changes nothing, also when it flips', () => {
    const points = attributeChange({ weights: [10, 0, 0], before: [40, null, 30], after: [60, 90, 50] });
    expectClose(points, [20, 0, 0], 1e-12);
  });

  test('twenty flips at once stay exact: whole weights, and weights scaled by group', () => {
    for (const scale of [1, 30 / 40]) {
      const size = 24;
      const weights = Array.from({ length: size }, (_, i) => (1 + ((i * 7) % 9)) * (i % 2 ? scale : 1));
      const change = {
        weights,
        before: weights.map((_, i) => (i < 4 || i % 2 ? 20 + ((i * 13) % 70) : null)),
        after: weights.map((_, i) => (i < 4 || i % 2 === 0 ? 10 + ((i * 29) % 80) : null)),
      };
      const sum = (attributeChange(change) ?? []).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(mean(weights, change.after) - mean(weights, change.before), 9);
    }
  });
});

describe('shown points are whole numbers that sum to the shown change', () => {
  test.each([
    [[-4.0809, -9.7941, 0, 0, 0, 2.4044], -11, [-4, -10, 0, 0, 0, 3]],
    [[0.5, 0.5], 1, [1, 0]],
    [[-0.5, 0.5], 0, [0, 0]],
    [[1 + 1e-13], 0, [0]],
    [[-1 - 1e-13, 0], 0, [0, 0]],
    [[0.4, 0.4, 0.4], 1, [1, 0, 0]],
    [[0.2], 1, [1]],
    [[-0.2], -1, [-1]],
    [[-0.3, 0.3], 0, [0, 0]],
    [[], 0, []],
  ])('%j shown as %d is %j', (parts, total, shown) => {
    expect(largestRemainder(parts, total)).toEqual(shown);
  });

  test('no part moves by a whole point or more, shows the other sign, or shows anything when it is 0', () => {
    const part = fc.oneof(fc.constant(0), fc.double({ min: -30, max: 30, noNaN: true }));
    const from = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(from, fc.array(part, { maxLength: 12 }), (start, parts) => {
        const end = parts.reduce((sum, value) => sum + value, start);
        fc.pre(parts.some((value) => value !== 0));
        const total = Math.round(end) - Math.round(start) + 0;
        const shown = largestRemainder(parts, total);
        expect(shown.reduce((sum, value) => sum + value, 0)).toBe(total);
        shown.forEach((value, index) => {
          const exact = parts[index] ?? NaN;
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(1);
          expect(value * Math.sign(exact)).toBeGreaterThanOrEqual(0);
          if (exact === 0) expect(Object.is(value, 0)).toBe(true);
        });
      }),
      { numRuns: 1000, seed: 4 },
    );
  });

  test('a total out of reach is a mistake of the caller', () => {
    expect(() => largestRemainder([0.2, 0.2], 5)).toThrow(RangeError);
    expect(() => largestRemainder([], 1)).toThrow(RangeError);
  });
});
