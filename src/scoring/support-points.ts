import { clamp, outsideRange, scorerOn } from './curves.ts';
import { limitOf } from './limits.ts';
import { curveOf } from './measure.ts';
import { perRules } from './per-rules.ts';

/** What wears a customer out, in numbers; NaN where nothing can be said. */
export interface SupportTrouble {
  /** Age of the oldest open ticket in days, 0 without one. */
  readonly oldestDays: number;
  readonly topOpen: number;
  /** New tickets of the days that `many_days` names. */
  readonly recent: number;
  readonly meanCsat: number;
  /** Tickets of 30 days per 100 active users. */
  readonly perHundred: number;
  /** Core-event points against the 30 days before. */
  readonly trend: number;
  readonly seats: number;
}

/** Points off for each trouble, none of them negative. */
export interface SupportPoints {
  readonly oldTicket: number;
  readonly topPriority: number;
  readonly many: number;
  readonly lowCsat: number;
  readonly tooLoud: number;
  readonly tooQuiet: number;
}

/** What a scorecard takes off for a trouble. A small account has no ticket rate: one ticket of its only user would be 100. Unknown seats are not small. */
export const supportPoints = perRules((rules): ((trouble: SupportTrouble, small: number) => SupportPoints) => {
  const limit = (name: string): number => limitOf(rules, name);
  const csatPoints = scorerOn(curveOf(rules));
  const [oldDays, old, veryOldDays, veryOld] = [
    limit('old_days'),
    limit('old'),
    limit('very_old_days'),
    limit('very_old'),
  ];
  const [top, manyTickets, many] = [limit('top_priority'), limit('many_tickets'), limit('many')];
  const range = { lowest: 0, low: limit('rate_low'), high: limit('rate_high'), highest: limit('rate_highest') };
  const [rate, quietSeats, quietTrend] = [limit('rate'), limit('quiet_seats'), limit('quiet_trend')];
  /** Comparisons with NaN are false: what is not known takes nothing off. */
  return ({ oldestDays, topOpen, recent, meanCsat, perHundred, trend, seats }, small) => {
    const ratePoints = seats <= small ? 0 : outsideRange(range, perHundred) * rate;
    return {
      oldTicket: oldestDays > veryOldDays ? veryOld : oldestDays > oldDays ? old : 0,
      topPriority: topOpen > 0 ? top : 0,
      many: recent >= manyTickets ? many : 0,
      lowCsat: Number.isNaN(meanCsat) ? 0 : csatPoints(meanCsat),
      tooLoud: perHundred > range.high ? ratePoints : 0,
      tooQuiet: perHundred < range.low && seats >= quietSeats && trend < quietTrend ? ratePoints : 0,
    };
  };
});

/** 100 less all points, never below 0. Summed before they are taken off, as the lines of the explanation are. */
export const supportScore = ({ oldTicket, topPriority, many, lowCsat, tooLoud, tooQuiet }: SupportPoints): number =>
  clamp(100 - (oldTicket + topPriority + many + lowCsat + tooLoud + tooQuiet), 0, 100);
