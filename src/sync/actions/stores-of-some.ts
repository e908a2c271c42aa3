import type { AccountId } from '../../accounts/ids.ts';
import { chunk } from '../../common/batch.ts';
import type { Stores } from '../../ports/stores.ts';

const pageSize = 200;

/** The stores as if they held these accounts only: recompute and write-back then do for them what they do for a whole book. */
export const storesOfSome = (stores: Stores, accounts: readonly AccountId[]): Stores => ({
  ...stores,
  inputs: { ...stores.inputs, dirty: () => Promise.resolve(accounts) },
  assessments: {
    ...stores.assessments,
    all: async function* (connection) {
      for (const page of chunk(accounts, pageSize)) yield await stores.assessments.some(connection, page);
    },
  },
  records: {
    ...stores.records,
    strays: async function* () {
      // deals that stopped being renewals are cleared by the next sync
    },
  },
});
