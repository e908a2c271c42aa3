import type { RefreshReport } from './refresh/refresh-context.ts';

/** Records per call by what the CRM's API takes; HubSpot's numbers. Links of 1,000 records come with one call. */
const page = 100;
const searchPage = 200;
const links = 1000;
/** Portal facts, properties of companies, deals and contacts, pipelines, owners. */
const describing = 6;

const calls = (count: number, size: number) => Math.ceil(count / size);

/**
 * The fewest calls in which a CRM's API could do what a run did: every page full, every batch full, links inline on a full read. The distance to the calls made is what
 * the product itself wastes.
 */
export function callsFloor(
  refresh: Pick<RefreshReport, 'kind' | 'read' | 'linksAsked' | 'readById'>,
  written: { readonly accounts: number; readonly renewals: number },
): number {
  const writes = calls(written.accounts, page) + calls(written.renewals, page);
  const read = Object.values(refresh.read);
  if (refresh.kind === 'full') return describing + sum(read.map((count) => calls(count, page))) + writes;
  const searches = sum(read.map((count) => Math.max(1, calls(count, searchPage))));
  const asked = sum(Object.values(refresh.linksAsked).map((count) => calls(count, links)));
  return describing + searches + asked + calls(refresh.readById, page) + writes;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
