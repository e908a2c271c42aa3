import { hasBegun } from './activity.ts';
import { type Blueprint, isLost } from './blueprint.ts';
import { addMonths, type DayNumber, dayText } from './days.ts';
import { type Random, randomStream } from './random.ts';
import { type BookInvoice } from './types.ts';

const months = { monthly: 1, quarterly: 3, annual: 12 } as const;

/** Invoices of the last year or of the facts, whichever is longer: an annual one is often older than half a year. */
export function invoicesOf(plan: Blueprint): readonly BookInvoice[] {
  if (plan.archetype.name === 'data_poor') return [];
  const random = randomStream(plan.seed, plan.index, 'invoices');
  const delay = payerDelay(random);
  return invoiceDays(plan).map((day, at) => invoiceOf(plan, day, at, delay, random));
}

function invoiceDays({ contract, firstDay, lastDay }: Blueprint): readonly DayNumber[] {
  const first = Math.max(contract.customerSince, Math.min(firstDay, lastDay - 365));
  const end = isLost(contract) && contract.end !== null ? contract.end - 1 : lastDay;
  const days: DayNumber[] = [];
  for (let period = 0; ; period++) {
    const day = addMonths(contract.customerSince, period * months[contract.billing]);
    if (day > Math.min(end, lastDay)) return days;
    if (day >= first) days.push(day);
  }
}

/** Days after the due date this customer usually pays: most are early, one in eight is slow by habit and means nothing by it. */
function payerDelay(random: Random): number {
  return random.chance(0.12) ? random.int(3, 12) : -random.int(2, 9);
}

function invoiceOf(plan: Blueprint, issued: DayNumber, at: number, delay: number, random: Random): BookInvoice {
  const due = issued + (plan.segment === 'smb' ? 14 : 30);
  const paid = paidOn(plan, issued, due, delay, random);
  return {
    key: `${plan.key}-R${at + 1}`,
    issuedOn: dayText(issued),
    dueOn: dayText(due),
    paidOn: paid !== null && paid <= plan.lastDay ? dayText(paid) : null,
    amount: Math.round((plan.acv * months[plan.contract.billing] * 100) / 12) / 100,
    currency: plan.country.currency,
  };
}

function paidOn(plan: Blueprint, issued: DayNumber, due: DayNumber, delay: number, random: Random): DayNumber | null {
  if (plan.archetype.name === 'payment_trouble' && hasBegun(plan, due)) {
    return random.chance(plan.severity) ? null : due + random.int(18, 45);
  }
  const slip = random.chance(0.03) ? random.int(5, 20) : 0;
  return Math.max(issued + 1, due + delay + slip + random.int(-1, 2));
}
