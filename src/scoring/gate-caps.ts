import type { Gate } from '../accounts/health.ts';
import type { GateId } from '../accounts/measures.ts';
import type { Scorecard } from '../accounts/scorecard.ts';

/** A gate that fires for one renewal, and the best tier it leaves. */
export interface GateCap {
  readonly gate: GateId;
  readonly cap: Gate['caps'];
}

/** Most severe first: what ends the contract, then who carried it, then money, then use. Gates that cap lower stand before all others. */
const severity: readonly GateId[] = [
  'cancellation_notice',
  'champion_left',
  'overdue_invoice',
  'power_user_silent',
  'fast_drop',
  'account_inactive',
  'seats_reduced',
  'ticket_storm',
  'no_sponsor_near_renewal',
];

/** The gates that count for a renewal so many days ahead, by the gates' own limits, most severe first. Docs/scoring.md "Gates". */
export function gateCapsOf(gates: readonly Gate[], daysToRenewal: number | null, card: Scorecard): readonly GateCap[] {
  const within = (days = -Infinity): boolean => daysToRenewal !== null && daysToRenewal <= days;
  const sponsorMatters = within(card.gates.no_sponsor_near_renewal?.limits.days);
  const near = within(card.gates.account_inactive?.limits.near_days);
  const caps = gates
    .filter(({ id }) => id !== 'no_sponsor_near_renewal' || sponsorMatters)
    .map((gate): GateCap => ({ gate: gate.id, cap: capOf(gate, near) }));
  return caps.sort((a, b) => lowest(a) - lowest(b) || severity.indexOf(a.gate) - severity.indexOf(b.gate));
}
const lowest = ({ cap }: GateCap): number => (cap === 'at_risk' ? 0 : 1);

/** Three gates cap by their facts; the date that matters for inactivity (`near`) is the renewal's own, not the account's nearest. */
function capOf(gate: Gate, near: boolean): Gate['caps'] {
  switch (gate.id) {
    case 'account_inactive':
      return near ? 'at_risk' : 'best_case';
    case 'power_user_silent':
      return gate.facts.othersActive === 0 ? 'at_risk' : 'best_case';
    case 'fast_drop':
      return gate.facts.days === 30 ? 'at_risk' : 'best_case';
    default:
      return gate.caps;
  }
}
