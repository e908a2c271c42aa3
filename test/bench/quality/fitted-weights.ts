import type { Ranked } from './auc.ts';
import type { Outcome } from './outcomes.ts';

/** Keeps weights finite where a measure tells nothing. */
const ridge = 1e-3;
const newtonSteps = 8; // converges in five or six

/**
 * The best that any weights could make of the same measures: a logistic regression that is shown how one half ended and ranks the other half. What is
 * missing to the truth beyond it is not in the measures.
 */
export function fittedToOtherHalf(outcomes: readonly Outcome[]): readonly Ranked[] {
  const rows = featuresOf(outcomes);
  return [0, 1].flatMap((half) => {
    const learnt = rows.filter((_, place) => place % 2 === half);
    const weights = logistic(
      learnt.map(({ features }) => features),
      learnt.map(({ lost }) => Number(lost)),
    );
    const asked = rows.filter((_, place) => place % 2 !== half);
    return asked.map(({ features, lost }) => ({ score: -chanceOf(features, weights), lost }));
  });
}

/** One, then each measure's score and whether it is missing; a missing one stands at the mean of the others. */
function featuresOf(outcomes: readonly Outcome[]) {
  const ids = outcomes[0]?.measures.map(({ id }) => id) ?? [];
  const scores = outcomes.map(({ measures }) =>
    ids.map((_, place) => {
      const measure = measures[place];
      return measure?.state === 'scored' ? measure.score / 100 : null;
    }),
  );
  const means = ids.map((_, place) => {
    const known = scores.flatMap((row) => row[place] ?? []);
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  return outcomes.map(({ lost }, row) => {
    const of = scores[row] ?? [];
    const features = [1, ...ids.flatMap((_, place) => [of[place] ?? means[place] ?? 0, of[place] === null ? 1 : 0])];
    return { lost, features };
  });
}

type Vector = readonly number[];
const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);
const chanceOf = (features: Vector, weights: Vector): number => 1 / (1 + Math.exp(-dot(features, weights)));

/** By Newton's method. */
function logistic(rows: readonly Vector[], ends: Vector): Vector {
  let weights: Vector = (rows[0] ?? []).map(() => 0);
  for (let step = 0; step < newtonSteps; step++) {
    const chances = rows.map((row) => chanceOf(row, weights));
    const slope = weights.map((weight, i) =>
      rows.reduce((sum, row, n) => sum + ((chances[n] ?? 0) - (ends[n] ?? 0)) * (row[i] ?? 0), ridge * weight),
    );
    const bend = weights.map((_, i) =>
      weights.map((__, j) =>
        rows.reduce(
          (sum, row, n) => sum + (chances[n] ?? 0) * (1 - (chances[n] ?? 0)) * (row[i] ?? 0) * (row[j] ?? 0),
          i === j ? ridge : 0,
        ),
      ),
    );
    const moves = solved(bend, slope);
    weights = weights.map((weight, i) => weight - (moves[i] ?? 0));
  }
  return weights;
}

/** Gauss without pivoting: the matrix is symmetric and positive. */
function solved(matrix: readonly Vector[], right: Vector): Vector {
  const rows = matrix.map((row, place) => [...row, right[place] ?? 0]);
  for (const [place, pivot] of rows.entries()) {
    for (const [other, row] of rows.entries()) {
      if (other === place) continue;
      const times = (row[place] ?? 0) / (pivot[place] ?? 1);
      for (let column = place; column <= rows.length; column++)
        row[column] = (row[column] ?? 0) - times * (pivot[column] ?? 0);
    }
  }
  return rows.map((row, place) => (row.at(-1) ?? 0) / (row[place] ?? 1));
}
