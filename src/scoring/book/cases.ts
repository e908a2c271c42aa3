import type { Segment } from '../../accounts/account.ts';
import type { MeasureId } from '../../accounts/measures.ts';
import type { Scorecard } from '../../accounts/scorecard.ts';
import { measuresFor, segmentByValue } from '../segment.ts';
import type { BookSheet, Pattern } from './book-sheet.ts';
import { at } from './column.ts';

/**
 * Accounts of one segment that lack the same data are one case: their weights, total and coverage are the same, and worked out once. A book of thousands
 * has some hundred cases.
 */
export interface Cases {
  /** By row. */
  readonly of: Uint32Array;
  /** By case; 0 where the measure has no value. */
  readonly weights: ReadonlyMap<MeasureId, Float64Array>;
  readonly total: Float64Array;
  readonly coverage: Float64Array;
}

export function casesOf(sheet: BookSheet, card: Scorecard): Cases {
  const segments = segmentsWith(card);
  const size = sheet.patterns.length * segments.length;
  const weights = new Map(card.measures.map(({ id }) => [id, new Float64Array(size)]));
  const cases = {
    of: rowCases(sheet, card, segments),
    weights,
    total: new Float64Array(size),
    coverage: new Float64Array(size),
  };
  const inPattern = new Map(sheet.card.measures.map(({ id }, index) => [id, index]));
  for (const [place, segment] of segments.entries()) {
    const terms = measuresFor(card, segment).map(({ id, weight }) => ({
      weight,
      stateIn: (pattern: Pattern) => pattern[inPattern.get(id) ?? NaN],
      byCase: weights.get(id) ?? new Float64Array(),
    }));
    for (const [index, pattern] of sheet.patterns.entries())
      weigh(terms, pattern, index * segments.length + place, cases);
  }
  return cases;
}

interface Weight {
  readonly weight: number;
  readonly stateIn: (pattern: Pattern) => Pattern[number] | undefined;
  readonly byCase: Float64Array;
}

/** In the order of the scorecard, as `scoreOf` sums: the same additions give the same last digit. */
function weigh(terms: readonly Weight[], pattern: Pattern, place: number, { total, coverage }: Cases): void {
  let [scored, applicable] = [0, 0];
  for (const { weight, stateIn, byCase } of terms) {
    const state = stateIn(pattern);
    if (state !== 'not_applicable') applicable += weight;
    if (state === 'scored') scored += byCase[place] = weight;
  }
  total[place] = scored;
  coverage[place] = applicable > 0 ? scored / applicable : 0;
}

/** One stands for all where no segment has weights of its own. */
const segmentsWith = ({ segmentWeights }: Scorecard): readonly (Segment | null)[] =>
  Object.keys(segmentWeights).length === 0 ? [null] : [null, 'smb', 'mid_market', 'enterprise'];

function rowCases(
  { ids, acv, patternOf }: BookSheet,
  card: Scorecard,
  segments: readonly (Segment | null)[],
): Uint32Array {
  const places = new Uint32Array(ids.length);
  for (let row = 0; row < places.length; row++) {
    const segment = segments.length === 1 ? 0 : segments.indexOf(segmentByValue(at(acv, row), card));
    places[row] = (patternOf[row] ?? 0) * segments.length + segment;
  }
  return places;
}
