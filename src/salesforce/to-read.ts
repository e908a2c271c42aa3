import { rawText } from '../crm-fields/field-reader.ts';
import { canonical, parseInstant, toInstant } from '../crm-fields/parse-value.ts';
import type { CrmRead, RecordType, RecordTypes, WrittenValues } from '../ports/crm.ts';
import {
  fromSalesforceAccount,
  fromSalesforceCase,
  fromSalesforceContact,
  fromSalesforceOpportunity,
  idOf,
  type ReadContext,
} from './from-salesforce.ts';
import { fromSalesforceEmail, fromSalesforceEvent, fromSalesforceTask } from './from-salesforce-activity.ts';
import type { SalesforceObject } from './objects.ts';
import type { SalesforceRecord } from './query-pages.ts';
import { apiName, comparedFields } from './written-fields.ts';

const translate: Readonly<
  Record<SalesforceObject, (record: SalesforceRecord, context: ReadContext) => RecordTypes[RecordType] | null>
> = {
  Account: fromSalesforceAccount,
  Opportunity: fromSalesforceOpportunity,
  Contact: fromSalesforceContact,
  Case: fromSalesforceCase,
  Event: fromSalesforceEvent,
  Task: fromSalesforceTask,
  EmailMessage: fromSalesforceEmail,
};

export const isDeleted = ({ IsDeleted: deleted }: SalesforceRecord): boolean => deleted === true || deleted === 'true';

/** One record as the port wants it. `type` is the record type that `object` belongs to. */
export function toRead<T extends RecordType>(
  type: T,
  object: SalesforceObject,
  record: SalesforceRecord,
  context: ReadContext,
  mergedIds: readonly string[] = [],
): CrmRead<T> {
  const deleted = isDeleted(record);
  return {
    type,
    id: idOf(record),
    changedAt: toInstant(parseInstant(rawText(record.SystemModstamp)) ?? 0),
    value: deleted ? null : (translate[object](record, context) as RecordTypes[T] | null),
    ours: object === 'Account' || object === 'Opportunity' ? ours(object, record) : null,
    mergedIds,
    ...(deleted ? { deleted } : {}),
  };
}

/** What the query asked for: a field that was left out, or that the user does not see, is not known, which is not the same as empty. */
function ours(object: 'Account' | 'Opportunity', record: SalesforceRecord): WrittenValues {
  const values: Record<string, string> = {};
  for (const { name, type } of comparedFields(object)) {
    const field = apiName(name);
    if (field in record) values[name] = canonical(type, rawText(record[field]));
  }
  return values;
}
