import { type Blueprint } from './blueprint.ts';
import { type DayNumber } from './days.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact } from './types.ts';

export type UserKind = 'power' | 'regular' | 'casual';

/** A person who works with the product; the first ones are the contacts of the same position. */
export interface AppUser {
  readonly at: number;
  /** The contact's e-mail, or an application id for users whom the CRM does not know. */
  readonly id: string;
  readonly kind: UserKind;
  readonly joined: DayNumber;
  /** First day without this user, null while the user stays. */
  readonly left: DayNumber | null;
  /** Stops working once the account's usage level is below this, 0 to 1: a fading account loses people, not only log-ins. */
  readonly staysAbove: number;
  readonly leaves: readonly { readonly from: DayNumber; readonly to: DayNumber }[];
}

export function appUsersOf(plan: Blueprint, contacts: readonly BookContact[]): readonly AppUser[] {
  if (plan.archetype.name === 'data_poor') return [];
  const random = randomStream(plan.seed, plan.index, 'adoption');
  const share = random.between(...plan.archetype.adoption);
  const [before, now] = [usersFor(plan.seats.before, share), usersFor(plan.seats.now, share)];
  const power = powerUserCount(plan, before, random);
  return Array.from({ length: Math.max(before, now) }, (_, at) =>
    appUser(plan, at, { before, now, power }, contacts[at]),
  );
}

function usersFor(seats: number, share: number): number {
  return Math.max(1, Math.round(seats * share));
}

function powerUserCount({ archetype }: Blueprint, users: number, random: Random): number {
  if (archetype.pace < 0.6) return users >= 5 && random.chance(0.35) ? 1 : 0;
  return Math.min(6, Math.max(1, Math.round(users * random.between(0.12, 0.22))));
}

interface Crew {
  readonly before: number;
  readonly now: number;
  readonly power: number;
}

function appUser(plan: Blueprint, at: number, crew: Crew, contact: BookContact | undefined): AppUser {
  const random = randomStream(plan.seed, plan.index, 'user', at);
  const kind = kindOf(at, crew.power, random);
  return {
    at,
    id: contact?.email ?? `u-${plan.index + 1}-${at + 1}`,
    kind,
    joined: joinedOn(plan, at, crew, random),
    left: leftOn(plan, at, kind, crew, random),
    staysAbove: random.between(0.1, 0.95),
    leaves: [leaveIn(plan, random), leaveIn(plan, random)],
  };
}

/** The sponsor (position 1) signs the contract and seldom opens the product. */
function kindOf(at: number, power: number, random: Random): UserKind {
  if (at === 1) return 'casual';
  if ((at === 0 ? 0 : at - 1) < power) return 'power';
  return random.chance(0.4) ? 'regular' : 'casual';
}

function joinedOn({ contract, seats, causeDay }: Blueprint, at: number, crew: Crew, random: Random): DayNumber {
  if (at >= crew.before && seats.changedOn !== null) return seats.changedOn + random.int(0, 14);
  const later = causeDay === null && random.chance(0.1) ? random.int(40, 300) : 0;
  return contract.customerSince + later + random.int(0, 20);
}

function leftOn(plan: Blueprint, at: number, kind: UserKind, crew: Crew, random: Random): DayNumber | null {
  const { archetype, causeDay, severity } = plan;
  if (causeDay === null) return null;
  if (archetype.name === 'champion_left' && at === 0) return causeDay;
  // The first one goes for certain; how many follow is the severity.
  if (archetype.name === 'silent_power_user' && kind === 'power')
    return at === 0 || random.chance(severity) ? causeDay : null;
  return archetype.name === 'seat_shrink' && at >= crew.now ? causeDay + random.int(-10, 5) : null;
}

/** Holidays stay under 21 days: a power user on holiday is not a silent one. */
function leaveIn({ firstDay, lastDay }: Blueprint, random: Random): { from: DayNumber; to: DayNumber } {
  const from = random.int(firstDay, lastDay);
  return { from, to: from + random.int(4, 16) };
}
