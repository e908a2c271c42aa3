import type { Driver, GroupScore, MeasureResult } from '../accounts/health.ts';
import { groups, type Group } from '../accounts/measures.ts';

/** What weighing needs of a measure: its weight, and its score when it has one. */
export type Weighable = { readonly weight: number } & (
  | { readonly state: 'scored'; readonly score: number }
  | { readonly state: 'no_data' }
  | { readonly state: 'not_applicable' }
);

export interface Weighed {
  /** Weighted mean of the scored measures, 0-100 in full precision; null when none is scored. Coverage is not yet looked at. */
  readonly score: number | null;
  /** Weight of the scored measures as a share of that of the applicable ones, 0 to 1. */
  readonly coverage: number;
  /** Weight of the scored measures: what a contribution is divided by. */
  readonly total: number;
}

/** S = sum of w x s / W over the scored measures: a measure without data leaves the average, it never lowers it. */
export function scoreOf(measures: readonly Weighable[]): Weighed {
  let sum = 0;
  let total = 0;
  let applicable = 0;
  for (const measure of measures) {
    if (measure.state !== 'not_applicable') applicable += measure.weight;
    if (measure.state !== 'scored') continue;
    total += measure.weight;
    sum += measure.weight * measure.score;
  }
  return { score: total > 0 ? sum / total : null, coverage: applicable > 0 ? total / applicable : 0, total };
}

/** Lowest and highest score that the missing data could still give: S x c and S x c + 100 x (1 - c). */
export function boundsOf({ score, coverage }: Weighed): { readonly low: number; readonly high: number } {
  const low = (score ?? 0) * coverage;
  return { low, high: low + 100 * (1 - coverage) };
}

export function groupScores(measures: readonly MeasureResult[]): readonly GroupScore[] {
  return groups.map((group: Group) => {
    const inGroup = measures.filter((measure) => measure.group === group);
    const { score, coverage } = scoreOf(inGroup);
    return { group, weight: inGroup.reduce((sum, { weight }) => sum + weight, 0), score, coverage };
  });
}

/** The level a measure is compared with to call it a strength or a weakness (docs/scoring.md, "Drivers"). */
const reference = 75;
const shownDrivers = 3;

/** The three measures that pull the score up most and the three that pull it down most, strongest first; equal effects in scorecard order. */
export function driversOf(measures: readonly MeasureResult[]): { up: readonly Driver[]; down: readonly Driver[] } {
  const { total } = scoreOf(measures);
  const drivers = measures.flatMap((measure) =>
    measure.state === 'scored'
      ? [{ measure: measure.id, effect: (measure.weight * (measure.score - reference)) / total }]
      : [],
  );
  const byEffect = drivers.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  return {
    up: byEffect.filter(({ effect }) => effect > 0).slice(0, shownDrivers),
    down: byEffect.filter(({ effect }) => effect < 0).slice(0, shownDrivers),
  };
}
