import { CrmError } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import { type HubSpotObject, modifiedProperty } from './object-types.ts';
import { type HubSpotRecord, type RecordPage, recordPage } from './record.ts';
import type { Transport } from './transport.ts';

export interface Window {
  readonly since: string;
  readonly until: string;
}

/**
 * Records modified in [since, until), 200 a page, in id order. Each page asks for ids above the last one: HubSpot's own cursor ends at 10,000 results, and
 * sorting by date never gets past 10,000 records that one import changed in the same millisecond. "Above" and "last" are HubSpot's: it may compare ids as
 * numbers or as texts, so nothing here compares them.
 */
export async function* searchChanged(
  transport: Transport,
  object: HubSpotObject,
  properties: readonly string[],
  window: Window,
): AsyncGenerator<readonly HubSpotRecord[]> {
  const been = new Set<string>();
  let place: Place | null = { above: '0', after: null };
  while (place !== null) {
    refuseReturn(been, place, api.search(object));
    const body = searchBody(object, properties, window, place);
    const call = { kind: 'search', method: 'POST', path: api.search(object), body } as const;
    const page: RecordPage = await transport.call(call, recordPage);
    if (page.results.length > 0) yield page.results;
    place = nextPlace(place, page);
  }
}

/** Where a page begins: above an id. HubSpot's cursor is followed over pages that came empty, nothing else would move on. */
interface Place {
  readonly above: string;
  readonly after: string | null;
}

function nextPlace({ above }: Place, { results, paging }: RecordPage): Place | null {
  const after = paging?.next?.after;
  if (after === undefined) return null;
  const last = results.at(-1);
  return last === undefined ? { above, after } : { above: last.id, after: null };
}

/** A page asked for twice would be asked for for ever. */
function refuseReturn(been: Set<string>, { above, after }: Place, path: string): void {
  const place = `${above} ${after ?? ''}`;
  if (been.has(place)) {
    throw new CrmError('unavailable', 'unexpected_answer', {
      details: { call: `POST ${path}`, at: 'paging.next.after' },
    });
  }
  been.add(place);
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
