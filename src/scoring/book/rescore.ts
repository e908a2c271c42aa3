import type { HealthBand } from '../../accounts/health.ts';
import type { Scorecard } from '../../accounts/scorecard.ts';
import { bandOf, isEnough, shownScore } from '../bands.ts';
import type { BookSheet } from './book-sheet.ts';
import { type Cases, casesOf } from './cases.ts';
import { at, type Column, columnAt } from './column.ts';
import { type FactGate, factGates, gateColumns, type Range } from './gate-columns.ts';
import { type FillScores, measureColumns, type Rows } from './measure-columns.ts';
import { readsTheSameFacts } from './same-facts.ts';

/** What a scorecard makes of each row of a sheet. */
export interface Rescored {
  /** Full precision; NaN while there is insufficient data. */
  readonly score: Float64Array;
  readonly coverage: Float64Array;
  readonly bandAt: (row: number) => HealthBand;
  /** Those that fire, most severe first; `fast_drop` needs a history and is not looked at. */
  readonly gatesAt: (row: number) => readonly FactGate[];
}

/**
 * Scores, bands and gates of a whole book by a scorecard, to the last bit those that an assessment of each account gives. Throws RangeError for a
 * scorecard that looks at other windows than the sheet was filled by: then the facts have to be read again.
 */
export function rescore(sheet: BookSheet, card: Scorecard): Rescored {
  if (!readsTheSameFacts(sheet.card, card))
    throw new RangeError(`Scorecard ${card.version} looks at other facts than ${sheet.card.version}`);
  const { score, coverage } = scoresOf(sheet, card);
  const gates = firedGates(sheet, card);
  return {
    score,
    coverage,
    bandAt: (row) => bandOfScore(at(score, row), card),
    gatesAt: (row) => factGates.filter((_, bit) => ((gates[row] ?? 0) >> bit) & 1),
  };
}

const bandOfScore = (score: number, card: Scorecard): HealthBand =>
  Number.isNaN(score) ? 'insufficient_data' : bandOf(shownScore(score), card.bands);

/** Rows that go through all measures before the next ones do: their sums then stay in the processor's nearest cache. */
const chunk = 512;

function scoresOf(sheet: BookSheet, card: Scorecard): Pick<Rescored, 'score' | 'coverage'> {
  const size = sheet.ids.length;
  const rated = { score: new Float64Array(size), coverage: new Float64Array(size) };
  const cases = casesOf(sheet, card);
  const terms = termsOf(sheet, card, cases);
  const [scores, sums] = [new Float64Array(chunk), new Float64Array(chunk)];
  for (let from = 0; from < size; from += chunk) {
    const rows = { from, to: Math.min(size, from + chunk) };
    sums.fill(0);
    for (const { fill, weights } of terms) {
      fill(rows, scores);
      addWeighted(sums, rows, { scores, weights, cases: cases.of });
    }
    rateRows(rows, sums, cases, card, rated);
  }
  return rated;
}

/** A measure's part of the mean: its scores, and its weight by case. */
interface Term {
  readonly fill: FillScores;
  readonly weights: Float64Array;
}

function termsOf(sheet: BookSheet, card: Scorecard, { weights }: Cases): readonly Term[] {
  return card.measures
    .filter(({ weight }) => weight > 0)
    .map((rules) => ({
      fill: measureColumns[rules.id].scorer(rules, card.smallAccountSeats, sheet.measure(rules.id)),
      weights: weights.get(rules.id) ?? new Float64Array(),
    }));
}

/** Without a branch: which account lacks what is past guessing, and a processor that guessed wrong loses more time than the addition of 0 takes. */
function addWeighted(
  sums: Float64Array,
  { from, to }: Rows,
  {
    scores,
    weights,
    cases,
  }: { readonly scores: Float64Array; readonly weights: Float64Array; readonly cases: Uint32Array },
): void {
  for (let row = from, i = 0; row < to; row++, i++)
    sums[i] = at(sums, i) + at(weights, cases[row] ?? 0) * at(scores, i);
}

function rateRows(
  { from, to }: Rows,
  sums: Float64Array,
  cases: Cases,
  card: Scorecard,
  { score, coverage }: Pick<Rescored, 'score' | 'coverage'>,
): void {
  for (let row = from, i = 0; row < to; row++, i++) {
    const place = cases.of[row] ?? 0;
    const covered = at(cases.coverage, place);
    score[row] = isEnough(covered, card) ? at(sums, i) / at(cases.total, place) : NaN;
    coverage[row] = covered;
  }
}

/** A bit a gate, in the order of `factGates`. */
function firedGates(sheet: BookSheet, card: Scorecard): Uint16Array {
  const fired = new Uint16Array(sheet.ids.length);
  for (const [bit, gate] of factGates.entries()) {
    const rules = card.gates[gate];
    if (rules?.on !== true) continue;
    const columns = sheet.gate(gate);
    for (const [index, range] of gateColumns[gate].rangesBy(rules).entries())
      mark(fired, 1 << bit, columnAt(columns, index), range);
  }
  return fired;
}

function mark(fired: Uint16Array, bit: number, column: Column, [low, high]: Range): void {
  for (let row = 0; row < fired.length; row++) {
    const value = at(column, row);
    if (value >= low && value <= high) fired[row] = (fired[row] ?? 0) | bit;
  }
}
