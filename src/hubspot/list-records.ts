import { CrmError } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import type { HubSpotObject } from './object-types.ts';
import { type HubSpotRecord, recordPage } from './record.ts';
import type { Transport } from './transport.ts';

/** All live records of an object, 100 a page. Goes on while there is a cursor: a page may be short, or empty, and not be the last. */
export async function* listRecords(
  transport: Transport,
  object: HubSpotObject,
  query: Readonly<Record<string, string>>,
): AsyncGenerator<readonly HubSpotRecord[]> {
  const path = api.records(object);
  let after: string | undefined;
  do {
    const cursor = after === undefined ? {} : { after };
    const call = {
      kind: 'read',
      method: 'GET',
      path,
      query: { limit: String(sizes.page), ...query, ...cursor },
    } as const;
    const page = await transport.call(call, recordPage);
    if (page.results.length > 0) yield page.results;
    const next = page.paging?.next?.after;
    if (next !== undefined && next === after) {
      // the same cursor twice would go on for ever
      throw new CrmError('unavailable', 'unexpected_answer', {
        details: { call: `GET ${path}`, at: 'paging.next.after' },
      });
    }
    after = next;
  } while (after !== undefined);
}
