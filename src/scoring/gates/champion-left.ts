import type { Contact } from '../../accounts/account.ts';
import type { AccountSnapshot, ObservationFact } from '../account-snapshot.ts';
import { type DayNumber, dayOf } from '../calendar.ts';
import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';
import { observed } from '../observations.ts';

/**
 * The champion or main contact left and the grace period passed without a successor. A successor is one reported around that time or later, or another contact
 * who carries the champion role in the CRM, and who has not left too. A departure older than the longest contract cycle we look at has been lived with and is
 * forgotten. The newest one that is due is told: a departure still within its grace period hides no older one.
 */
export const championLeft: GateCheck<'champion_left'> = {
  id: 'champion_left',
  check: ({ snapshot, rules }) => {
    const grace = limitOf(rules, 'grace_days');
    const left = lastingDeparture(snapshot, grace);
    if (left === undefined) return null;
    const days = snapshot.todayNumber - left.on;
    if (days > limitOf(rules, 'forget_days')) return null;
    return {
      id: 'champion_left',
      caps: 'at_risk',
      facts: { on: dayOf(left.on), days },
      evidence: evidenceOn('observations', [left.on]),
    };
  },
};

/** The newest departure of at least `grace` days ago that nobody has made good. */
export const lastingDeparture = (snapshot: AccountSnapshot, grace: number): ObservationFact | undefined =>
  observed(snapshot, 'champion_left').findLast(
    (fact) => snapshot.todayNumber - fact.on >= grace && !hasSuccessor(snapshot, fact, grace),
  );

function hasSuccessor(snapshot: AccountSnapshot, left: ObservationFact, grace: number): boolean {
  const reported = observed(snapshot, 'champion_successor').some(
    ({ on, about }) => on >= left.on - grace && !hasLeft(snapshot, about, on),
  );
  // Where the report names nobody, the champion in the CRM may be the very person who left.
  return reported || (left.about !== null && snapshot.contacts.some((contact) => isInOffice(snapshot, contact)));
}

/** The CRM does not say since when a contact carries the role: whoever is reported gone at any time is no champion any more. */
const isInOffice = (snapshot: AccountSnapshot, { role, email }: Contact): boolean =>
  role === 'champion' && !hasLeft(snapshot, email, -Infinity);

/** Whether a person is reported gone on a day or later. */
const hasLeft = (snapshot: AccountSnapshot, person: string | null, from: DayNumber): boolean =>
  person !== null &&
  observed(snapshot, 'champion_left').some(
    ({ on, about }) => on >= from && about?.toLowerCase() === person.toLowerCase(),
  );
