/** Spring '26. The package's metadata and the LWC are of the same version. */
export const apiVersion = '66.0';

const root = `/services/data/v${apiVersion}`;

export const api = {
  query: () => `${root}/query`,
  /** Deleted and archived rows too. */
  queryAll: () => `${root}/queryAll`,
  describe: (object: string) => `${root}/sobjects/${object}/describe`,
  create: (object: string) => `${root}/sobjects/${object}`,
  collections: () => `${root}/composite/sobjects`,
  ingestJobs: () => `${root}/jobs/ingest`,
  ingestJob: (id: string, part = '') => `${root}/jobs/ingest/${id}${part}`,
  queryJobs: () => `${root}/jobs/query`,
  queryJob: (id: string, part = '') => `${root}/jobs/query/${id}${part}`,
} as const;

/**
 * Salesforce's sizes. `ids`: the address of a query may hold 16,384 characters, and an id with its quotation marks takes 27 of them. `bulkFrom`: a Bulk job
 * takes 6 calls and its polls, so that from 2,000 rows on it is cheaper than collections of 200.
 */
export const sizes = { collection: 200, ids: 200, links: 400, bulkFrom: 2_000, bulkRows: 5_000 } as const;
