import type { Evidence } from '../../accounts/measures.ts';
import type { AccountSnapshot, ObservationFact } from '../account-snapshot.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { type Measure, noData } from '../measure.ts';
import { observed, observedWithin } from '../observations.ts';
import { oldestOverdue } from '../overdue.ts';
import { paymentScore } from '../score-of-facts.ts';
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
    const facts = { overdueDays, failedPayments, seatsBefore: before, seatsNow: now, downgrades };
    return { state: 'scored', score: paymentScore(rules)(facts, card.smallAccountSeats), facts, evidence };
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

/** Failed payments that no payment followed: of the invoice they are about, or of any where they name none. */
function unsettledFailures(snapshot: AccountSnapshot, days: number): number {
  const settled = ({ on, about }: ObservationFact): boolean =>
    snapshot.invoices.some(({ id, paid }) => paid !== null && paid >= on && (about === null || about === id));
  return observedWithin(snapshot, 'payment_failed', days).filter((failure) => !settled(failure)).length;
}
