import type { Evidence } from '../../accounts/measures.ts';
import type { ScorecardMeasure } from '../../accounts/scorecard.ts';
import type { AccountSnapshot, ObservationFact } from '../account-snapshot.ts';
import { clamp } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { type Measure, noData } from '../measure.ts';
import { observed, observedWithin } from '../observations.ts';
import { oldestOverdue } from '../overdue.ts';
import { seatsOver } from '../seats.ts';

/**
 * Late money, and seats or plans cut, are decisions already taken. Needs invoices, failed payments, plan changes or a seat history. The overdue step gives
 * the start, an unsettled failed payment caps it, each cut takes off.
 */
export const paymentAndPlan: Measure<'payment_and_plan'> = {
  id: 'payment_and_plan',
  measure: ({ snapshot, rules, card }) => {
    const evidence = evidenceOf(snapshot);
    if (evidence.count === 0) return noData('no_invoices');
    const days = limitOf(rules, 'days');
    const overdueDays = oldestOverdue(snapshot)?.days ?? 0;
    const failedPayments = unsettledFailures(snapshot, days);
    const { before, now } = seatsOver(snapshot, days) ?? { before: 0, now: 0 };
    const downgrades = observedWithin(snapshot, 'plan_change', days).filter(isDowngrade).length;
    const start = Math.min(overdueScore(rules, overdueDays), failedPayments > 0 ? limitOf(rules, 'failed_cap') : 100);
    const cuts = seatCut(rules, before, now, card.smallAccountSeats) + downgrades * limitOf(rules, 'downgrade');
    const facts = { overdueDays, failedPayments, seatsBefore: before, seatsNow: now, downgrades };
    return { state: 'scored', score: clamp(start - cuts, 0, 100), facts, evidence };
  },
};
const isDowngrade = ({ value }: ObservationFact): boolean => value === 'downgrade';

/** The first known number of seats is no change: an account with nothing else has told nothing about payment or plan. */
function evidenceOf(snapshot: AccountSnapshot): Evidence {
  const invoices = snapshot.invoices.map(({ issued }) => issued);
  const told = [
    ...observed(snapshot, 'payment_failed'),
    ...observed(snapshot, 'plan_change'),
    ...snapshot.seats.slice(1),
  ];
  const days = [...invoices, ...told.map(({ on }) => on)];
  return evidenceOn(invoices.length > 0 ? 'invoices' : 'observations', days);
}

function overdueScore(rules: ScorecardMeasure, days: number): number {
  if (days >= limitOf(rules, 'long_overdue_days')) return limitOf(rules, 'long_overdue');
  if (days >= limitOf(rules, 'overdue_days')) return limitOf(rules, 'overdue');
  return days >= limitOf(rules, 'late_days') ? limitOf(rules, 'late') : 100;
}

/** Failed payments that no payment followed: of the invoice they are about, or of any where they name none. */
function unsettledFailures(snapshot: AccountSnapshot, days: number): number {
  const settled = ({ on, about }: ObservationFact): boolean =>
    snapshot.invoices.some(({ id, paid }) => paid !== null && paid >= on && (about === null || about === id));
  return observedWithin(snapshot, 'payment_failed', days).filter((failure) => !settled(failure)).length;
}

/** By share of the seats, and seat by seat in a small account, where one seat is a third or more. */
function seatCut(rules: ScorecardMeasure, before: number, now: number, small: number): number {
  const cut = Math.max(0, before - now);
  if (cut === 0) return 0;
  return before <= small ? cut * limitOf(rules, 'small_seat_cut') : (cut / before) * limitOf(rules, 'seat_cut');
}
