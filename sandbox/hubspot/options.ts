import { type Book } from '../book/types.ts';
import { type Plan } from './http/rate-limits.ts';
import { type PortalKind } from './portal/portal-kind.ts';

export interface SandboxOptions {
  /** 0 takes a free one. Default 0. */
  readonly port?: number;
  /** The customer base; without one the portal is empty. */
  readonly book?: Book;
  readonly plan?: Plan;
  /** Whether rate limits are enforced. Default true. */
  readonly limits?: boolean;
  /** File that accepted changes are appended to and replayed from. */
  readonly state?: string | null;
  readonly portal?: PortalKind;
  /** Static token of the private app; by default a fixed one. */
  readonly token?: string | null;
  /** ISO instant that the virtual clock starts at; by default the present. */
  readonly clock?: string | null;
  /** Checks every body against the official client's own types. Needs the dev packages. */
  readonly conformance?: boolean;
}

/** Tells portals apart that were seeded in different ways. */
export const seedName = ({ book, portal = 'default' }: SandboxOptions): string =>
  `${portal} portal, ${book === undefined ? 'no book' : bookName(book)}`;

const bookName = ({ source, options }: Book): string => {
  const { seed, companies, asOf, deals, contacts, tickets, historyDays, activityShare } = options;
  const totals = [deals, contacts, tickets, historyDays].map((value) => value ?? '-');
  return [source, seed, companies, asOf, ...totals, ...(activityShare === undefined ? [] : [activityShare])].join(' ');
};
