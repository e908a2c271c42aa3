import type { MeasureFacts } from '../accounts/measures.ts';
import { clamp, scorerOn } from './curves.ts';
import { limitOf } from './limits.ts';
import { curveOf } from './measure.ts';
import { perRules } from './per-rules.ts';
import { usageWindow } from './usage.ts';

/**
 * Scores of facts, as they are or as they might be: measures, the way up to commit and the scoring of a whole book by another scorecard use these and no
 * other. Only for measures whose score is more than their curve or level table. `small` = seats up to which counts stand in place of percentages.
 */
export type ScoreOf<Facts> = (facts: Facts, small: number) => number;

export const seatsScore = perRules((rules): ScoreOf<MeasureFacts['seat_adoption']> => {
  const onCurve = scorerOn(curveOf(rules));
  const [one, two] = [limitOf(rules, 'one_active'), limitOf(rules, 'two_active')];
  return ({ active, seats }, small) => {
    const counted = seats <= small && active > 0 && active < seats;
    if (counted) return active === 1 ? one : two;
    return onCurve(active / seats);
  };
});

/** `seats` NaN = not known: then the account is not a small one, which is what comparisons with NaN come to. */
export const powerUsersScore = perRules((rules): ScoreOf<{ readonly active: number; readonly seats: number }> => {
  const onCurve = scorerOn(curveOf(rules));
  return ({ active, seats }, small) => {
    const unsold = active > 0 && seats < small ? small - seats : 0;
    return onCurve(active + unsold);
  };
});

export const reviewsScore = perRules((rules): ((facts: MeasureFacts['business_reviews']) => number) => {
  const onCurve = scorerOn(curveOf(rules));
  const [inARow, cap] = [limitOf(rules, 'missed_in_a_row'), limitOf(rules, 'missed_cap')];
  return ({ attended, planned, missedInARow }) => {
    const score = onCurve(attended / planned);
    return missedInARow >= inARow ? Math.min(score, cap) : score;
  };
});

/** The overdue step gives the start, an unsettled failed payment caps it, each cut takes off: by share of the seats, and seat by seat in a small account. */
export const paymentScore = perRules((rules): ScoreOf<MeasureFacts['payment_and_plan']> => {
  const limit = (name: string): number => limitOf(rules, name);
  const [lateDays, overdueDays, longDays] = [limit('late_days'), limit('overdue_days'), limit('long_overdue_days')];
  const [late, overdue, long, failed] = [limit('late'), limit('overdue'), limit('long_overdue'), limit('failed_cap')];
  const [share, each, downgrade] = [limit('seat_cut'), limit('small_seat_cut'), limit('downgrade')];
  const start = (days: number): number =>
    days >= longDays ? long : days >= overdueDays ? overdue : days >= lateDays ? late : 100;
  const seatPoints = (before: number, cut: number, small: number): number =>
    before <= small ? cut * each : (cut / before) * share;
  return (facts, small) => {
    const cut = Math.max(0, facts.seatsBefore - facts.seatsNow);
    const cuts = (cut === 0 ? 0 : seatPoints(facts.seatsBefore, cut, small)) + facts.downgrades * downgrade;
    const capped = Math.min(start(facts.overdueDays), facts.failedPayments > 0 ? failed : 100);
    return clamp(capped - cuts, 0, 100);
  };
});

/** By days with activity; silence falls from just below "monthly" to nothing as it reaches the whole window, whatever came before it. */
export const rhythmScore = perRules(
  (rules): ((facts: { readonly activeDays: number; readonly silentDays: number }) => number) => {
    const onCurve = scorerOn(curveOf(rules));
    const [silentFrom, cap] = [limitOf(rules, 'silent_days'), limitOf(rules, 'silent_cap')];
    return ({ activeDays, silentDays }) => {
      const score = onCurve(activeDays);
      return silentDays < silentFrom ? score : Math.min(score, cap * Math.max(0, 1 - silentDays / usageWindow));
    };
  },
);

/** `earlierHours` NaN = nothing to compare with. */
export const responseScore = perRules(
  (rules): ((facts: { readonly hours: number; readonly earlierHours: number }) => number) => {
    const onCurve = scorerOn(curveOf(rules));
    const [factor, slower] = [limitOf(rules, 'slower_factor'), limitOf(rules, 'slower')];
    return ({ hours, earlierHours }) => clamp(onCurve(hours) - (hours > earlierHours * factor ? slower : 0), 0, 100);
  },
);
