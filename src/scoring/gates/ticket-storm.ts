import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';

/** Several tickets within days, or a top-priority ticket left open: the customer is in trouble right now. */
export const ticketStorm: GateCheck<'ticket_storm'> = {
  id: 'ticket_storm',
  check: ({ snapshot, rules }) => {
    const { tickets, todayNumber } = snapshot;
    const within = limitOf(rules, 'days');
    const recent = tickets.filter(({ opened }) => todayNumber - opened < within);
    const top = tickets.find(({ open, priority }) => open && priority === 'top');
    const topPriorityDays = top === undefined ? null : todayNumber - top.opened;
    const many = recent.length >= limitOf(rules, 'tickets');
    if (!many && (topPriorityDays ?? 0) <= limitOf(rules, 'top_priority_days')) return null;
    const opened = [...recent, ...(top === undefined ? [] : [top])].map((ticket) => ticket.opened);
    return {
      id: 'ticket_storm',
      caps: 'best_case',
      facts: { tickets: recent.length, days: within, many, topPriorityDays },
      evidence: evidenceOn('crm_tickets', opened),
    };
  },
};
