import type { Interaction } from '../accounts/account.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import { accountId } from '../accounts/ids.ts';
import { createFieldReader, type FieldReader } from '../crm-fields/field-reader.ts';
import { createdAt, type ReadContext } from './from-hubspot.ts';
import { recordId, type Activity } from './object-types.ts';
import type { HubSpotRecord } from './record.ts';

type Outcome = Interaction['outcome'];

/** A meeting that is over but still "scheduled" stays scheduled: nobody said that it took place. */
export function fromHubSpotMeeting(record: HubSpotRecord, context: ReadContext): Interaction {
  const fields = createFieldReader(record, context.timeZone);
  const at = fields.instant('hs_meeting_start_time') ?? happenedAt(record, fields);
  return {
    ...interaction('meetings', record, context, at),
    outcome: meetingOutcomes[fields.text('hs_meeting_outcome') ?? ''] ?? 'scheduled',
    isReview: isReview(fields, context.mapping),
  };
}

const meetingOutcomes: Readonly<Record<string, Outcome>> = {
  COMPLETED: 'held',
  NO_SHOW: 'no_show',
  CANCELED: 'canceled',
  SCHEDULED: 'scheduled',
  RESCHEDULED: 'scheduled',
};

function isReview(fields: FieldReader, { review }: FieldMapping): boolean {
  const title = fields.text('hs_meeting_title')?.toLocaleLowerCase('de') ?? '';
  const type = fields.text('hs_activity_type');
  if (type !== null && review.meetingTypes.includes(type)) return true;
  return review.titleWords.some((word) => title.includes(word.toLocaleLowerCase('de')));
}

/** HubSpot's fixed id of the call outcome "Connected"; portals can add their own outcomes beside it. */
const connected = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';

/** The outcome that the caller chose counts; a call completed without one was answered. */
export function fromHubSpotCall(record: HubSpotRecord, context: ReadContext): Interaction {
  const fields = createFieldReader(record, context.timeZone);
  const outcome = callOutcome(fields.text('hs_call_status') ?? '', fields.text('hs_call_disposition'));
  return { ...interaction('calls', record, context, happenedAt(record, fields)), outcome, isReview: false };
}

function callOutcome(status: string, disposition: string | null): Outcome {
  if (disposition !== null) return disposition === connected ? 'held' : 'not_reached';
  if (status === 'COMPLETED') return 'held';
  if (status === 'CANCELED') return 'canceled';
  return status === 'SCHEDULED' || status === 'QUEUED' ? 'scheduled' : 'not_reached';
}

export function fromHubSpotEmail(record: HubSpotRecord, context: ReadContext): Interaction {
  const fields = createFieldReader(record, context.timeZone);
  const outcome = fields.text('hs_email_direction') === 'INCOMING_EMAIL' ? 'received' : 'sent';
  return { ...interaction('emails', record, context, happenedAt(record, fields)), outcome, isReview: false };
}

const kinds: Readonly<Record<Activity, Interaction['kind']>> = { meetings: 'meeting', calls: 'call', emails: 'email' };

function interaction(object: Activity, { id }: HubSpotRecord, { accountIds }: ReadContext, at: string) {
  return { id: recordId(object, id), accountIds: accountIds.map(accountId), kind: kinds[object], at };
}

const happenedAt = (record: HubSpotRecord, fields: FieldReader): string =>
  fields.instant('hs_timestamp') ?? createdAt(record, fields, 'hs_createdate');
