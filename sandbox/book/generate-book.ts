import { type Blueprint, blueprintOf } from './blueprint.ts';
import { companyRecord } from './company-record.ts';
import { contactsOf } from './contacts.ts';
import { contractObservations } from './contract-observations.ts';
import { dayNumber } from './days.ts';
import { dealsOf, orphanDeal } from './deals.ts';
import { formerCompanies } from './former-companies.ts';
import { identityOf } from './identity.ts';
import { interactionsOf } from './interactions.ts';
import { invoicesOf } from './invoices.ts';
import { type Counts, naturalCounts } from './natural-counts.ts';
import { ownersOf } from './owners.ts';
import { peopleObservations } from './people-observations.ts';
import { shareOut } from './quotas.ts';
import { successObservations } from './success-observations.ts';
import { ticketsOf } from './tickets.ts';
import {
  type Book,
  type BookCompany,
  type BookContact,
  type BookDeal,
  type BookObservation,
  type BookOptions,
  type BookTicket,
  type BookUsage,
} from './types.ts';
import { usageOf } from './usage.ts';

/**
 * A customer base drawn from a seed. Live companies come first, archived and merged ones (3 % on top) last; each is made when it is asked for and
 * kept by nobody. Without totals a company is the same whatever the size of the base. The facts end on the day before `asOf`; only renewal,
 * contract and due dates and scheduled meetings lie ahead. Throws RangeError for options outside their bounds.
 */
export function generateBook(options: BookOptions): Book {
  checkOptions(options);
  return {
    source: 'generated',
    options,
    owners: ownersOf(options.seed),
    companies: () => ({ [Symbol.iterator]: () => companiesOf(options) }),
    orphanDeals: () => ({ [Symbol.iterator]: () => orphanDeals(options) }),
  };
}

function checkOptions(options: BookOptions): void {
  const { asOf, companies, historyDays = 180, deals = 0, contacts = 0, tickets = 0, activityShare = 1 } = options;
  dayNumber(asOf);
  const isWhole = [companies, historyDays, deals, contacts, tickets].every(Number.isInteger);
  if (!isWhole || companies < 20 || companies > 100_000) throw new RangeError('A base has 20 to 100,000 companies');
  if (historyDays < 180 || historyDays > 730) throw new RangeError('The facts reach back 180 to 730 days');
  if (!(activityShare >= 0 && activityShare <= 1)) throw new RangeError('A share lies between 0 and 1');
  if (Math.min(deals, contacts, tickets) < 0) throw new RangeError('Totals are not negative');
}

function* companiesOf(options: BookOptions): Generator<BookCompany> {
  const countsOf = counter(options);
  for (let index = 0; index < options.companies; index++) {
    const plan = blueprintOf(options, index);
    yield companyOf(plan, countsOf(plan), options);
  }
  yield* formerCompanies(options);
}

function* orphanDeals(options: BookOptions): Generator<BookDeal> {
  const lastDay = dayNumber(options.asOf) - 1;
  for (let at = 0; at < orphanCount(options); at++) yield orphanDeal(options.seed, at, lastDay);
}

/** One for a hundred companies, or for a hundred deals where those are fewer. */
function orphanCount({ companies, deals = companies }: BookOptions): number {
  return Math.floor(Math.min(companies, deals) / 100);
}

/** The record counts of one company after the other, in index order: its natural ones, scaled where the base has exact totals. */
function counter(options: BookOptions): (plan: Blueprint) => Counts {
  const { deals, contacts, tickets } = options;
  if (deals === undefined && contacts === undefined && tickets === undefined) return naturalCounts;
  const sums = weightSums(options);
  const shares = {
    deals: deals === undefined ? null : shareOut(deals - orphanCount(options), sums.deals),
    contacts: contacts === undefined ? null : shareOut(contacts, sums.contacts),
    tickets: tickets === undefined ? null : shareOut(tickets, sums.tickets),
  };
  return (plan) => {
    const natural = naturalCounts(plan);
    const count = (kind: keyof Counts): number => shares[kind]?.(weight(natural[kind])) ?? natural[kind];
    return { deals: count('deals'), contacts: count('contacts'), tickets: count('tickets') };
  };
}

/** Never 0, so that any total finds a place. */
function weight(count: number): number {
  return 10 * count + 1;
}

function weightSums(options: BookOptions): Counts {
  const sums = { deals: 0, contacts: 0, tickets: 0 };
  for (let index = 0; index < options.companies; index++) {
    const counts = naturalCounts(blueprintOf(options, index));
    sums.deals += weight(counts.deals);
    sums.contacts += weight(counts.contacts);
    sums.tickets += weight(counts.tickets);
  }
  return sums;
}

function companyOf(plan: Blueprint, counts: Counts, options: BookOptions): BookCompany {
  const withSignals = options.usage ?? true;
  const identity = identityOf(plan);
  const contacts = contactsOf(plan, identity, counts.contacts);
  const tickets = ticketsOf(plan, contacts, counts.tickets);
  const invoices = withSignals ? invoicesOf(plan) : [];
  let usage: readonly BookUsage[] | undefined = withSignals ? undefined : [];
  return {
    ...companyRecord(plan, identity),
    contacts,
    deals: dealsOf(plan, identity, contacts, counts.deals),
    tickets,
    interactions: interactionsOf(plan, contacts, options.activityShare ?? 1),
    invoices,
    observations: withSignals ? observationsOf(plan, { contacts, tickets, invoices }) : [],
    // Most of the work and of the memory: whoever reads CRM records only does not pay for it.
    get usage() {
      return (usage ??= usageOf(plan, contacts));
    },
  };
}

interface Facts {
  readonly contacts: readonly BookContact[];
  readonly tickets: readonly BookTicket[];
  readonly invoices: BookCompany['invoices'];
}

function observationsOf(plan: Blueprint, { contacts, tickets, invoices }: Facts): readonly BookObservation[] {
  if (plan.archetype.name === 'data_poor') return [];
  return [
    ...contractObservations(plan, invoices),
    ...peopleObservations(plan, contacts),
    ...successObservations(plan, tickets),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
