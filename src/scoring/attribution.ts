/** One account's measures in two states, in scorecard order. Null = the measure has no value in that state. */
export interface StateChange {
  readonly weights: readonly number[];
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
}

/**
 * Splits a change of the weighted mean exactly: the Shapley value of each measure moving from its old state (score or missing) to its new one.
 * Points are unrounded and sum to S1 - S0; an unchanged measure gets exactly 0. Null when the old or the new state has no score.
 *
 * Closed form, docs/scoring.md "Why": a measure that only changes value acts linearly once it is known which measures have flipped (appeared or
 * vanished), so that only subsets of the k flips are summed. Subsets of one size and one total weight are one term: at most 2^k terms, and at most
 * k x 100 with whole weights that sum to 100.
 */
export function attributeChange({ weights, before, after }: StateChange): readonly number[] | null {
  const game = gameOf({ weights, before, after });
  if (weightPresent(weights, before) === 0 || weightPresent(weights, after) === 0) return null;
  const points = weights.map(() => 0);
  if (game.base.weight === 0) addInFixedOrder(game, points);
  else {
    addValueChanges(game, points);
    addFlips(game, points);
  }
  return points;
}

/** A share of the mean: weight, and weight x score. */
interface Part {
  readonly weight: number;
  readonly sum: number;
}
interface ValueChange {
  readonly index: number;
  readonly weighted: number;
}
interface Flip {
  readonly index: number;
  readonly unflipped: Part;
  readonly flipped: Part;
}
interface Game {
  /** The measures that have a value in both states, at their old values. */
  readonly base: Part;
  readonly changes: readonly ValueChange[];
  readonly flips: readonly Flip[];
}
/** All subsets of some flips that have one size and one total weight: how many they are, and the sum of their weight x score. */
interface Subsets extends Part {
  readonly size: number;
  readonly count: number;
}

const nothing: Part = { weight: 0, sum: 0 };

function gameOf({ weights, before, after }: StateChange): Game {
  const changes: ValueChange[] = [];
  const flips: Flip[] = [];
  const base = { weight: 0, sum: 0 };
  for (const [index, weight] of weights.entries()) {
    const old = before[index] ?? null;
    const now = after[index] ?? null;
    if (old !== null && now !== null) {
      base.weight += weight;
      base.sum += weight * old;
      if (old !== now) changes.push({ index, weighted: weight * (now - old) });
    } else if (old !== null) flips.push({ index, unflipped: { weight, sum: weight * old }, flipped: nothing });
    else if (now !== null) flips.push({ index, unflipped: nothing, flipped: { weight, sum: weight * now } });
  }
  return { base, changes, flips };
}

/** φ_i = w_i·Δs_i · Σ_F |F|!(k−|F|)!/(k+1)! / W(F). */
function addValueChanges({ base, changes, flips }: Game, points: number[]): void {
  const all = withFlips([{ ...base, size: 0, count: 1 }], flips);
  const share = all.reduce((sum, { size, count, weight }) => sum + count / (orders(flips.length, size) * weight), 0);
  for (const { index, weighted } of changes) points[index] = weighted * share;
}

/** φ_j = Σ_{F∌j} |F|!(k−1−|F|)!/k! · [S(F∪{j},u) − S(F,u)]: in a random order a value measure stands before the flip with chance u. */
function addFlips({ base, changes, flips }: Game, points: number[]): void {
  const drift = changes.reduce((sum, { weighted }) => sum + weighted, 0);
  const k = flips.length;
  forEachWithout(flips, [{ ...base, size: 0, count: 1 }], (flip, others) => {
    let total = 0;
    for (const { size, count, weight, sum } of others) {
      const moved = sum + count * drift * ((size + 1) / (k + 1));
      const withIt = (moved + count * flip.flipped.sum) / (weight + flip.flipped.weight);
      const without = (moved + count * flip.unflipped.sum) / (weight + flip.unflipped.weight);
      total += (withIt - without) / orders(k - 1, size);
    }
    points[flip.index] = total;
  });
}

/** Where every old measure vanishes some subset has no score at all: then flips that appear come first, in scorecard order. */
function addInFixedOrder({ flips }: Game, points: number[]): void {
  const order = [
    ...flips.filter(({ unflipped }) => unflipped === nothing),
    ...flips.filter(({ unflipped }) => unflipped !== nothing),
  ];
  const meanAfter = (moved: number): number => {
    const parts = order.map(({ unflipped, flipped }, position) => (position < moved ? flipped : unflipped));
    const { weight, sum } = parts.reduce(add, nothing);
    return sum / weight;
  };
  for (const [position, { index }] of order.entries()) points[index] = meanAfter(position + 1) - meanAfter(position);
}

/** (k+1)·C(k,size): one over the chance that a random order of k flips and one more puts exactly a given subset of `size` flips before that one. */
function orders(k: number, size: number): number {
  let ways = k + 1;
  for (let i = 0; i < size; i++) ways = (ways * (k - i)) / (i + 1);
  return ways;
}

/** Calls `visit` for each flip with the subsets of all others. Halving shares the work: k·log k additions of a flip, not k². */
function forEachWithout(
  flips: readonly Flip[],
  outside: readonly Subsets[],
  visit: (flip: Flip, others: readonly Subsets[]) => void,
): void {
  const [first] = flips;
  if (first === undefined) return;
  if (flips.length === 1) return visit(first, outside);
  const half = flips.length >> 1;
  const left = flips.slice(0, half);
  const right = flips.slice(half);
  forEachWithout(left, withFlips(outside, right), visit);
  forEachWithout(right, withFlips(outside, left), visit);
}

const withFlips = (subsets: readonly Subsets[], flips: readonly Flip[]): readonly Subsets[] =>
  flips.reduce(withFlip, subsets);

function withFlip(subsets: readonly Subsets[], { unflipped, flipped }: Flip): readonly Subsets[] {
  const merged = new Map<number, Subsets>();
  const put = ({ size, count, weight, sum }: Subsets, part: Part, grown: number): void => {
    const next = { size: size + grown, count, weight: weight + part.weight, sum: sum + count * part.sum };
    // Weights that are equal but for rounding dust share a key; measures are far fewer than 64.
    const key = Math.round(next.weight * 1e9) * 64 + next.size;
    const same = merged.get(key);
    merged.set(key, same ? { ...same, count: same.count + count, sum: same.sum + next.sum } : next);
  };
  for (const subset of subsets) {
    put(subset, unflipped, 0);
    put(subset, flipped, 1);
  }
  return [...merged.values()];
}

const add = (a: Part, b: Part): Part => ({ weight: a.weight + b.weight, sum: a.sum + b.sum });

const weightPresent = (weights: readonly number[], scores: readonly (number | null)[]): number =>
  weights.reduce((total, weight, index) => ((scores[index] ?? null) === null ? total : total + weight), 0);
