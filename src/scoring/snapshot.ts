import type { AccountInputs, Version } from '../accounts/account-inputs.ts';
import type { Account, Interaction, Renewal, Ticket } from '../accounts/account.ts';
import type { Invoice, Known, Observation, ObservationName } from '../accounts/signal.ts';
import type { Instant } from '../accounts/time.ts';
import type {
  AccountSnapshot,
  InteractionFact,
  InvoiceFact,
  ObservationFact,
  SeatChange,
  TicketFact,
} from './account-snapshot.ts';
import { calendarOf, dayNumber, dayOf, type DayNumber } from './calendar.ts';
import { contentHash } from './content-hash.ts';
import { usageFeedAt } from './usage-feed.ts';

/**
 * The account as it was known at `knownAt` (default: `asOf`) and as it stood at `asOf`. Facts learnt later do not exist; what a known fact says is compared
 * with `asOf`. With `knownAt` earlier than `asOf` it shows old knowledge grown older, which is how ageing is told from news.
 */
export function snapshotAt(
  inputs: AccountInputs,
  { asOf, knownAt = asOf }: { readonly asOf: Instant; readonly knownAt?: Instant },
): AccountSnapshot {
  const toDay = calendarOf(inputs.timeZone);
  const todayNumber = toDay(asOf);
  const today = dayOf(todayNumber);
  const account = newest(inputs.account, knownAt).at(-1)?.value ?? null;
  const heard: AccountInputs = account === null ? nothingHeard(inputs) : inputs;
  const at: Moment = { asOf, knownAt, today, todayNumber, toDay };
  const observations = knownObservations(heard.observations, at);
  const usage = heard.usage.filter((row) => row.knownAt <= knownAt && row.day <= today);
  return {
    asOf,
    knownAt,
    today,
    todayNumber,
    homeCurrency: inputs.homeCurrency,
    account,
    renewals: newest(heard.renewals, knownAt).flatMap(({ value }) => (value === null ? [] : [renewalAt(value, at)])),
    contacts: newest(heard.contacts, knownAt).flatMap(({ value }) => (value === null ? [] : [value])),
    tickets: knownTickets(heard.tickets, at),
    ticketsTracked: heard.ticketsSince !== undefined && heard.ticketsSince <= knownAt,
    interactions: knownInteractions(heard.interactions, at),
    observations,
    invoices: knownInvoices(heard.invoices, at),
    seats: seatChanges(heard.account, observations.get('seats') ?? [], at),
    usage,
    usageFeed: usageFeedAt(heard.usageDays, usage, { asOf, today }),
  };
}

interface Moment {
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly today: string;
  readonly todayNumber: DayNumber;
  readonly toDay: (instant: Instant) => DayNumber;
}

/** A deleted account has no facts, even where its records have not been unlinked yet. */
const nothingHeard = ({ ticketsSince: _, ...inputs }: AccountInputs): AccountInputs => ({
  ...inputs,
  ...{
    account: [],
    renewals: [],
    contacts: [],
    tickets: [],
    interactions: [],
    observations: [],
    invoices: [],
    usage: [],
    usageDays: [],
  },
});

/** Code units, never a locale: the order is the same on every machine. */
const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest known version of each record, by id. Two versions of one instant are told apart by content, so that input order never decides. */
function newest<T>(versions: readonly Version<T>[], knownAt: Instant): readonly Version<T>[] {
  const byId = new Map<string, Version<T>>();
  for (const version of versions) {
    if (version.knownAt > knownAt) continue;
    const known = byId.get(version.id);
    if (known === undefined || supersedes(version, known)) byId.set(version.id, version);
  }
  return [...byId.values()].sort((a, b) => compare(a.knownAt, b.knownAt) || compare(a.id, b.id));
}

function supersedes<T extends { readonly knownAt: Instant }>(a: T, b: T): boolean {
  return a.knownAt === b.knownAt ? contentHash(a) > contentHash(b) : a.knownAt > b.knownAt;
}

/** A deal that closes later is still open: a first load brings old deals in their present state. */
function renewalAt(renewal: Renewal, { today }: Moment): Renewal {
  const closesLater = renewal.closedOn !== null && renewal.closedOn > today;
  return closesLater ? { ...renewal, status: 'open', closedOn: null } : renewal;
}

function knownTickets(versions: readonly Version<Ticket>[], { asOf, knownAt, toDay }: Moment): readonly TicketFact[] {
  const tickets = newest(versions, knownAt).flatMap(({ value }) =>
    value === null || value.createdAt > asOf
      ? []
      : [
          {
            id: value.id,
            opened: toDay(value.createdAt),
            open: value.closedAt === null || value.closedAt > asOf,
            priority: value.priority,
          },
        ],
  );
  return tickets.sort((a, b) => a.opened - b.opened || compare(a.id, b.id));
}

function knownInteractions(
  versions: readonly Version<Interaction>[],
  { asOf, knownAt, toDay }: Moment,
): readonly InteractionFact[] {
  const interactions = newest(versions, knownAt).flatMap(({ value }) => {
    if (value === null || value.at > asOf) return [];
    const { id, kind, outcome, isReview, at } = value;
    return [{ id, kind, outcome, isReview, at, on: toDay(at) }];
  });
  return interactions
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
    .map(({ id, kind, outcome, isReview, on }) => ({ id, kind, outcome, isReview, on }));
}

function knownObservations(
  observations: readonly Known<Observation>[],
  { knownAt, today }: Moment,
): ReadonlyMap<ObservationName, readonly ObservationFact[]> {
  const byName = new Map<ObservationName, ObservationFact[]>();
  const known = observations.filter((fact) => fact.knownAt <= knownAt && fact.on <= today);
  for (const { name, value, about, on } of known.sort(byAge)) {
    const fact = { value, about, on: dayNumber(on) };
    const sameName = byName.get(name);
    if (sameName === undefined) byName.set(name, [fact]);
    else sameName.push(fact);
  }
  return byName;
}
const byAge = (a: Known<Observation>, b: Known<Observation>): number =>
  compare(a.on, b.on) ||
  compare(a.knownAt, b.knownAt) ||
  compare(a.value, b.value) ||
  compare(a.about ?? '', b.about ?? '');

/** Invoice numbers are unique within one billing source only. */
function knownInvoices(invoices: readonly Known<Invoice>[], { knownAt, today }: Moment): readonly InvoiceFact[] {
  const byId = new Map<string, Known<Invoice>>();
  for (const invoice of invoices) {
    if (invoice.knownAt > knownAt || invoice.issuedOn > today) continue;
    const key = `${invoice.source}\n${invoice.id}`;
    const known = byId.get(key);
    if (known === undefined || supersedes(invoice, known)) byId.set(key, invoice);
  }
  const inOrder = [...byId].sort(([a], [b]) => compare(a, b));
  return inOrder.map(([, { id, issuedOn, dueOn, paidOn, amount, currency }]) => {
    const paid = paidOn !== null && paidOn <= today ? dayNumber(paidOn) : null;
    return { id, amount, currency, issued: dayNumber(issuedOn), due: dayNumber(dueOn), paid };
  });
}

/**
 * Purchased seats over time, from the CRM field and from `seats` observations. A CRM version counts only where its seats differ from the version before:
 * any edit of the account repeats the field, and a repeated old number must not beat a newer observation.
 */
function seatChanges(
  versions: readonly Version<Account>[],
  observed: readonly ObservationFact[],
  { knownAt, toDay }: Moment,
): readonly SeatChange[] {
  const changes: SeatChange[] = [];
  let last: number | null = null;
  const known = versions.filter((version) => version.knownAt <= knownAt);
  for (const { value, knownAt: since } of known.sort((a, b) => (supersedes(a, b) ? 1 : -1))) {
    const seats: number | null = value?.seats ?? null;
    if (seats !== null && seats !== last) changes.push({ on: toDay(since), seats });
    last = seats ?? last;
  }
  for (const { on, value } of observed) changes.push({ on, seats: Number(value) });
  return changes.sort((a, b) => a.on - b.on);
}
