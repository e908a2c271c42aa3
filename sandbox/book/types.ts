/**
 * The seeded customer base, free of any CRM's words: sandbox/hubspot and sandbox/salesforce turn it into their records, `signal-files.ts` turns
 * its usage, billing and survey facts into the CSV files that the product imports. Dates are calendar days (YYYY-MM-DD), instants are ISO in UTC.
 */
export type Day = string;
export type Instant = string;

export interface BookOptions {
  readonly seed: number;
  /** 20 to 100,000. */
  readonly companies: number;
  /** The day the base is looked at: nothing in it is younger. */
  readonly asOf: Day;
  /**
   * Exact totals of what a CRM's list of live records returns: archived and merged records come on top, orphan deals are part of `deals`.
   * `companies` counts live ones in the same way. Without totals the natural ratios of the generator apply.
   */
  readonly deals?: number;
  readonly contacts?: number;
  readonly tickets?: number;
  /** Without usage the base holds CRM facts only (the large runs). Default true. */
  readonly usage?: boolean;
  /** How far the facts reach back, 180 to 730 days; a back-test of past renewals needs more than the default of 180. */
  readonly historyDays?: number;
  /** Which share of the natural e-mails, calls and meetings there is, 0 to 1: a base of 20,000 companies has 700,000 of them. Business reviews always stay. Default 1. */
  readonly activityShare?: number;
}

export interface Book {
  /** Truth is known of a generated base only. */
  readonly source: 'generated' | 'csv';
  readonly options: BookOptions;
  readonly owners: readonly BookOwner[];
  /** Lazily made, one at a time, in index order; iterating twice gives the same values. */
  companies(): Iterable<BookCompany>;
  /** Deals that stand under no company, as real CRMs have them; repeatable like `companies`. */
  orphanDeals(): Iterable<BookDeal>;
}

export interface BookOwner {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly archived: boolean;
}

export interface BookCompany {
  readonly index: number;
  /** Customer number such as C-00042; the key the signal files use. */
  readonly key: string;
  readonly name: string;
  readonly domain: string | null;
  readonly country: string;
  readonly industry: string;
  readonly segment: 'smb' | 'mid_market' | 'enterprise';
  readonly currency: string;
  readonly ownerKey: string | null;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  /** Annual contract value in `currency`. */
  readonly acv: number | null;
  readonly seats: number | null;
  readonly contractStart: Day | null;
  readonly contractEnd: Day | null;
  readonly lifecycle: 'live' | 'archived' | 'merged';
  /** Key of the surviving company when `lifecycle` is merged. */
  readonly mergedInto: string | null;
  readonly contacts: readonly BookContact[];
  readonly deals: readonly BookDeal[];
  readonly tickets: readonly BookTicket[];
  readonly interactions: readonly BookInteraction[];
  readonly invoices: readonly BookInvoice[];
  readonly observations: readonly BookObservation[];
  readonly usage: readonly BookUsage[];
}

export interface BookContact {
  readonly key: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  /** Buying role as the CRM's admin keeps it. */
  readonly role: 'champion' | 'sponsor' | 'admin' | 'user' | null;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  readonly archived: boolean;
}

export interface BookDeal {
  readonly key: string;
  readonly name: string;
  readonly kind: 'renewal' | 'new_business' | 'expansion';
  readonly status: 'open' | 'won' | 'lost';
  /** Position in its pipeline, 0-based, for open deals. */
  readonly stage: number;
  readonly amount: number | null;
  readonly currency: string;
  /** May be missing on a renewal: the product then falls back to contract end and close date. */
  readonly renewalDate: Day | null;
  readonly closeDate: Day | null;
  readonly createdAt: Instant;
  readonly modifiedAt: Instant;
  readonly closedAt: Instant | null;
  readonly ownerKey: string | null;
  /** Contacts by key. */
  readonly contactKeys: readonly string[];
  readonly lifecycle: 'live' | 'archived' | 'merged';
  readonly mergedInto: string | null;
}

export interface BookTicket {
  readonly key: string;
  readonly subject: string;
  readonly priority: 'low' | 'medium' | 'high' | 'urgent';
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  readonly modifiedAt: Instant;
  readonly contactKey: string | null;
}

export interface BookInteraction {
  readonly key: string;
  readonly kind: 'meeting' | 'call' | 'email';
  readonly title: string;
  readonly at: Instant;
  /** Meetings: scheduled (still ahead), completed, no_show, canceled. Calls: completed (connected), no_answer. E-mails: incoming, outgoing. */
  readonly outcome: 'scheduled' | 'completed' | 'no_show' | 'canceled' | 'no_answer' | 'incoming' | 'outgoing';
  /** A planned business review (QBR, "Quartalsgespräch", ...): visible to the CRM only through its title or meeting type. */
  readonly review: boolean;
  readonly modifiedAt: Instant;
  readonly contactKeys: readonly string[];
}

export interface BookInvoice {
  readonly key: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly paidOn: Day | null;
  readonly amount: number;
  readonly currency: string;
}

/** A dated fact of the signal files; names and values are those of docs/signals.md. */
export interface BookObservation {
  readonly name: string;
  readonly value: string;
  readonly on: Day;
  /** Contact e-mail, ticket key or goal id the fact is about. */
  readonly about: string | null;
}

/** What one named user did on one day: count by event name. */
export interface BookUsage {
  readonly day: Day;
  /** The user's e-mail, or an application user id where the contact has none. */
  readonly user: string;
  readonly events: Readonly<Record<string, number>>;
}

/** Why an account is as it is, and how it ends. Written beside the book, never into any record or signal file. */
export interface BookTruth {
  readonly key: string;
  readonly archetype: string;
  readonly causes: readonly string[];
  /** Chance of NOT renewing that the generator drew from, 0 to 1. */
  readonly lossProbability: number;
  /** null when nothing is due within 365 days after `asOf`. */
  readonly renews: boolean | null;
}
