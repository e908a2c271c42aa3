import type { FieldMapping } from '../accounts/connection.ts';
import { isChildField } from './child-fields.ts';
import { mappedFields } from './mapped-fields.ts';
import { canMerge, type SalesforceObject } from './objects.ts';
import type { ObjectDescription } from './org.ts';
import { saysOutcome } from './option-words.ts';
import { apiName, comparedFields, writtenFields } from './written-fields.ts';

const own: Readonly<Record<SalesforceObject, readonly string[]>> = {
  Account: ['Name', 'Website', 'OwnerId', 'CurrencyIsoCode'],
  Opportunity: ['Name', 'AccountId', 'OwnerId', 'IsClosed', 'IsWon', 'CloseDate', 'CurrencyIsoCode'],
  Contact: ['FirstName', 'LastName', 'Email', 'Title', 'AccountId'],
  Case: ['AccountId', 'ClosedDate', 'Priority'],
  Event: ['Subject', 'StartDateTime', 'Type', 'AccountId'],
  Task: ['TaskSubtype', 'CallDisposition', 'CompletedDateTime', 'ActivityDate', 'IsClosed', 'AccountId'],
  EmailMessage: ['Incoming', 'MessageDate', 'RelatedToId', 'Parent.AccountId'],
};
const system = ['Id', 'CreatedDate', 'SystemModstamp', 'IsDeleted'];

export interface Selection {
  readonly mapping: FieldMapping;
  /** With the long texts of ours, which make pages short. */
  readonly long: boolean;
}

/** The fields a query asks for: only what this user sees, for one name that is not there refuses the whole query. */
export function selectFields(
  object: SalesforceObject,
  { fields }: ObjectDescription,
  { mapping, long }: Selection,
): readonly string[] {
  const outcome = meetingOutcome(object, fields);
  const wanted = [
    ...own[object],
    ...(canMerge(object) ? ['MasterRecordId'] : []),
    ...(outcome === null ? [] : [outcome]),
    ...ourFields(object, long),
  ];
  const mapped = mappedFields(object, mapping).filter((name) => object !== 'Account' || !isChildField(name));
  return [...system, ...wanted.filter((name) => name.includes('.') || fields.has(name)), ...mapped];
}

function ourFields(object: SalesforceObject, long: boolean): readonly string[] {
  if (object !== 'Account' && object !== 'Opportunity') return [];
  const inputs = writtenFields[object].filter(({ input }) => input);
  const compared = comparedFields(object).filter(({ isLong }) => long || !isLong);
  return [...inputs, ...compared].map(({ name }) => apiName(name));
}

/** The choice that says what became of a meeting, where the admin made one. */
export function meetingOutcome(object: SalesforceObject, fields: ObjectDescription['fields']): string | null {
  if (object !== 'Event') return null;
  const found = [...fields.values()].find(
    ({ name, label, type, custom }) => custom && type === 'picklist' && (saysOutcome(name) || saysOutcome(label)),
  );
  return found?.name ?? null;
}

/** Rows that are no facts of ours: invitees' copies of an event, work to do, drafts. Tasks that stand for e-mails count only where e-mails are not kept themselves. */
export function rowFilter(object: SalesforceObject, hasEmails: boolean): readonly string[] {
  if (object === 'Event') return ['IsChild = false'];
  if (object === 'Task') return [`TaskSubtype IN ${hasEmails ? "('Call')" : "('Call', 'Email')"}`];
  return object === 'EmailMessage' ? ["Status != '5'"] : [];
}
