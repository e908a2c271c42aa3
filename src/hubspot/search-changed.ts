import { CrmError } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import { byId, type HubSpotObject, modifiedProperty } from './object-types.ts';
import { type HubSpotRecord, type RecordPage, recordPage } from './record.ts';
import type { Transport } from './transport.ts';

export interface Window {
  readonly since: string;
  readonly until: string;
}

/**
 * Records modified in [since, until), 200 a page, in id order. Each page asks for ids above the last one: HubSpot's own cursor ends at 10,000 results, and
 * sorting by date never gets past 10,000 records that one import changed in the same millisecond.
 */
export async function* searchChanged(
  transport: Transport,
  object: HubSpotObject,
  properties: readonly string[],
  window: Window,
): AsyncGenerator<readonly HubSpotRecord[]> {
  let place: Place | null = { above: '0', after: null };
  while (place !== null) {
    const body = searchBody(object, properties, window, place);
    const call = { kind: 'search', method: 'POST', path: api.search(object), body } as const;
    const page: RecordPage = await transport.call(call, recordPage);
    if (page.results.length > 0) yield page.results;
    place = nextPlace(place, page, call.path);
  }
}

/** Where a page begins: above an id. HubSpot's cursor is followed over pages that came empty, nothing else would move on. */
interface Place {
  readonly above: string;
  readonly after: string | null;
}

function nextPlace(place: Place, { results, paging }: RecordPage, path: string): Place | null {
  const after = paging?.next?.after;
  if (after === undefined) return null;
  const last = results
    .map(({ id }) => id)
    .sort(byId)
    .at(-1);
  const next = last === undefined ? { above: place.above, after } : { above: last, after: null };
  // standing still would go on for ever
  if (byId(next.above, place.above) > 0 || (last === undefined && after !== place.after)) return next;
  throw new CrmError('unavailable', 'unexpected_answer', {
    details: { call: `POST ${path}`, at: 'paging.next.after' },
  });
}

function searchBody(object: HubSpotObject, properties: readonly string[], window: Window, { above, after }: Place) {
  const modified = modifiedProperty(object);
  const filter = (propertyName: string, operator: 'GTE' | 'LT' | 'GT', value: string) => ({
    propertyName,
    operator,
    value,
  });
  return {
    filterGroups: [
      {
        filters: [
          filter(modified, 'GTE', epoch(window.since)),
          filter(modified, 'LT', epoch(window.until)),
          filter('hs_object_id', 'GT', above),
        ],
      },
    ],
    sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    properties,
    limit: sizes.search,
    ...(after === null ? {} : { after }),
  };
}

const epoch = (instant: string): string => String(Date.parse(instant));
