import type { AccountId } from '../../accounts/ids.ts';
import type { Stores } from '../../ports/stores.ts';

/** The stores as if they held one account: recompute and write-back then do for it what they do for a whole book. */
export const storesOfOne = (stores: Stores, account: AccountId): Stores => ({
  ...stores,
  inputs: { ...stores.inputs, dirty: () => Promise.resolve([account]) },
  assessments: {
    ...stores.assessments,
    all: async function* (connection) {
      yield await stores.assessments.some(connection, [account]);
    },
  },
  records: {
    ...stores.records,
    strays: async function* () {
      // deals that stopped being renewals are cleared by the next sync
    },
  },
});
