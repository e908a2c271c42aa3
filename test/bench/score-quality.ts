import type { MeasureId } from '../../src/accounts/measures.ts';
import { atLeast, type BenchLine, type BenchResult, readable } from './bench-result.ts';
import { aucOf } from './quality/auc.ts';
import { type KindRead, mean, readByKind } from './quality/by-kind.ts';
import { fittedToOtherHalf } from './quality/fitted-weights.ts';
import { type Outcome, outcomesNinetyDaysBefore, outcomesToday } from './quality/outcomes.ts';

/**
 * What score and tier say of who will not renew, on a generated base whose truth the engine never sees: today, for all whose renewal is due within a year and
 * for those due within 90 days; and 90 days before renewals that have been decided since. Beside it the most that any score could reach there (the
 * chance that the outcome was drawn from), and two crude scores: one measure alone, and all measures weighted alike.
 */
export function scoreQuality(): BenchResult {
  const today = outcomesToday(6_600);
  const near = today.filter(({ daysAhead }) => daysAhead >= 0 && daysAhead <= 90);
  const before = outcomesNinetyDaysBefore(4_000);
  const kinds = readByKind(today);
  return {
    lines: [
      atLeast('accounts with a score and a renewal within a year', today.length, 5_000),
      { what: '  of them lost', value: readable(lostIn(today)) },
      ...linesOf('today', today, 0.7),
      { what: 'due in 90 days: accounts, lost', value: `${near.length}, ${lostIn(near)}` },
      ...linesOf('due in 90 days', near, 0.7),
      { what: '90 days before: decided renewals, lost', value: `${before.length}, ${lostIn(before)}` },
      ...linesOf('90 days before', before, 0.6),
      {
        what: '90 days before: AUC of all that had begun to show',
        value: readable(aucOf(knowableThen(before))),
      },
      { what: 'lost accounts by kind, worst read first', value: '' },
      ...kinds.filter(({ lost }) => lost >= 10).map(kindLine),
      { what: 'accounts that stay and score low', value: '' },
      ...kinds.filter(({ lost, stayedFound }) => lost < 10 && stayedFound < 0.5).map(kindLine),
    ],
    details: { kinds, kindsBefore: readByKind(before) },
  };
}

function linesOf(when: string, outcomes: readonly Outcome[], least: number): readonly BenchLine[] {
  const inWindow = outcomes.flatMap(({ tier, lost }) => (tier === null ? [] : [{ score: tier, lost }]));
  return [
    atLeast(`${when}: AUC of the score`, aucOf(outcomes), least),
    { what: `${when}: AUC of the tier`, value: readable(aucOf(inWindow)) },
    {
      what: `${when}: AUC at most (chance in the truth)`,
      value: readable(aucOf(outcomes.map(({ chance, lost }) => ({ score: -chance, lost })))),
    },
    {
      what: `${when}: AUC of weights fitted to how the other half ended`,
      value: readable(aucOf(fittedToOtherHalf(outcomes))),
    },
    { what: `${when}: AUC of seat use alone`, value: readable(aucOf(crudely(outcomes, seatUse))) },
    { what: `${when}: AUC of equal weights`, value: readable(aucOf(crudely(outcomes, equalWeights))) },
  ];
}

const crudely = (outcomes: readonly Outcome[], score: (outcome: Outcome) => number) =>
  outcomes.map((outcome) => ({ score: score(outcome), lost: outcome.lost }));
const scoresOf = ({ measures }: Outcome, of: (id: MeasureId) => boolean): readonly number[] =>
  measures.flatMap((each) => (each.state === 'scored' && of(each.id) ? [each.score] : []));
/** Unknown seat use stands in the middle. */
const seatUse = (outcome: Outcome): number => scoresOf(outcome, (id) => id === 'seat_adoption')[0] ?? 50;
const equalWeights = (outcome: Outcome): number => mean(scoresOf(outcome, () => true));
const lostIn = (outcomes: readonly Outcome[]): number => outcomes.filter(({ lost }) => lost).length;

/** The truth as far as it had begun: an account whose cause was still to come looks like an ordinary one, and both have the chance of their mixture. */
function knowableThen(outcomes: readonly Outcome[]) {
  const looksOrdinary = ({ kind, hasBegun }: Outcome): boolean => kind === 'steady' || !hasBegun;
  const mixture = mean(outcomes.filter(looksOrdinary).map(({ chance }) => chance));
  return crudely(outcomes, (outcome) => -(looksOrdinary(outcome) ? mixture : outcome.chance));
}

function kindLine({ kind, lost, accounts, lostFound, stayedFound, meanScore, showsIn }: KindRead): BenchLine {
  const read =
    lost >= 10 ? `lower than who stays ${readable(lostFound)}` : `higher than who leaves ${readable(stayedFound)}`;
  const seen = showsIn.slice(0, 3).map(({ measure, points }) => `${measure} ${points.toFixed(1)}`);
  const shows = seen.length > 0 ? `shows in ${seen.join(', ')}` : 'no measure differs by half a point';
  return { what: `  ${kind}`, value: `${lost} of ${accounts} lost, mean ${readable(meanScore)}, ${read}; ${shows}` };
}
