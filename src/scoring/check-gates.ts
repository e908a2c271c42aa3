import type { Gate } from '../accounts/health.ts';
import type { GateInput } from './gate.ts';
import { accountInactive } from './gates/account-inactive.ts';
import { cancellationNotice } from './gates/cancellation-notice.ts';
import { championLeft } from './gates/champion-left.ts';
import { fastDrop } from './gates/fast-drop.ts';
import { noSponsorNearRenewal } from './gates/no-sponsor-near-renewal.ts';
import { overdueInvoice } from './gates/overdue-invoice.ts';
import { powerUserSilent } from './gates/power-user-silent.ts';
import { seatsReduced } from './gates/seats-reduced.ts';
import { ticketStorm } from './gates/ticket-storm.ts';

/** Most severe first, as gate-caps.ts orders them: what ends the contract, who carried it, money, use. */
const gates = [
  cancellationNotice,
  championLeft,
  overdueInvoice,
  powerUserSilent,
  fastDrop,
  accountInactive,
  seatsReduced,
  ticketStorm,
  noSponsorNearRenewal,
] as const;

/** The gates that fire, of those the scorecard has switched on. */
export function checkGates(input: Omit<GateInput, 'rules'>): readonly Gate[] {
  return gates.flatMap(({ id, check }): readonly Gate[] => {
    const rules = input.card.gates[id];
    const gate = rules?.on === true ? check({ ...input, rules }) : null;
    return gate === null ? [] : [gate];
  });
}
