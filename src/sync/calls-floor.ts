import type { CrmName } from '../accounts/ids.ts';
import type { RecordType, WrittenType } from '../ports/crm.ts';

/** How many records a CRM gives or takes in one call. */
export interface CrmPageSizes {
  readonly list: number;
  readonly search: number;
  readonly links: number;
  readonly byId: number;
  readonly write: number;
  /** Calls to look at a portal that has all our properties already. */
  readonly setup: number;
  /** Object types behind a record type: each is read on its own, also when it is empty. */
  readonly objectTypes: Readonly<Record<RecordType, number>>;
}

const interactionsApart = { account: 1, renewal: 1, contact: 1, ticket: 1, interaction: 3 } as const;

/**
 * HubSpot: pages of 100, search pages of 200, association batches of 1,000, write batches of 100; set-up = account details, owners,
 * pipelines, three property lists, meeting types, ticket priorities. Salesforce: query pages of 2,000, collections of 200 records, links that are fields of the
 * records; set-up = organization, currency, users, seven described objects.
 */
export const pageSizes: Readonly<Record<CrmName, CrmPageSizes>> = {
  hubspot: { list: 100, search: 200, links: 1000, byId: 100, write: 100, setup: 8, objectTypes: interactionsApart },
  salesforce: {
    list: 2000,
    search: 2000,
    links: Infinity,
    byId: 200,
    write: 200,
    setup: 10,
    objectTypes: interactionsApart,
  },
};

/** What a run read and wrote, in records. */
export interface RunVolume {
  readonly kind: 'full' | 'incremental';
  readonly connected: boolean;
  readonly read: Readonly<Record<RecordType, number>>;
  readonly linksAsked: Readonly<Record<Exclude<RecordType, 'account'>, number>>;
  readonly readById: number;
  readonly written: Readonly<Record<WrittenType, number>>;
}

/**
 * The fewest calls that can read and write this much:
 *   full: setup + sum over types of max(1 per object type, ceil(records / list)) + writes;
 *   incremental: sum over types of max(1 per object type, ceil(changed / search)) + sum over linked types of ceil((changed + asked) / links)
 *   + ceil(read by id / byId) + writes;
 *   writes: ceil(accounts / write) + ceil(renewals / write).
 * What a run used above it went into retries, partly filled pages and creating properties.
 */
export function callsFloor(volume: RunVolume, sizes: CrmPageSizes): number {
  const { read, linksAsked, written, connected, kind } = volume;
  const page = kind === 'full' ? sizes.list : sizes.search;
  const pages = types.reduce((sum, type) => sum + Math.max(sizes.objectTypes[type], calls(read[type], page)), 0);
  const links =
    kind === 'full' ? 0 : linked.reduce((sum, type) => sum + calls(read[type] + linksAsked[type], sizes.links), 0);
  const writes = calls(written.account, sizes.write) + calls(written.renewal, sizes.write);
  return (connected ? sizes.setup : 0) + pages + links + calls(volume.readById, sizes.byId) + writes;
}

const linked = ['renewal', 'contact', 'ticket', 'interaction'] as const;
const types = ['account', ...linked] as const;
const calls = (records: number, perCall: number): number => Math.ceil(records / perCall);
