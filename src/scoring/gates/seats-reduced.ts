import { evidence } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';
import { seatsOver } from '../seats.ts';

/** Noticeably fewer seats than before: part of the contract is already gone. */
export const seatsReduced: GateCheck<'seats_reduced'> = {
  id: 'seats_reduced',
  check: ({ snapshot, rules }) => {
    const seats = seatsOver(snapshot, limitOf(rules, 'days'));
    if (seats === null || seats.before === 0) return null;
    if ((seats.before - seats.now) / seats.before < limitOf(rules, 'share')) return null;
    return {
      id: 'seats_reduced',
      caps: 'best_case',
      facts: seats,
      evidence: evidence('crm_fields', snapshot.seats.length, snapshot.seats.at(-1)?.on ?? null),
    };
  },
};
