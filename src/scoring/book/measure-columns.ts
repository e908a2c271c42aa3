import type { MeasureFacts, MeasureId } from '../../accounts/measures.ts';
import type { ScorecardMeasure } from '../../accounts/scorecard.ts';
import { onLevel, scorerOn } from '../curves.ts';
import { curveOf, levelsOf, type MeasureInput } from '../measure.ts';
import { troubleOf } from '../measures/support-friction.ts';
import {
  paymentScore,
  powerUsersScore,
  responseScore,
  reviewsScore,
  rhythmScore,
  seatsScore,
} from '../score-of-facts.ts';
import { seatsNow } from '../seats.ts';
import { supportPoints, supportScore } from '../support-points.ts';
import { at, type Column, columnAt } from './column.ts';

/** A run of rows; scores of it are written from place 0 on. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}
/** Each kind of measure has a loop of its own: through a shared one every score would be a call and a number on the heap, ten times as slow. */
export type FillScores = (rows: Rows, scores: Float64Array) => void;

/** How the facts of a measure lie in columns, and how their scores come from them: by the same arithmetic as the measure's own. */
export interface MeasureColumns<K extends MeasureId> {
  readonly count: number;
  readonly numbersOf: (facts: MeasureFacts[K], input: MeasureInput) => readonly number[];
  readonly scorer: (rules: ScorecardMeasure, small: number, columns: readonly Column[]) => FillScores;
}

/** Most measures are one raw value on a curve. */
const raw = <K extends MeasureId>(valueOf: (facts: MeasureFacts[K]) => number): MeasureColumns<K> => ({
  count: 1,
  numbersOf: (facts) => [valueOf(facts)],
  scorer: (rules, _, columns) => {
    const [score, values] = [scorerOn(curveOf(rules)), columnAt(columns, 0)];
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++) scores[row - from] = score(at(values, row));
    };
  },
});

/** Some are one of a few ordered levels: the column holds the place of its name. */
const level = <K extends MeasureId>(
  names: readonly string[],
  nameOf: (facts: MeasureFacts[K]) => string,
): MeasureColumns<K> => ({
  count: 1,
  numbersOf: (facts) => [names.indexOf(nameOf(facts))],
  scorer: (rules, _, columns) => {
    const byPlace = Float64Array.from(names, (name) => onLevel(levelsOf(rules), name));
    const places = columnAt(columns, 0);
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++) scores[row - from] = at(byPlace, at(places, row));
    };
  },
});

const seatAdoption: MeasureColumns<'seat_adoption'> = {
  count: 2,
  numbersOf: ({ active, seats }) => [active, seats],
  scorer: (rules, small, columns) => {
    const [score, active, seats] = [seatsScore(rules), columnAt(columns, 0), columnAt(columns, 1)];
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++)
        scores[row - from] = score({ active: at(active, row), seats: at(seats, row) }, small);
    };
  },
};

const powerUsers: MeasureColumns<'power_users'> = {
  count: 2,
  numbersOf: ({ active }, { snapshot }) => [active, seatsNow(snapshot) ?? NaN],
  scorer: (rules, small, columns) => {
    const [score, active, seats] = [powerUsersScore(rules), columnAt(columns, 0), columnAt(columns, 1)];
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++)
        scores[row - from] = score({ active: at(active, row), seats: at(seats, row) }, small);
    };
  },
};

const businessReviews: MeasureColumns<'business_reviews'> = {
  count: 3,
  numbersOf: ({ attended, planned, missedInARow }) => [attended, planned, missedInARow],
  scorer: (rules, _, columns) => {
    const [attended, planned, missed] = [columnAt(columns, 0), columnAt(columns, 1), columnAt(columns, 2)];
    const score = reviewsScore(rules);
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++) {
        const facts = { attended: at(attended, row), planned: at(planned, row), missedInARow: at(missed, row) };
        scores[row - from] = score(facts);
      }
    };
  },
};

const supportFriction: MeasureColumns<'support_friction'> = {
  count: 7,
  numbersOf: (_, input) => {
    const { oldestDays, topOpen, recent, meanCsat, perHundred, trend, seats } = troubleOf(input);
    return [oldestDays, topOpen, recent, meanCsat, perHundred, trend, seats];
  },
  scorer: (rules, small, columns) => {
    const [oldest, top, recent] = [columnAt(columns, 0), columnAt(columns, 1), columnAt(columns, 2)];
    const [csat, rate, trend, seats] = [
      columnAt(columns, 3),
      columnAt(columns, 4),
      columnAt(columns, 5),
      columnAt(columns, 6),
    ];
    const points = supportPoints(rules);
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++) {
        const trouble = {
          oldestDays: at(oldest, row),
          topOpen: at(top, row),
          recent: at(recent, row),
          meanCsat: at(csat, row),
          perHundred: at(rate, row),
          trend: at(trend, row),
          seats: at(seats, row),
        };
        scores[row - from] = supportScore(points(trouble, small));
      }
    };
  },
};

const paymentAndPlan: MeasureColumns<'payment_and_plan'> = {
  count: 5,
  numbersOf: ({ overdueDays, failedPayments, seatsBefore, seatsNow: now, downgrades }) => [
    ...[overdueDays, failedPayments, seatsBefore, now, downgrades],
  ],
  scorer: (rules, small, columns) => {
    const [overdue, failed, before] = [columnAt(columns, 0), columnAt(columns, 1), columnAt(columns, 2)];
    const [now, downgrades] = [columnAt(columns, 3), columnAt(columns, 4)];
    const score = paymentScore(rules);
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++) {
        const facts = {
          overdueDays: at(overdue, row),
          failedPayments: at(failed, row),
          seatsBefore: at(before, row),
          seatsNow: at(now, row),
          downgrades: at(downgrades, row),
        };
        scores[row - from] = score(facts, small);
      }
    };
  },
};

const loginRhythm: MeasureColumns<'login_rhythm'> = {
  count: 2,
  numbersOf: ({ silentDays }, { usage }) => [usage.activeDays, silentDays],
  scorer: (rules, _, columns) => {
    const [score, active, silent] = [rhythmScore(rules), columnAt(columns, 0), columnAt(columns, 1)];
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++)
        scores[row - from] = score({ activeDays: at(active, row), silentDays: at(silent, row) });
    };
  },
};

const responseTime: MeasureColumns<'response_time'> = {
  count: 2,
  numbersOf: ({ hours, earlierHours }) => [hours, earlierHours ?? NaN],
  scorer: (rules, _, columns) => {
    const [score, hours, earlier] = [responseScore(rules), columnAt(columns, 0), columnAt(columns, 1)];
    return ({ from, to }, scores) => {
      for (let row = from; row < to; row++)
        scores[row - from] = score({ hours: at(hours, row), earlierHours: at(earlier, row) });
    };
  },
};

export const measureColumns: { readonly [K in MeasureId]: MeasureColumns<K> } = {
  seat_adoption: seatAdoption,
  power_users: powerUsers,
  core_usage_trend: raw(({ recent, earlier }) => recent / earlier),
  two_way_contact: raw(({ days }) => days),
  business_reviews: businessReviews,
  executive_sponsor: level(['active_quarterly', 'engaged_yearly', 'informed', 'none'], (facts) => facts.level),
  nps: raw(({ mean }) => mean),
  support_friction: supportFriction,
  payment_and_plan: paymentAndPlan,
  outcomes: raw(({ reached, goals }) => reached / goals),
  login_rhythm: loginRhythm,
  feature_breadth: raw(({ used, available }) => used / available),
  feature_depth: raw(({ advancedShare }) => advancedShare),
  workflow_completion: raw(({ completed, started }) => completed / started),
  integrations: raw(({ count }) => count),
  dau_mau: raw(({ ratio }) => ratio),
  time_to_value: raw(({ days, limit }) => days / limit),
  response_time: responseTime,
  csat: raw(({ mean }) => mean),
  ces: raw(({ mean }) => mean),
  champion_advocacy: raw(({ acts }) => acts),
  contract_term: level(['multi_year', 'annual', 'monthly'], ({ term }) => term),
  roi_multiple: raw(({ multiple }) => multiple),
  budget_trend: level(['growing', 'stable', 'shrinking'], ({ trend }) => trend),
  expansion_talks: level(['positive', 'neutral', 'none'], ({ tone }) => tone),
  csm_sentiment: level(['good', 'neutral', 'poor'], ({ sentiment }) => sentiment),
  stagnation: raw(({ quarters }) => quarters),
};
