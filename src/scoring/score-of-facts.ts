import type { MeasureFacts } from '../accounts/measures.ts';
import type { ScorecardMeasure } from '../accounts/scorecard.ts';
import { clamp, onCurve } from './curves.ts';
import { limitOf } from './limits.ts';
import { curveOf } from './measure.ts';

/**
 * Scores of facts that are not (yet) so: what a measure would give if its facts were these. Only for measures whose score is more than their curve or
 * level table; a test holds them against the measures themselves.
 */
export function scoreOfSeats(
  { active, seats }: MeasureFacts['seat_adoption'],
  rules: ScorecardMeasure,
  smallAccountSeats: number,
): number {
  const counted = seats <= smallAccountSeats && active > 0 && active < seats;
  if (counted) return limitOf(rules, active === 1 ? 'one_active' : 'two_active');
  return onCurve(curveOf(rules), active / seats);
}

/** `seats` null = not known: then the account is not a small one. */
export function scoreOfPowerUsers(
  active: number,
  seats: number | null,
  rules: ScorecardMeasure,
  smallAccountSeats: number,
): number {
  const unsold = active > 0 && seats !== null ? Math.max(0, smallAccountSeats - seats) : 0;
  return onCurve(curveOf(rules), active + unsold);
}

export function scoreOfReviews(
  { attended, planned, missedInARow }: MeasureFacts['business_reviews'],
  rules: ScorecardMeasure,
): number {
  const score = onCurve(curveOf(rules), attended / planned);
  return missedInARow >= limitOf(rules, 'missed_in_a_row') ? Math.min(score, limitOf(rules, 'missed_cap')) : score;
}

export function scoreOfSupport({ deductions }: MeasureFacts['support_friction']): number {
  return clamp(100 + deductions.reduce((sum, { points }) => sum + points, 0), 0, 100);
}

/** With every invoice paid and every failed payment settled: only cuts of seats and plan are left. */
export function scoreWhenPaid(
  { seatsBefore, seatsNow, downgrades }: MeasureFacts['payment_and_plan'],
  rules: ScorecardMeasure,
  smallAccountSeats: number,
): number {
  const cut = Math.max(0, seatsBefore - seatsNow);
  const seatPoints =
    seatsBefore <= smallAccountSeats
      ? cut * limitOf(rules, 'small_seat_cut')
      : (cut / seatsBefore) * limitOf(rules, 'seat_cut');
  return clamp(100 - seatPoints - downgrades * limitOf(rules, 'downgrade'), 0, 100);
}
