import type { MeasureId } from '../../../src/accounts/measures.ts';
import { aucOf } from './auc.ts';
import type { Outcome } from './outcomes.ts';

/** How well one kind of account is read, and in which measures it can be seen at all. */
export interface KindRead {
  readonly kind: string;
  readonly accounts: number;
  readonly lost: number;
  readonly meanScore: number;
  /** The chance that a lost account of this kind scores lower than any account that stayed, 0.5 = no better than a coin. */
  readonly lostFound: number;
  /** The chance that one of this kind that stayed scores higher than any account that was lost. */
  readonly stayedFound: number;
  readonly notBegun: number;
  /** Points of the score by which the kind differs from the accounts without a cause, largest first, from half a point. */
  readonly showsIn: readonly { readonly measure: MeasureId; readonly points: number }[];
}

/** Kinds of account of which at least ten were lost, or which the score takes for lost: worst read first. */
export function readByKind(outcomes: readonly Outcome[]): readonly KindRead[] {
  const stayed = outcomes.filter(({ lost }) => !lost);
  const gone = outcomes.filter(({ lost }) => lost);
  const ordinary = meanPoints(outcomes.filter(({ kind }) => kind === 'steady'));
  return [...Map.groupBy(outcomes, ({ kind }) => kind)]
    .map(([kind, of]) => {
      const [ofLost, ofStayed] = [of.filter(({ lost }) => lost), of.filter(({ lost }) => !lost)];
      return {
        ...{ kind, accounts: of.length, lost: ofLost.length, meanScore: mean(of.map(({ score }) => score)) },
        lostFound: aucOf([...ofLost, ...stayed]),
        stayedFound: aucOf([...ofStayed, ...gone]),
        notBegun: of.filter(({ hasBegun }) => !hasBegun).length / of.length,
        showsIn: difference(meanPoints(of), ordinary),
      };
    })
    .sort((a, b) => b.lost * (1 - b.lostFound) - a.lost * (1 - a.lostFound));
}

/** What each measure takes off the score, on average over the accounts that have it. */
function meanPoints(outcomes: readonly Outcome[]): ReadonlyMap<MeasureId, number> {
  const all = outcomes.flatMap(({ measures }) =>
    measures.flatMap((each) =>
      each.state === 'scored' ? [{ id: each.id, points: (each.weight * (each.score - 100)) / 100 }] : [],
    ),
  );
  return new Map([...Map.groupBy(all, ({ id }) => id)].map(([id, of]) => [id, mean(of.map(({ points }) => points))]));
}

const difference = (of: ReadonlyMap<MeasureId, number>, from: ReadonlyMap<MeasureId, number>): KindRead['showsIn'] =>
  [...of]
    .map(([measure, points]) => ({ measure, points: points - (from.get(measure) ?? 0) }))
    .filter(({ points }) => Math.abs(points) >= 0.5)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
