import { activityLevel } from './activity.ts';
import { type Blueprint } from './blueprint.ts';
import { type DayNumber, instant } from './days.ts';
import { phrasesIn } from './phrases.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact, type BookTicket } from './types.ts';
import { isWorkday } from './work-calendar.ts';

/** Exactly `count` tickets: those of a run of faults first, the everyday ones spread over the facts. */
export function ticketsOf(plan: Blueprint, contacts: readonly BookContact[], count: number): readonly BookTicket[] {
  const faults = Math.min(count, stormSize(plan));
  return Array.from({ length: count }, (_, at) => {
    const random = randomStream(plan.seed, plan.index, 'ticket', at);
    return at < faults ? faultTicket(plan, contacts, at, random) : everydayTicket(plan, contacts, at, random);
  });
}

/** How many tickets of a fault wave the account's plan holds; 0 for accounts without one. */
export function stormSize(plan: Blueprint): number {
  return plan.archetype.name === 'support_storm' ? Math.round(3 + 5 * plan.severity) : 0;
}

/** The first three come within a week, the rest until now; the heavier ones stay open. */
function faultTicket(plan: Blueprint, contacts: readonly BookContact[], at: number, random: Random): BookTicket {
  const start = plan.causeDay ?? plan.firstDay;
  const created = Math.min(plan.lastDay, at < 3 ? start + random.int(0, 5) : random.int(start, plan.lastDay));
  const isOpen = random.chance(0.35 + 0.4 * plan.severity);
  const closed = isOpen ? null : created + random.int(2, 15);
  const subject = random.pick(phrasesIn(plan.country.language).faults);
  const priority = random.weighted(faultPriorities).is;
  return ticket(plan, contacts, { at, created, closed, subject, priority }, random);
}

function everydayTicket(plan: Blueprint, contacts: readonly BookContact[], at: number, random: Random): BookTicket {
  const created = activeWorkday(plan, random);
  const subject = random.pick(phrasesIn(plan.country.language).tickets);
  const priority = random.weighted(everydayPriorities).is;
  // Most are solved within the week; few drag on, in good accounts as well.
  const closed = created + (random.chance(0.9) ? random.int(0, 5) : random.int(8, 40));
  return ticket(plan, contacts, { at, created, closed, subject, priority }, random);
}

const faultPriorities = [
  { share: 2, is: 'medium' },
  { share: 4, is: 'high' },
  { share: 3, is: 'urgent' },
] as const;
const everydayPriorities = [
  { share: 35, is: 'low' },
  { share: 48, is: 'medium' },
  { share: 15, is: 'high' },
  { share: 2, is: 'urgent' },
] as const;

/** A working day on which the account still used the product, else any day: exact totals come before realism. */
function activeWorkday(plan: Blueprint, random: Random): DayNumber {
  const first = Math.min(plan.lastDay, Math.max(plan.firstDay, plan.contract.customerSince));
  for (let attempt = 0; attempt < 12; attempt++) {
    const day = random.int(first, plan.lastDay);
    if (isWorkday(plan.country, day) && random.chance(activityLevel(plan, 'usage', day))) return day;
  }
  return first;
}

interface Matter {
  readonly at: number;
  readonly created: DayNumber;
  /** May lie ahead: then the ticket is still open. */
  readonly closed: DayNumber | null;
  readonly subject: string;
  readonly priority: BookTicket['priority'];
}

function ticket(plan: Blueprint, contacts: readonly BookContact[], matter: Matter, random: Random): BookTicket {
  const closed = matter.closed !== null && matter.closed <= plan.lastDay ? matter.closed : null;
  const senders = contacts.filter((contact) => !contact.archived);
  return {
    key: `${plan.key}-T${matter.at + 1}`,
    subject: matter.subject,
    priority: matter.priority,
    createdAt: instant(matter.created, random.int(25_000, 50_000)),
    closedAt: closed === null ? null : instant(closed, random.int(50_001, 60_000)),
    modifiedAt: instant(closed ?? random.int(matter.created, plan.lastDay), random.int(60_001, 65_000)),
    contactKey: senders.length === 0 || random.chance(0.1) ? null : random.pick(senders).key,
  };
}
