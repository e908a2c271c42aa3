import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';

/** Several tickets within days, or a top-priority ticket left open: the customer is in trouble right now. */
export const ticketStorm: GateCheck<'ticket_storm'> = {
  id: 'ticket_storm',
  check: ({ snapshot, rules }) => {
    const { tickets, todayNumber } = snapshot;
    const recent = tickets.filter(({ opened }) => todayNumber - opened < limitOf(rules, 'days'));
    const top = tickets.find(({ open, priority }) => open && priority === 'top');
    const topPriorityDays = top === undefined ? null : todayNumber - top.opened;
    const storm = recent.length >= limitOf(rules, 'tickets');
    if (!storm && (topPriorityDays ?? 0) <= limitOf(rules, 'top_priority_days')) return null;
    const days = [...recent, ...(top === undefined ? [] : [top])].map(({ opened }) => opened);
    return {
      id: 'ticket_storm',
      caps: 'best_case',
      facts: { tickets: recent.length, topPriorityDays },
      evidence: evidenceOn('crm_tickets', days),
    };
  },
};
