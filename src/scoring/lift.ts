import type { Lift, LiftBlock, LiftStep, MeasureResult } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import { shownScore } from './bands.ts';
import { type Ladder, ladderOf } from './lift-ladders.ts';
import { coversCommit, obstacleToCommit, type TierFacts } from './tier-rules.ts';
import { scoreOf, type Weighable } from './weigh.ts';

export interface LiftFacts extends TierFacts {
  readonly card: Scorecard;
  readonly measures: readonly MeasureResult[];
}
/** What would lift the account to commit, gates apart: those are the renewal's own. */
export type Lifting = Omit<Lift, 'gates'>;

/**
 * The smallest change of one measure that reaches commit, else of two. Small is measured in the measure's own unit: the share of the whole steps left to its
 * best value, so that one of two missing meetings is as much as four of eight idle seats. Of pairs, the one that reaches with both measures the
 * smallest common share of their ways, each then taken back as far as it goes. Equal shares: scorecard order. All else stays as it is; the 30-day
 * change rises with the score.
 */
export function liftingOf(facts: LiftFacts): Lifting {
  const blockedBy = blocksOf(facts);
  if (facts.shown === null || blockedBy.length > 0) return { steps: [], blockedBy, reachable: false };
  const { ladders, reaches } = trialOf({ ...facts, shown: facts.shown });
  if (reaches([])) return { steps: [], blockedBy, reachable: true };
  const steps =
    smallestOf(ladders.map((ladder) => wayOfOne(ladder, reaches))) ??
    smallestOf(pairsOf(ladders).map(([a, b]) => wayOfTwo(a, b, reaches)));
  return { steps: steps ?? [], blockedBy, reachable: steps !== null };
}

function blocksOf({ shown, coverage, probability, card }: LiftFacts): readonly LiftBlock[] {
  const blocks: LiftBlock[] = [];
  if (shown === null || !coversCommit(coverage, card)) blocks.push('low_coverage');
  if (probability !== null && probability < card.forecast.commitProbability) blocks.push('low_probability');
  return blocks;
}

/** A measure's ladder climbed to a step. */
type Climb = readonly [ladder: Ladder, step: number];
interface Trial {
  readonly ladders: readonly Ladder[];
  /** Whether every commit rule holds once these climbs are made. */
  readonly reaches: (climbs: readonly Climb[]) => boolean;
}

function trialOf(facts: LiftFacts & { readonly shown: number }): Trial {
  const { measures, card, shown, change30d } = facts;
  const seats = measures.find((result) => result.id === 'seat_adoption');
  const known = seats?.state === 'scored' ? seats.facts.seats : null;
  const ladders = measures.flatMap((result) =>
    result.state === 'scored' ? (ladderOf(result, known, card) ?? []) : [],
  );
  const reaches = (climbs: readonly Climb[]): boolean => {
    const { score } = scoreOf(measures.map((result) => climbed(result, climbs)));
    const lifted = score === null ? 0 : shownScore(score);
    const change = change30d === null ? null : change30d + lifted - shown;
    return obstacleToCommit({ ...facts, shown: lifted, change30d: change }, card) === null;
  };
  return { ladders, reaches };
}

function climbed(result: MeasureResult, climbs: readonly Climb[]): Weighable {
  const climb = climbs.find(([{ measure }]) => measure === result.id);
  return climb === undefined || result.state !== 'scored'
    ? result
    : { state: 'scored', weight: result.weight, score: climb[0].scoreAt(climb[1]) };
}

/** A way to commit: the share of the steps left that it takes. */
interface Way {
  readonly share: number;
  readonly steps: readonly LiftStep[];
}

function wayOfOne(ladder: Ladder, reaches: Trial['reaches']): Way | null {
  if (!reaches([[ladder, ladder.steps]])) return null;
  const step = least(ladder.steps, (to) => reaches([[ladder, to]]));
  return { share: step / ladder.steps, steps: [ladder.liftTo(step)] };
}

function wayOfTwo(a: Ladder, b: Ladder, reaches: Trial['reaches']): Way | null {
  const both = (stepA: number, stepB: number): boolean => {
    const climbs: readonly Climb[] = [
      [a, stepA],
      [b, stepB],
    ];
    return reaches(climbs);
  };
  if (!both(a.steps, b.steps)) return null;
  // A common share is t of a·b parts: of it, both step counts are whole numbers.
  const parts = a.steps * b.steps;
  const t = least(parts, (part) => both(Math.ceil(part / b.steps), Math.ceil(part / a.steps)));
  const enoughB = Math.ceil(t / a.steps);
  const stepA = least(Math.ceil(t / b.steps), (step) => both(step, enoughB));
  const stepB = least(enoughB, (step) => both(stepA, step));
  return { share: t / parts, steps: [a.liftTo(stepA), b.liftTo(stepB)] };
}

const smallestOf = (ways: readonly (Way | null)[]): readonly LiftStep[] | null =>
  ways.reduce((best, way) => (way !== null && (best === null || way.share < best.share) ? way : best), null)?.steps ??
  null;

const pairsOf = (ladders: readonly Ladder[]): readonly (readonly [Ladder, Ladder])[] =>
  ladders.flatMap((a, at) => ladders.slice(at + 1).map((b) => [a, b] as const));

/** The least whole number in 1..most for which `holds`, given that it holds for `most` and, once it holds, for all above. */
function least(most: number, holds: (value: number) => boolean): number {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
