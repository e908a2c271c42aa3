import type { Account, Contact, Interaction, Renewal, Ticket } from '../accounts/account.ts';
import type { Invoice, Known, Observation, ObservationName, UsageDay } from '../accounts/signal.ts';
import type { Day, Instant } from '../accounts/time.ts';
import type { DayNumber } from './calendar.ts';

/**
 * All that was known of one account at an instant, as it stood at that instant: what measures and gates read. Every list is in a fixed order whatever
 * the order of the inputs; days are numbers, so that nothing after this step asks a clock or a time zone.
 */
export interface AccountSnapshot {
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** The calendar day of `asOf` in the connection's time zone. */
  readonly today: Day;
  readonly todayNumber: DayNumber;
  readonly homeCurrency: string;
  /** Null before the account is known and after it is deleted: then every list is empty. */
  readonly account: Account | null;
  /** Live at `asOf`, by id; one that closed later is open. */
  readonly renewals: readonly Renewal[];
  readonly contacts: readonly Contact[];
  /** Created by `asOf`, oldest first. */
  readonly tickets: readonly TicketFact[];
  /** True when an account without tickets is known to be quiet, because the connection does bring tickets. */
  readonly ticketsTracked: boolean;
  /** Those that lie before `asOf`, oldest first: a meeting of next week is no contact yet. */
  readonly interactions: readonly InteractionFact[];
  /** By name, oldest first, none of a later day. */
  readonly observations: ReadonlyMap<ObservationName, readonly ObservationFact[]>;
  /** Issued by today, by id; one paid later is unpaid. */
  readonly invoices: readonly InvoiceFact[];
  /** Purchased seats from each day on, oldest first. */
  readonly seats: readonly SeatChange[];
  /** As learnt, in no order: the roll-up counts whole numbers, which sum the same in any order. */
  readonly usage: readonly Known<UsageDay>[];
  /** What the sources of this account's usage had told of any account by `asOf`: grown-older knowledge of this one is no outage. Null = no usage of it is known. */
  readonly usageFeed: UsageFeed | null;
}

export interface TicketFact {
  readonly id: string;
  readonly opened: DayNumber;
  readonly open: boolean;
  readonly priority: Ticket['priority'];
}
export interface InteractionFact {
  readonly id: string;
  readonly on: DayNumber;
  readonly kind: Interaction['kind'];
  readonly outcome: Interaction['outcome'];
  readonly isReview: boolean;
}
export type ObservationFact = Pick<Observation, 'value' | 'about'> & { readonly on: DayNumber };
export type InvoiceFact = Pick<Invoice, 'id' | 'amount' | 'currency'> & {
  readonly issued: DayNumber;
  readonly due: DayNumber;
  readonly paid: DayNumber | null;
};
export interface SeatChange {
  readonly on: DayNumber;
  readonly seats: number;
}
/** From which day to which one every source that an account is used through told of usage, of whatever account: what lies outside is unknown, not zero. */
export interface UsageFeed {
  readonly first: DayNumber;
  readonly newest: DayNumber;
}
