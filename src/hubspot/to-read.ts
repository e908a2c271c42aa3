import { overrideFields } from '../crm-fields/override-fields.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import type { CrmRead, RecordType, RecordTypes, WrittenValues } from '../ports/crm.ts';
import { rawText } from '../crm-fields/field-reader.ts';
import { fromHubSpotCall, fromHubSpotEmail, fromHubSpotMeeting } from './from-hubspot-activity.ts';
import {
  fromHubSpotCompany,
  fromHubSpotContact,
  fromHubSpotDeal,
  fromHubSpotTicket,
  type ReadContext,
} from './from-hubspot.ts';
import { mappedFields } from './mapped-fields.ts';
import { type HubSpotObject, modifiedProperty, recordId } from './object-types.ts';
import { canonical, parseInstant, toInstant } from '../crm-fields/parse-value.ts';
import { writtenTypes } from './properties.ts';

import type { HubSpotRecord } from './record.ts';

const own: Readonly<Record<HubSpotObject, readonly string[]>> = {
  companies: ['name', 'domain', 'hubspot_owner_id', 'createdate', 'hs_merged_object_ids'],
  deals: [
    'dealname',
    'hubspot_owner_id',
    'createdate',
    'pipeline',
    'closedate',
    'deal_currency_code',
    'amount',
    'amount_in_home_currency',
    'hs_is_closed',
    'hs_is_closed_won',
    'hs_merged_object_ids',
    ...Object.values(overrideFields),
  ],
  contacts: ['firstname', 'lastname', 'email', 'jobtitle', 'createdate', 'hs_merged_object_ids'],
  tickets: ['createdate', 'closed_date', 'hs_ticket_priority', 'hs_merged_object_ids'],
  meetings: [
    'hs_meeting_title',
    'hs_meeting_start_time',
    'hs_meeting_outcome',
    'hs_activity_type',
    'hs_timestamp',
    'hs_createdate',
  ],
  calls: ['hs_call_status', 'hs_call_disposition', 'hs_timestamp', 'hs_createdate'],
  emails: ['hs_email_direction', 'hs_timestamp', 'hs_createdate'],
};

/** The properties a read asks for: few, because a list of names makes the address long and the page heavy. */
export function readProperties(object: HubSpotObject, mapping: FieldMapping): readonly string[] {
  const written = object === 'companies' || object === 'deals' ? [...writtenTypes[object].keys()] : [];
  return [...new Set([...own[object], modifiedProperty(object), ...mappedFields(object, mapping), ...written])];
}

const translate: Readonly<
  Record<HubSpotObject, (record: HubSpotRecord, context: ReadContext) => RecordTypes[RecordType] | null>
> = {
  companies: fromHubSpotCompany,
  deals: fromHubSpotDeal,
  contacts: fromHubSpotContact,
  tickets: fromHubSpotTicket,
  meetings: fromHubSpotMeeting,
  calls: fromHubSpotCall,
  emails: fromHubSpotEmail,
};

/** One record as the port wants it. `type` is the record type that `object` belongs to. */
export function toRead<T extends RecordType>(
  type: T,
  object: HubSpotObject,
  record: HubSpotRecord,
  context: ReadContext,
): CrmRead<T> {
  return {
    type,
    id: recordId(object, record.id),
    changedAt: changedAt(object, record),
    value: translate[object](record, context) as RecordTypes[T] | null,
    ours: object === 'companies' || object === 'deals' ? ours(object, record) : null,
    mergedIds: mergedIds(record),
  };
}

function changedAt(object: HubSpotObject, record: HubSpotRecord): string {
  const ms = parseInstant(rawText(record.properties[modifiedProperty(object)]));
  return ms === null ? (record.updatedAt ?? new Date(0).toISOString()) : toInstant(ms);
}

function ours(object: 'companies' | 'deals', { properties }: HubSpotRecord): WrittenValues {
  const values: Record<string, string> = {};
  for (const [name, type] of writtenTypes[object]) values[name] = canonical(type, rawText(properties[name]));
  return values;
}

/** "1;2;3", HubSpot's form of a list. */
export function mergedIds({ properties }: HubSpotRecord): readonly string[] {
  return rawText(properties.hs_merged_object_ids)
    .split(';')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
