import { type Archetype, archetypes } from './archetypes.ts';
import { type Country, countries } from './countries.ts';
import { type DayNumber, addMonths, dayNumber, dayOf, yearOf } from './days.ts';
import { type DirtyShape, dirtyShapeOf } from './dirty-shapes.ts';
import { type Random, randomStream } from './random.ts';
import { type BookCompany, type BookOptions } from './types.ts';

/** The hidden plan of a company: every record and signal is derived from it, and only `truth.ts` shows any of it. */
export interface Blueprint {
  readonly seed: number;
  readonly index: number;
  readonly key: string;
  readonly shape: DirtyShape | null;
  readonly archetype: Archetype;
  /** How hard the cause hits, 0.35 to 1. */
  readonly severity: number;
  readonly country: Country;
  readonly segment: BookCompany['segment'];
  /** Annual contract value in local money. */
  readonly acv: number;
  readonly seats: SeatPlan;
  /** First and last day of the facts; nothing but future dates lies after `lastDay`. */
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
  readonly causeDay: DayNumber | null;
  readonly contract: ContractPlan;
  readonly lossProbability: number;
  readonly renews: boolean | null;
}

export interface SeatPlan {
  readonly before: number;
  readonly now: number;
  readonly changedOn: DayNumber | null;
}

export interface ContractPlan {
  readonly customerSince: DayNumber;
  readonly termMonths: number;
  readonly start: DayNumber;
  /** The next end, or for a lost customer the last one; null for contracts that run from month to month. */
  readonly end: DayNumber | null;
  /** The renewal decided inside the facts, if any. */
  readonly decided: { readonly day: DayNumber; readonly won: boolean } | null;
  readonly billing: 'monthly' | 'quarterly' | 'annual';
}

const defaultHistoryDays = 180;
const meanSeverity = 0.675;

/** The plan of live company `index` (0-based): depends on seed, index, asOf and historyDays, never on the size of the base. */
export function blueprintOf(options: BookOptions, index: number): Blueprint {
  const { seed } = options;
  const random = randomStream(seed, index, 'blueprint');
  const archetype = random.weighted(archetypes);
  const country = countryOf(seed, index);
  const severity = random.between(0.35, 1);
  const lossProbability = Math.min(0.95, (archetype.loss * severity) / meanSeverity);
  const shape = dirtyShapeOf(seed, index);
  const lastDay = dayNumber(options.asOf) - 1;
  const firstDay = lastDay - (options.historyDays ?? defaultHistoryDays) + 1;
  const size = sizeOf(archetype, country, random);
  const lost = randomStream(seed, index, 'outcome');
  const contract = contractOf({ archetype, segment: size.segment, shape, firstDay, lastDay }, random, () =>
    lost.chance(lossProbability),
  );
  const causeDay = causeDayOf(archetype, contract, firstDay, lastDay, random);
  const key = companyKey(index + 1);
  const seats = seatsOf(archetype, size.seats, severity, causeDay);
  const renews = isDue(contract, lastDay) ? !lost.chance(lossProbability) : null;
  return {
    ...{ seed, index, key, shape, archetype, severity, country, segment: size.segment, acv: size.acv, seats },
    ...{ firstDay, lastDay, causeDay, contract, lossProbability, renews },
  };
}

/** Customer number, counted from 1. */
export function companyKey(number: number): string {
  return `C-${String(number).padStart(5, '0')}`;
}

/** On a stream of its own, so that a neighbour's name can be made without its whole plan. */
export function countryOf(seed: number, index: number): Country {
  return randomStream(seed, index, 'country').weighted(countries);
}

/** True once the last decided renewal was lost. */
export function isLost(contract: ContractPlan): boolean {
  return contract.decided?.won === false;
}

/** An open renewal that is overdue counts as due: it is still to be decided. */
function isDue(contract: ContractPlan, lastDay: DayNumber): boolean {
  return !isLost(contract) && contract.end !== null && contract.end <= lastDay + 1 + 365;
}

interface Size {
  readonly segment: BookCompany['segment'];
  readonly acv: number;
  readonly seats: number;
}

const segments = [
  { share: 55, segment: 'smb', euros: [1_200, 9_500], euroPerSeat: 560 },
  { share: 33, segment: 'mid_market', euros: [10_500, 48_000], euroPerSeat: 1_050 },
  { share: 12, segment: 'enterprise', euros: [52_000, 240_000], euroPerSeat: 1_450 },
] as const;

function sizeOf(archetype: Archetype, country: Country, random: Random): Size {
  const kind = random.weighted(segments);
  const [low, high] = kind.euros;
  // Even on a log scale: many small contracts, few large ones.
  const euros = low * (high / low) ** random.next();
  const tiny = archetype.name === 'tiny_account';
  const seats = tiny
    ? random.int(1, 3)
    : Math.max(4, Math.round((euros / kind.euroPerSeat) * random.between(0.75, 1.3)));
  const acv = Math.round(((tiny ? seats * 420 : euros) * country.perEuro) / 10) * 10;
  return { segment: tiny ? 'smb' : kind.segment, acv, seats };
}

interface ContractFrame {
  readonly archetype: Archetype;
  readonly segment: BookCompany['segment'];
  readonly shape: DirtyShape | null;
  readonly firstDay: DayNumber;
  readonly lastDay: DayNumber;
}

function contractOf(frame: ContractFrame, random: Random, isLossDrawn: () => boolean): ContractPlan {
  const billing = billingOf(frame, random);
  if (frame.shape === 'leap_day_renewal') return leapDayContract(frame.lastDay, billing);
  const termMonths = termOf(frame, random);
  const young = youngAge(frame.archetype, random);
  const day = young === null ? null : frame.lastDay - young;
  if (termMonths === 1) {
    const start = day ?? frame.lastDay - random.int(60, 900);
    return { customerSince: start, termMonths, start, end: null, decided: null, billing };
  }
  const end = day === null ? nextEnd(frame, termMonths, random) : addMonths(day, termMonths);
  const start = day ?? addMonths(end, -termMonths);
  const terms = day === null ? random.weighted(tenures).terms : 0;
  const customerSince = addMonths(start, -terms * termMonths);
  const isDecided = terms > 0 && start >= frame.firstDay + 20 && start <= frame.lastDay;
  const decided = isDecided ? { day: start, won: !isLossDrawn() } : null;
  if (decided?.won === false)
    return { customerSince, termMonths, start: addMonths(start, -termMonths), end: start, decided, billing };
  return { customerSince, termMonths, start, end, decided, billing };
}

const tenures = [25, 25, 20, 15, 10, 5].map((share, terms) => ({ share, terms }));

function billingOf({ archetype, segment }: ContractFrame, random: Random): ContractPlan['billing'] {
  // Trouble with paying needs an invoice that falls due after it began.
  if (archetype.name === 'payment_trouble') return 'monthly';
  if (segment === 'smb') return random.chance(0.6) ? 'monthly' : 'annual';
  return random.chance(0.35) ? 'quarterly' : 'annual';
}

function termOf({ archetype, segment }: ContractFrame, random: Random): number {
  if (segment === 'smb' && random.chance(0.05)) return 1;
  const loyal = archetype.name === 'hidden_loyal' ? 0.4 : 0.1;
  return random.chance(loyal) ? random.pick([24, 36]) : 12;
}

/** Age in days of accounts that are young by their kind; null for the others. */
function youngAge({ name }: Archetype, random: Random): number | null {
  if (name === 'new_account') return random.int(8, 60);
  return name === 'never_adopted' ? random.int(75, 350) : null;
}

function nextEnd({ shape, lastDay }: ContractFrame, termMonths: number, random: Random): DayNumber {
  if (shape === 'overdue_renewal') return lastDay - random.int(3, 75);
  // Two days short of the term, or the contract could begin in the future.
  return lastDay + 1 + random.int(1, Math.floor(termMonths * 30.4) - 2);
}

/** Signed on a 29 February for four years: the renewal falls on the next one. */
function leapDayContract(lastDay: DayNumber, billing: ContractPlan['billing']): ContractPlan {
  const year = yearOf(lastDay);
  const following = dayOf(year + 4 - (year % 4), 2, 29);
  const end = addMonths(following, -48) > lastDay ? addMonths(following, -48) : following;
  const start = addMonths(end, -48);
  return { customerSince: start, termMonths: 48, start, end, decided: null, billing };
}

function causeDayOf(
  { begins }: Archetype,
  contract: ContractPlan,
  firstDay: DayNumber,
  lastDay: DayNumber,
  random: Random,
): DayNumber | null {
  if (begins === null) return null;
  const [least, most] = begins;
  const reference = contract.decided?.day ?? lastDay;
  const earliest = Math.max(firstDay + 3, contract.customerSince);
  return Math.max(earliest, reference - random.int(least, most));
}

function seatsOf(archetype: Archetype, seats: number, severity: number, causeDay: DayNumber | null): SeatPlan {
  if (archetype.name === 'expanding') {
    return { before: seats, now: seats + Math.max(1, Math.round(seats * 0.3 * severity)), changedOn: causeDay };
  }
  if (archetype.name === 'seat_shrink') {
    const kept = Math.max(2, Math.round(seats * (1 - 0.45 * severity)));
    return { before: seats, now: kept, changedOn: causeDay };
  }
  return { before: seats, now: seats, changedOn: null };
}
