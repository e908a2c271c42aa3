import type { ConnectionId } from '../../src/accounts/ids.ts';
import { type CrmGateway, recordTypes } from '../../src/ports/crm.ts';
import type { Stores } from '../../src/ports/stores.ts';

export interface IsLargeDependencies {
  readonly stores: Pick<Stores, 'records' | 'runs'>;
  readonly gateway: Pick<CrmGateway, 'listIds'>;
}

/** Records that are read, assessed and written within a minute at the rate of a hundred calls in ten seconds. */
const smallUpTo = 5_000;

/**
 * Whether a connection has more records than a short job takes: of those stored, or, before its first full reading has ended, of those the CRM lists, which
 * costs sixty calls at most. True where the CRM cannot say: whatever is wrong is found by the run, which records it.
 */
export const createIsLarge =
  ({ stores, gateway }: IsLargeDependencies) =>
  async (id: ConnectionId): Promise<boolean> => {
    const { full } = await stores.runs.lastDone(id);
    if (full === undefined) return listsMore(gateway).catch(() => true);
    return Object.values(await stores.records.counts(id)).reduce((sum, count) => sum + count, 0) > smallUpTo;
  };

async function listsMore(gateway: Pick<CrmGateway, 'listIds'>): Promise<boolean> {
  let listed = 0;
  for (const type of recordTypes)
    for await (const ids of gateway.listIds(type)) {
      listed += ids.length;
      if (listed > smallUpTo) return true;
    }
  return false;
}
