import { type Book } from '../book/types.ts';
import { type OrgKind } from './org/org-kind.ts';

export interface SandboxOptions {
  /** 0 takes a free one. Default 0. */
  readonly port?: number;
  /** The customer base; without one the org holds its setup only. */
  readonly book?: Book;
  readonly org?: OrgKind;
  /** API calls in any 24 hours. Default 115,000: an Enterprise org with 15 licences. */
  readonly dailyLimit?: number;
  /** File that accepted changes are appended to and replayed from. */
  readonly state?: string | null;
  /** ISO instant that the virtual clock starts at; by default the present. */
  readonly clock?: string | null;
}

/** Tells orgs apart that were seeded in different ways. */
export const seedName = ({ book, org = 'default' }: SandboxOptions): string =>
  `${org} org, ${book === undefined ? 'no book' : bookName(book)}`;

const bookName = ({ source, options }: Book): string => {
  const { seed, companies, asOf, deals, contacts, tickets, historyDays, activityShare } = options;
  const totals = [deals, contacts, tickets, historyDays].map((value) => value ?? '-');
  return [source, seed, companies, asOf, ...totals, ...(activityShare === undefined ? [] : [activityShare])].join(' ');
};
