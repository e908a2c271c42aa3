import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionId } from '../../../src/accounts/ids.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import type { CrmGateway } from '../../../src/ports/crm.ts';
import { createFakeCrm, type FakeCrm } from '../../fakes/fake-crm.ts';
import { fillCrm, renewalOf } from '../../helpers/sync-book.ts';

export interface CrmSpec {
  readonly id: ConnectionId;
  /** Each with a renewal, a contact, a ticket and a meeting: five records. */
  readonly accounts: number;
  /** What each call takes. */
  readonly callMs: number;
}

/** A CRM in memory that answers as slowly as one over a network, and whose people change something before every reading of announced renewals. */
export function createSlowCrm({ id, accounts, callMs }: CrmSpec, clock: Clock): CrmGateway {
  const crm = createFakeCrm({ clock, description: { connectionId: id } });
  fillCrm(crm, accounts);
  const answer = async <T>(work: Promise<T>, calls = 1): Promise<T> => {
    // one after the other, as many as the gateway would make
    if (callMs > 0) await sleep(callMs * calls);
    return work;
  };
  async function* pages<T>(read: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const page of read) yield await answer(Promise.resolve(page));
  }
  const batches = (size: number) => Math.ceil(size / crm.traits.writeBatch);
  let reading = 0;
  return {
    ...crm,
    describe: () => answer(crm.describe()),
    provision: (options) => answer(crm.provision(options)),
    readAll: (type, mapping) => pages(crm.readAll(type, mapping)),
    readChanged: (type, mapping, window) => pages(crm.readChanged(type, mapping, window)),
    readByIds: (type, mapping, ids) => {
      if (type === 'renewal') decide(crm, ids, ++reading);
      return answer(crm.readByIds(type, mapping, ids), batches(ids.length));
    },
    listIds: (type) => pages(crm.listIds(type)),
    readLinks: (type, ids) => answer(crm.readLinks(type, ids)),
    readAccountLinks: (type, ids) => answer(crm.readAccountLinks(type, ids)),
    write: (writes) => answer(crm.write(writes), batches(writes.length)),
  };
}

/** Somebody puts these renewals into another tier, so that they are assessed and written. */
function decide(crm: FakeCrm, ids: readonly string[], reading: number): void {
  const tier = reading % 2 === 0 ? 'commit' : 'at_risk';
  for (const id of ids) {
    const override = { tier, reason: 'verbal_commitment', until: '2030-01-31' } as const;
    crm.put('renewal', renewalOf(Number(id.slice(1)), { override }));
  }
}
