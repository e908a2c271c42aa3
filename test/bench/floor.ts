/** The object types a full sync lists. */
export const listed = ['companies', 'deals', 'contacts', 'tickets', 'meetings', 'calls', 'emails'] as const;
export type Listed = (typeof listed)[number];

/** Two property lists, two property groups, pipelines, owners. */
const setUp = 6;
const [page, searchPage, links, batch] = [100, 200, 1000, 100];

interface Written {
  readonly companies: number;
  readonly deals: number;
}

/** Fewest calls of a full sync, from the portal's own counts: pages of 100 with their links inline, set-up, batches of 100 for what differs. */
export const fullFloor = (records: Readonly<Record<Listed, number>>, written: Written): number =>
  listed.reduce((sum, type) => sum + Math.max(1, Math.ceil(records[type] / page)), setUp) + writeFloor(written);

/** Fewest calls of an incremental sync: a search for each object type, the links of open renewals and of their companies (1,000 a call), the writes. */
export const incrementalFloor = (
  changed: Readonly<Partial<Record<Listed, number>>>,
  open: { readonly renewals: number; readonly companies: number },
  written: Written,
): number => {
  const searches = listed.reduce((sum, type) => sum + Math.max(1, Math.ceil((changed[type] ?? 0) / searchPage)), 0);
  const linkReads = Math.ceil(open.renewals / links) + 2 * Math.ceil(open.companies / links);
  return searches + linkReads + writeFloor(written);
};

const writeFloor = ({ companies, deals }: Written): number => Math.ceil(companies / batch) + Math.ceil(deals / batch);
