import type { GateId } from '../../accounts/measures.ts';
import type { GateRules } from '../../accounts/scorecard.ts';
import type { GateCheck, GateInput } from '../gate.ts';
import { cancellationNotice } from '../gates/cancellation-notice.ts';
import { lastingDeparture } from '../gates/champion-left.ts';
import { powerUserSilent } from '../gates/power-user-silent.ts';
import { limitOf } from '../limits.ts';
import { oldestOverdue } from '../overdue.ts';
import { seatsOver } from '../seats.ts';
import { sponsorLevel } from '../sponsor-level.ts';

/** Gates that facts of today decide. `fast_drop` compares scores of different days and is not among them. */
export type FactGate = Exclude<GateId, 'fast_drop'>;

/** From and to, both included. */
export type Range = readonly [low: number, high: number];

/** The numbers of an account by which a gate fires: when one of them lies in the range that a scorecard's limits give it. NaN lies in none. */
export interface GateColumns {
  readonly count: number;
  readonly numbersOf: (input: GateInput) => readonly number[];
  readonly rangesBy: (rules: GateRules) => readonly Range[];
}

const atLeast = (low: number): Range => [low, Infinity];

/** Gates without a limit of their own. */
const asItIs = <K extends FactGate>({ check }: GateCheck<K>): GateColumns => ({
  count: 1,
  numbersOf: (input) => [check(input) === null ? NaN : 1],
  rangesBy: () => [atLeast(1)],
});

const championLeft: GateColumns = {
  count: 1,
  numbersOf: ({ snapshot, rules }) => {
    const left = lastingDeparture(snapshot, limitOf(rules, 'grace_days'));
    return [left === undefined ? NaN : snapshot.todayNumber - left.on];
  },
  rangesBy: (rules) => [[limitOf(rules, 'grace_days'), limitOf(rules, 'forget_days')]],
};

const overdueInvoice: GateColumns = {
  count: 1,
  numbersOf: ({ snapshot }) => [oldestOverdue(snapshot)?.days ?? NaN],
  rangesBy: (rules) => [atLeast(limitOf(rules, 'days'))],
};

const accountInactive: GateColumns = {
  count: 1,
  numbersOf: ({ snapshot, usage }) => [
    usage.heard !== 'current' || usage.newest === null ? NaN : snapshot.todayNumber - usage.newest,
  ],
  rangesBy: (rules) => [atLeast(limitOf(rules, 'days'))],
};

const seatsReduced: GateColumns = {
  count: 1,
  numbersOf: ({ snapshot, rules }) => {
    const { before, now } = seatsOver(snapshot, limitOf(rules, 'days')) ?? { before: 0, now: 0 };
    return [before === 0 ? NaN : (before - now) / before];
  },
  rangesBy: (rules) => [atLeast(limitOf(rules, 'share'))],
};

const ticketStorm: GateColumns = {
  count: 2,
  numbersOf: ({ snapshot, rules }) => {
    const recent = snapshot.tickets.filter(({ opened }) => snapshot.todayNumber - opened < limitOf(rules, 'days'));
    const top = snapshot.tickets.find(({ open, priority }) => open && priority === 'top');
    return [recent.length, top === undefined ? NaN : snapshot.todayNumber - top.opened];
  },
  // Open for more than the limit; days are whole.
  rangesBy: (rules) => [
    atLeast(limitOf(rules, 'tickets')),
    atLeast(Math.floor(limitOf(rules, 'top_priority_days')) + 1),
  ],
};

const noSponsorNearRenewal: GateColumns = {
  count: 1,
  numbersOf: ({ snapshot, card, daysToRenewal }) => [
    sponsorLevel(snapshot, card)?.level === 'none' ? (daysToRenewal ?? NaN) : NaN,
  ],
  rangesBy: (rules) => [[-Infinity, limitOf(rules, 'days')]],
};

/** Most severe first, as everywhere. */
export const gateColumns: Readonly<Record<FactGate, GateColumns>> = {
  cancellation_notice: asItIs(cancellationNotice),
  champion_left: championLeft,
  overdue_invoice: overdueInvoice,
  power_user_silent: asItIs(powerUserSilent),
  account_inactive: accountInactive,
  seats_reduced: seatsReduced,
  ticket_storm: ticketStorm,
  no_sponsor_near_renewal: noSponsorNearRenewal,
};
/** Places of gates in results: bit 0 is the first. */
export const factGates = Object.keys(gateColumns) as readonly FactGate[];
