import type { AccountSnapshot, ObservationFact } from '../account-snapshot.ts';
import { dayOf } from '../calendar.ts';
import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';
import { observed } from '../observations.ts';

/**
 * The champion or main contact left and the grace period passed without a successor. A successor is one reported around that time or later, or another contact
 * who carries the champion role in the CRM. A departure older than the longest contract cycle we look at has been lived with and is forgotten.
 */
export const championLeft: GateCheck<'champion_left'> = {
  id: 'champion_left',
  check: ({ snapshot, rules }) => {
    const grace = limitOf(rules, 'grace_days');
    const left = lastingDeparture(snapshot, grace);
    if (left === undefined) return null;
    const days = snapshot.todayNumber - left.on;
    if (days < grace || days > limitOf(rules, 'forget_days')) return null;
    return {
      id: 'champion_left',
      caps: 'at_risk',
      facts: { on: dayOf(left.on), days },
      evidence: evidenceOn('observations', [left.on]),
    };
  },
};

/** The newest departure that nobody has made good. */
export const lastingDeparture = (snapshot: AccountSnapshot, grace: number): ObservationFact | undefined =>
  observed(snapshot, 'champion_left').findLast((fact) => !hasSuccessor(snapshot, fact, grace));

function hasSuccessor(snapshot: AccountSnapshot, left: ObservationFact, grace: number): boolean {
  const reported = observed(snapshot, 'champion_successor').some(({ on }) => on >= left.on - grace);
  return reported || snapshot.contacts.some((contact) => contact.role === 'champion' && isAnother(contact.email, left));
}

/** Where the report names nobody, the champion in the CRM may be the very person who left. */
const isAnother = (email: string | null, { about }: ObservationFact): boolean =>
  about !== null && email?.toLowerCase() !== about.toLowerCase();
