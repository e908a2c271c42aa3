import { evidence } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';
import { oldestOverdue } from '../overdue.ts';

/** An invoice is long overdue: the customer has stopped paying before saying so. */
export const overdueInvoice: GateCheck<'overdue_invoice'> = {
  id: 'overdue_invoice',
  check: ({ snapshot, rules }) => {
    const overdue = oldestOverdue(snapshot, limitOf(rules, 'days'));
    if (overdue === null) return null;
    return {
      id: 'overdue_invoice',
      caps: 'at_risk',
      facts: overdue,
      evidence: evidence('invoices', overdue.invoices, snapshot.todayNumber - overdue.days),
    };
  },
};
