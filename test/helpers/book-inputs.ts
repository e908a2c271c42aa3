import { openBook } from '../../sandbox/book/open-book.ts';
import { truthOf } from '../../sandbox/book/truth.ts';
import type {
  BookCompany,
  BookContact,
  BookDeal,
  BookInteraction,
  BookOptions,
  BookTicket,
  BookTruth,
} from '../../sandbox/book/types.ts';
import type { AccountInputs, Version } from '../../src/accounts/account-inputs.ts';
import type { Account, Contact, Interaction, Money, Renewal, Ticket } from '../../src/accounts/account.ts';
import { type AccountId, accountId, connectionId, renewalId } from '../../src/accounts/ids.ts';
import { observationNames } from '../../src/accounts/signal.ts';
import type { Day, Instant } from '../../src/accounts/time.ts';
import { addDays, daysBetween } from '../../src/scoring/calendar.ts';

/** A live company of a generated base as scoring reads it, and beside it what scoring must never see. */
export interface BookAccount {
  readonly company: BookCompany;
  readonly inputs: AccountInputs;
  readonly truth: BookTruth;
}

/** The live companies of a base, one after the other, each made when it is asked for. */
export function* bookAccounts(options: BookOptions): Generator<BookAccount> {
  const book = openBook({ source: 'generated', ...options });
  const since = endOf(new Date(Date.parse(options.asOf) - (options.historyDays ?? 180) * 86_400_000).toISOString());
  // Somebody works on every day of a whole base.
  const first = since.slice(0, 10);
  const usageDays = Array.from({ length: daysBetween(first, options.asOf) + 1 }, (_, ahead) => {
    const day = addDays(first, ahead);
    return { source: 'csv', day, knownAt: endOf(day) };
  });
  for (const company of book.companies()) {
    const truth = truthOf(book, company);
    if (truth !== null) yield { company, inputs: inputsOf(company, since, usageDays), truth };
  }
}

/**
 * Every fact is known from its own date, as after the first full load of a connection (docs/adr/0002): a record from its creation, a signal from the end
 * of its day. So any past day of the base can be assessed.
 */
export function inputsOf(
  company: BookCompany,
  ticketsSince: Instant,
  usageDays: AccountInputs['usageDays'],
): AccountInputs {
  const id = accountId(company.key);
  return {
    connectionId: connectionId('hubspot', 'book'),
    accountId: id,
    timeZone: 'Europe/Berlin',
    homeCurrency: 'EUR',
    account: [known(accountOf(company, id), company.createdAt)],
    renewals: company.deals.filter(isRenewal).map((deal) => known(renewalOf(deal, id), deal.createdAt)),
    contacts: company.contacts
      .filter(({ archived }) => !archived)
      .map((each) => known(contactOf(each, id), each.createdAt)),
    tickets: company.tickets.map((ticket) => known(ticketOf(ticket, id), ticket.createdAt)),
    interactions: company.interactions.map((each) => known(interactionOf(each, id), earlier(each.at, each.modifiedAt))),
    ...signalsOf(company, id),
    ticketsSince,
    usageDays,
    points: [],
    tierStates: [],
  };
}

const known = <T extends { readonly id: string }>(value: T, knownAt: Instant): Version<T> => ({
  id: value.id,
  knownAt,
  value,
});
const endOf = (day: Day): Instant => `${day.slice(0, 10)}T23:59:59.999Z`;
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
const money = (amount: number | null, currency: string): Money | null =>
  amount === null ? null : { amount, currency };

const accountOf = (company: BookCompany, id: AccountId): Account => ({
  id,
  name: company.name,
  domain: company.domain,
  externalKey: company.key,
  ownerId: company.ownerKey,
  createdAt: company.createdAt,
  acv: money(company.acv, company.currency),
  seats: company.seats,
  contractStart: company.contractStart,
  contractEnd: company.contractEnd,
  problems: [],
});

const isRenewal = ({ kind, lifecycle }: BookDeal): boolean => kind === 'renewal' && lifecycle === 'live';
const renewalOf = (deal: BookDeal, id: AccountId): Renewal => ({
  id: renewalId(deal.key),
  accountId: id,
  name: deal.name,
  ownerId: deal.ownerKey,
  createdAt: deal.createdAt,
  status: deal.status,
  closedOn: deal.closedAt?.slice(0, 10) ?? null,
  renewalDate: deal.renewalDate,
  closeDate: deal.closeDate,
  arr: money(deal.amount, deal.currency),
  override: null,
  problems: [],
});

const contactOf = (contact: BookContact, id: AccountId): Contact => ({
  id: contact.key,
  accountIds: [id],
  name: contact.lastName,
  email: contact.email,
  jobTitle: contact.jobTitle,
  role: contact.role,
  createdAt: contact.createdAt,
});

const priorities = { urgent: 'top', high: 'high', medium: 'normal', low: 'low' } as const;
const ticketOf = ({ key, createdAt, closedAt, priority }: BookTicket, id: AccountId): Ticket => ({
  id: key,
  accountIds: [id],
  createdAt,
  closedAt,
  priority: priorities[priority],
});

const outcomes = {
  scheduled: 'scheduled',
  completed: 'held',
  no_show: 'no_show',
  canceled: 'canceled',
  no_answer: 'not_reached',
  incoming: 'received',
  outgoing: 'sent',
} as const;
const interactionOf = ({ key, kind, at, outcome, review }: BookInteraction, id: AccountId): Interaction => ({
  id: key,
  accountIds: [id],
  kind,
  at,
  outcome: outcomes[outcome],
  isReview: review,
});

function signalsOf(
  { observations, invoices, usage }: BookCompany,
  accountId: AccountId,
): Pick<AccountInputs, 'observations' | 'invoices' | 'usage'> {
  const from = { accountId, source: 'csv' };
  return {
    observations: observations.flatMap(({ name, ...fact }) => {
      const isKnown = observationNames.find((each) => each === name);
      return isKnown === undefined
        ? []
        : [{ kind: 'observation' as const, ...from, ...fact, name: isKnown, knownAt: endOf(fact.on) }];
    }),
    invoices: invoices.map(({ key, ...fact }) => ({
      ...{ kind: 'invoice' as const, ...from, ...fact },
      id: key,
      knownAt: endOf(fact.issuedOn),
    })),
    usage: usage.map((row) => ({ kind: 'usage' as const, ...from, ...row, knownAt: endOf(row.day) })),
  };
}
