import type { LiftStep, MeasureResult, MeasureResultOf } from '../accounts/health.ts';
import type { MeasureFacts, MeasureId, SponsorLevel } from '../accounts/measures.ts';
import type { Scorecard, ScorecardMeasure } from '../accounts/scorecard.ts';
import { clamp, type Curve, onCurve, onLevel } from './curves.ts';
import { curveOf, levelsOf } from './measure.ts';
import { paymentScore, powerUsersScore, reviewsScore, seatsScore } from './score-of-facts.ts';

/**
 * The way of one measure from its facts to its best ones, in whole steps of its own unit: a seat, a person, a day, a meeting, a ticket, a goal, a level.
 * Step 0 is today, step `steps` the best. Scores never fall on the way.
 */
export interface Ladder {
  readonly measure: MeasureId;
  readonly steps: number;
  scoreAt(step: number): number;
  liftTo(step: number): LiftStep;
}

type Scored = Extract<MeasureResult, { state: 'scored' }>;
type ScoredOf<K extends MeasureId> = Extract<MeasureResultOf<K>, { state: 'scored' }>;
interface Way<K extends MeasureId> {
  readonly steps: number;
  readonly factsAt: (step: number) => MeasureFacts[K];
  readonly scoreOf: (facts: MeasureFacts[K]) => number;
}

/** The ladder of a measure that we and the customer can move; null for the others (nobody acts on a budget or an opinion) and at the top. */
export function ladderOf(result: Scored, seats: number | null, card: Scorecard): Ladder | null {
  const rules = card.measures.find(({ id }) => id === result.id);
  if (rules === undefined) return null;
  switch (result.id) {
    case 'seat_adoption':
      return ladder(result, seatsWay(result.facts, rules, card));
    case 'power_users':
      return ladder(result, powerUsersWay(result.facts, seats, rules, card));
    case 'core_usage_trend':
      return ladder(result, usageWay(result.facts, curveOf(rules)));
    case 'two_way_contact':
      return ladder(result, contactWay(result.facts, curveOf(rules)));
    case 'business_reviews':
      return ladder(result, reviewsWay(result.facts, rules));
    case 'executive_sponsor':
      return ladder(result, sponsorWay(result.facts, levelsOf(rules)));
    case 'support_friction':
      return ladder(result, supportWay(result.facts));
    case 'outcomes':
      return ladder(result, outcomesWay(result.facts, curveOf(rules)));
    case 'payment_and_plan':
      return ladder(result, paymentWay(result.facts, rules, card));
    default:
      return null;
  }
}

function ladder<K extends MeasureId>(result: ScoredOf<K>, { steps, factsAt, scoreOf }: Way<K>): Ladder | null {
  if (steps < 1) return null;
  return {
    measure: result.id,
    steps,
    scoreAt: (step) => (step === 0 ? result.score : scoreOf(factsAt(step))),
    liftTo: (step) => ({ measure: result.id, from: result.facts, to: factsAt(step) }) as LiftStep,
  };
}

const seatsWay = (
  { active, seats }: MeasureFacts['seat_adoption'],
  rules: ScorecardMeasure,
  { smallAccountSeats }: Scorecard,
): Way<'seat_adoption'> => ({
  steps: Math.ceil(seats * Math.min(1, bestOf(curveOf(rules)))) - active,
  factsAt: (step) => ({ active: active + step, seats }),
  scoreOf: (facts) => seatsScore(rules)(facts, smallAccountSeats),
});

const powerUsersWay = (
  { active, total, days }: MeasureFacts['power_users'],
  seats: number | null,
  rules: ScorecardMeasure,
  { smallAccountSeats }: Scorecard,
): Way<'power_users'> => ({
  steps: Math.min(Math.ceil(bestOf(curveOf(rules))), seats ?? Infinity) - active,
  factsAt: (step) => ({ active: active + step, total: Math.max(total, active + step), days }),
  scoreOf: (facts) => powerUsersScore(rules)({ active: facts.active, seats: seats ?? NaN }, smallAccountSeats),
});

const usageWay = ({ recent, earlier }: MeasureFacts['core_usage_trend'], curve: Curve): Way<'core_usage_trend'> => ({
  steps: Math.ceil(bestOf(curve) * earlier - recent),
  factsAt: (step) => ({ recent: recent + step, earlier }),
  scoreOf: (facts) => onCurve(curve, facts.recent / facts.earlier),
});

const contactWay = ({ days }: MeasureFacts['two_way_contact'], curve: Curve): Way<'two_way_contact'> => ({
  steps: days - Math.floor(bestOf(curve)),
  factsAt: (step) => ({ days: days - step, answered: true }),
  scoreOf: (facts) => onCurve(curve, facts.days),
});

/** Counted as seats are, over the same planned reviews: attending is what breaks a row of missed ones. */
const reviewsWay = (
  { attended, planned }: MeasureFacts['business_reviews'],
  rules: ScorecardMeasure,
): Way<'business_reviews'> => ({
  steps: planned - attended,
  factsAt: (step) => ({ attended: attended + step, planned, missedInARow: 0 }),
  scoreOf: reviewsScore(rules),
});

const sponsorLevels = [
  'none',
  'informed',
  'engaged_yearly',
  'active_quarterly',
] as const satisfies readonly SponsorLevel[];

function sponsorWay(
  { level }: MeasureFacts['executive_sponsor'],
  levels: Readonly<Record<string, number>>,
): Way<'executive_sponsor'> {
  const score = (name: SponsorLevel): number => onLevel(levels, name);
  const better = sponsorLevels.filter((name) => score(name) > score(level)).sort((a, b) => score(a) - score(b));
  return {
    steps: better.length,
    factsAt: (step) => ({ level: better[step - 1] ?? level }),
    scoreOf: (facts) => score(facts.level),
  };
}

/** Open tickets can be closed, the heaviest deduction first; a rate, a burst and an opinion only fade. */
function supportWay({ deductions }: MeasureFacts['support_friction']): Way<'support_friction'> {
  const closable = deductions
    .filter(({ code }) => code === 'old_ticket' || code === 'top_priority_open')
    .sort((a, b) => a.points - b.points);
  return {
    steps: closable.length,
    factsAt: (step) => ({ deductions: deductions.filter((each) => !closable.slice(0, step).includes(each)) }),
    scoreOf: (facts) => clamp(100 + facts.deductions.reduce((sum, { points }) => sum + points, 0), 0, 100),
  };
}

const outcomesWay = ({ reached, goals }: MeasureFacts['outcomes'], curve: Curve): Way<'outcomes'> => ({
  steps: goals - reached,
  factsAt: (step) => ({ reached: reached + step, goals }),
  scoreOf: (facts) => onCurve(curve, facts.reached / facts.goals),
});

/** One step: everything due is paid. Seats and plans that were cut stay cut. */
const paymentWay = (
  facts: MeasureFacts['payment_and_plan'],
  rules: ScorecardMeasure,
  { smallAccountSeats }: Scorecard,
): Way<'payment_and_plan'> => ({
  steps: facts.overdueDays > 0 || facts.failedPayments > 0 ? 1 : 0,
  factsAt: () => ({ ...facts, overdueDays: 0, failedPayments: 0 }),
  scoreOf: (paid) => paymentScore(rules)(paid, smallAccountSeats),
});

/** The raw value nearest to the curve's low end that already earns its highest score. */
function bestOf(curve: Curve): number {
  const top = Math.max(...curve.map(([, score]) => score));
  const best = curve.filter(([, score]) => score === top).map(([raw]) => raw);
  const rising = (curve.at(-1)?.[1] ?? 0) >= (curve[0]?.[1] ?? 0);
  return rising ? Math.min(...best) : Math.max(...best);
}
