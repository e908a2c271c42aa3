import { z } from 'zod';
import { readExportRows } from './crm-csv-rows.ts';
import { dayNumber } from './days.ts';
import { toAscii } from './person-names.ts';
import { type Book, type BookCompany, type BookDeal, type BookOwner, type Day } from './types.ts';

/** DD-MM-YY of this century or YYYY-MM-DD, both seen in exports of this shape; empty is null. */
const exportDay = z.string().transform((text, context) => {
  if (text === '') return null;
  const short = /^(\d\d)-(\d\d)-(\d\d)$/.exec(text);
  const day = short === null ? text : `20${short[3]}-${short[2]}-${short[1]}`;
  try {
    dayNumber(day);
    return day;
  } catch {
    context.addIssue({ code: 'custom', message: `Not a date: ${text}` });
    return z.NEVER;
  }
});

const accountRow = z.object({
  account: z.string(),
  sector: z.string(),
  employees: z.coerce.number(),
  office_location: z.string(),
});
const opportunityRow = z.object({
  opportunity_id: z.string().min(1),
  sales_agent: z.string(),
  product: z.string(),
  account: z.string(),
  deal_stage: z.enum(['Prospecting', 'Engaging', 'Won', 'Lost']),
  engage_date: exportDay,
  close_date: exportDay,
  close_value: z.union([z.literal('').transform(() => null), z.coerce.number()]),
});
const agentRow = z.object({ sales_agent: z.string().min(1) });

type AccountRow = z.infer<typeof accountRow>;
type OpportunityRow = z.infer<typeof opportunityRow>;

// The data dictionary of the export names US dollars for every value.
const currency = 'USD';

/**
 * A base read from the CSV export of a sales CRM: accounts.csv, sales_pipeline.csv and sales_teams.csv in `folder`. What the export does not hold
 * stays empty: no contract, seats, contacts or signals, and no renewal, for a sales pipeline marks none. Names stay as typed. As always nothing is
 * younger than `asOf`: deals engaged later are left out, those closed later are still open. Throws ExportError on a missing file or a row of another shape.
 */
export function readCrmCsvBook(folder: string, asOf: Day): Book {
  dayNumber(asOf);
  const accounts = readExportRows(folder, 'accounts.csv', accountRow);
  const owners = readExportRows(folder, 'sales_teams.csv', agentRow).map(ownerOf);
  const known = new Set(owners.map(({ key }) => key));
  const deals = groupedDeals(folder, accounts, asOf, known);
  const companies = accounts.map((row, index) => companyOf(row, index, deals.get(row.account) ?? [], asOf));
  return {
    source: 'csv',
    options: { seed: 0, companies: companies.length, asOf, usage: false },
    owners,
    companies: () => companies,
    orphanDeals: () => deals.get('') ?? [],
  };
}

/** Deals by account name; those of no account, or of one the account list does not know, under ''. */
function groupedDeals(
  folder: string,
  accounts: readonly AccountRow[],
  asOf: Day,
  owners: ReadonlySet<string>,
): ReadonlyMap<string, BookDeal[]> {
  const names = new Set(accounts.map(({ account }) => account));
  const rows = readExportRows(folder, 'sales_pipeline.csv', opportunityRow);
  const groups = new Map<string, BookDeal[]>();
  for (const row of rows.filter(({ engage_date: engaged }) => engaged === null || engaged < asOf)) {
    const name = names.has(row.account) ? row.account : '';
    const group = groups.get(name) ?? [];
    group.push(dealOf(row, asOf, owners));
    groups.set(name, group);
  }
  return groups;
}

/** Stages: 0 Prospecting, 1 Engaging. A lost deal keeps the value 0 and an open one the missing value of the export. */
function dealOf(row: OpportunityRow, asOf: Day, owners: ReadonlySet<string>): BookDeal {
  const isDecided = row.deal_stage === 'Won' || row.deal_stage === 'Lost';
  const closed = isDecided && row.close_date !== null && row.close_date < asOf ? row.close_date : null;
  // A prospect has no date at all; the day of the export is the first on which it is known to exist.
  const created = midnight(row.engage_date ?? closed ?? asOf);
  const owner = ownerKey(row.sales_agent);
  return {
    key: row.opportunity_id,
    name: row.account === '' ? row.product : `${row.account} – ${row.product}`,
    kind: 'new_business',
    status: closed === null ? 'open' : row.deal_stage === 'Won' ? 'won' : 'lost',
    stage: closed === null && row.deal_stage !== 'Prospecting' ? 1 : 0,
    amount: closed === null ? null : row.close_value,
    currency,
    renewalDate: null,
    closeDate: closed,
    createdAt: created,
    modifiedAt: closed === null ? created : midnight(closed),
    closedAt: closed === null ? null : midnight(closed),
    ownerKey: owners.has(owner) ? owner : null,
    contactKeys: [],
    lifecycle: 'live',
    mergedInto: null,
  };
}

/** Segment by head count (under 250, up to 5,000): the export knows no contract value. Known since its first deal. */
function companyOf(row: AccountRow, index: number, deals: readonly BookDeal[], asOf: Day): BookCompany {
  const instants = deals.flatMap(({ createdAt, modifiedAt }) => [createdAt, modifiedAt]).sort();
  const empty = {
    domain: null,
    ownerKey: null,
    acv: null,
    seats: null,
    contractStart: null,
    contractEnd: null,
    mergedInto: null,
  };
  return {
    ...empty,
    index,
    key: `C-${String(index + 1).padStart(5, '0')}`,
    name: row.account,
    country: row.office_location,
    industry: row.sector,
    segment: row.employees < 250 ? 'smb' : row.employees <= 5_000 ? 'mid_market' : 'enterprise',
    currency,
    createdAt: instants[0] ?? midnight(asOf),
    modifiedAt: instants.at(-1) ?? midnight(asOf),
    lifecycle: 'live',
    deals,
    ...{ contacts: [], tickets: [], interactions: [], invoices: [], observations: [], usage: [] },
  };
}

/** The export has no addresses; owners need one, so it is built from the name on a reserved domain. */
function ownerOf({ sales_agent: name }: { sales_agent: string }): BookOwner {
  const [firstName = '', ...rest] = name.split(' ');
  const key = ownerKey(name);
  return { key, firstName, lastName: rest.join(' '), email: `${key}@vendor.example`, archived: false };
}

function ownerKey(name: string): string {
  return name.split(' ').map(toAscii).join('.');
}

function midnight(day: Day): string {
  return `${day}T00:00:00.000Z`;
}
