import type { Account, Contact, Interaction, Renewal, Ticket } from './account.ts';
import type { AccountId, ConnectionId, RenewalId } from './ids.ts';
import type { HealthBand, MachineTier } from './health.ts';
import type { Invoice, Known, Observation, UsageDay } from './signal.ts';
import type { Day, Instant } from './time.ts';

/** One version of a CRM record. `value` is null from the instant at which it was deleted, merged away, or linked to another account. */
export interface Version<T> {
  readonly id: string;
  readonly knownAt: Instant;
  readonly value: T | null;
}

/**
 * Everything ever learnt about one account, append-only. A fact counts at an instant when `knownAt <= instant`; what a fact says is compared with that
 * instant too (a ticket closed later is still open then). `knownAt` is the instant of learning, except for what the first full load of a source
 * brought: that is known from its own date (a ticket from its creation), or the past would be empty on the first day.
 * Arrays are in no promised order: scoring sorts what it needs.
 */
export interface AccountInputs {
  readonly connectionId: ConnectionId;
  readonly accountId: AccountId;
  readonly timeZone: string;
  readonly homeCurrency: string;
  readonly account: readonly Version<Account>[];
  readonly renewals: readonly Version<Renewal>[];
  readonly contacts: readonly Version<Contact>[];
  readonly tickets: readonly Version<Ticket>[];
  readonly interactions: readonly Version<Interaction>[];
  readonly observations: readonly Known<Observation>[];
  readonly invoices: readonly Known<Invoice>[];
  readonly usage: readonly Known<UsageDay>[];
  /** Each day of which a source told the connection any account's usage, with the instant from which that was first known: what lies outside them is unknown. */
  readonly usageDays: readonly { readonly source: string; readonly day: Day; readonly knownAt: Instant }[];
  /** Since when the connection has brought tickets of any account: an account without tickets is then quiet. Absent = never, so silence means nothing. */
  readonly ticketsSince?: Instant;
  /** When the first full refresh of the connection began (docs/adr/0002). Absent = not yet. */
  readonly firstRefreshAt?: Instant;
  /** Earlier results of the product itself: score points by day and tier decisions by renewal. */
  readonly points: readonly ScorePoint[];
  readonly tierStates: readonly TierState[];
}

/** The score of one account on one day. Full precision; null while there is insufficient data. */
export interface ScorePoint {
  readonly day: Day;
  readonly knownAt: Instant;
  readonly score: number | null;
  readonly shown: number | null;
  readonly band: HealthBand;
  readonly coverage: number;
  readonly scorecard: string;
}

/** What the forecast decided for a renewal in one daily run; the memory that hysteresis needs. */
export interface TierState {
  readonly renewalId: RenewalId;
  readonly day: Day;
  readonly knownAt: Instant;
  readonly machine: MachineTier;
  /** The tier the rules alone gave that day, before hysteresis. */
  readonly candidate: MachineTier;
  /** Both of them, gates apart: hysteresis remembers these, so that a gate that ends leaves the tier where it would stand without it. Absent = the same. */
  readonly ungated?: MachineTier;
  readonly ungatedCandidate?: MachineTier;
}
