import type { RecordType, WrittenType } from '../ports/crm.ts';

export type HubSpotObject = 'companies' | 'deals' | 'contacts' | 'tickets' | 'meetings' | 'calls' | 'emails';
export type Activity = 'meetings' | 'calls' | 'emails';

/** The object types behind each record type of ours. */
export const objectsOf: Readonly<Record<RecordType, readonly HubSpotObject[]>> = {
  account: ['companies'],
  renewal: ['deals'],
  contact: ['contacts'],
  ticket: ['tickets'],
  interaction: ['meetings', 'calls', 'emails'],
};

export const writtenObject: Readonly<Record<WrittenType, 'companies' | 'deals'>> = {
  account: 'companies',
  renewal: 'deals',
};

/** Contacts alone have no `hs_` prefix: a filter on the wrong name answers with no rows and no error. */
export const modifiedProperty = (object: HubSpotObject): string =>
  object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

/** Association type ids (HUBSPOT_DEFINED) that mark the primary company, from the enum AssociationTypes of the official client. */
export const primaryCompanyTypeIds: ReadonlySet<number> = new Set([1, 5, 26]);

/** What inline associations call the same thing; activities have no primary company. */
export const primaryCompanyNames: ReadonlySet<string> = new Set([
  'contact_to_company',
  'deal_to_company',
  'ticket_to_company',
]);

const activityPrefix: Readonly<Record<Activity, string>> = { meetings: 'meeting', calls: 'call', emails: 'email' };

/** Our id of a record. Activities of three object types share one record type, so their ids carry the kind: `meeting:123`. */
export function recordId(object: HubSpotObject, id: string): string {
  return isActivity(object) ? `${activityPrefix[object]}:${id}` : id;
}

/** HubSpot's ids of the given records of ours, by object type. Ids that HubSpot cannot have given (not digits) are left out: one would refuse the whole batch. */
export function hubSpotIds(type: RecordType, ids: readonly string[]): ReadonlyMap<HubSpotObject, readonly string[]> {
  const unique = [...new Set(ids)];
  return new Map(objectsOf[type].map((object) => [object, unique.flatMap((id) => ownId(object, id))]));
}

function ownId(object: HubSpotObject, id: string): readonly string[] {
  const bare = isActivity(object) ? stripPrefix(`${activityPrefix[object]}:`, id) : id;
  return bare !== null && /^\d+$/.test(bare) ? [bare] : [];
}

const stripPrefix = (prefix: string, id: string): string | null =>
  id.startsWith(prefix) ? id.slice(prefix.length) : null;

export const isActivity = (object: HubSpotObject): object is Activity => object in activityPrefix;

/** Ids as numbers would sort, without losing digits beyond 2^53. */
export const byId = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
