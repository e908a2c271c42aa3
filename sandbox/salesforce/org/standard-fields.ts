import { accountFields } from './account-fields.ts';
import { activityFields } from './activity-fields.ts';
import { kept } from './common-fields.ts';
import { type FieldRow } from './field.ts';
import { type ObjectName } from './object-names.ts';
import { opportunityFields } from './opportunity-fields.ts';
import { setupFields } from './setup-fields.ts';

/** The standard fields that the sandbox fills or lets be written: a small part of Salesforce's own, with its names, types, lengths and values. */
export const standardFields: Readonly<Record<ObjectName, readonly FieldRow[]>> = {
  ...setupFields,
  ...accountFields,
  ...opportunityFields,
  ...activityFields,
};

/** Every object has these, written by Salesforce alone. */
export const systemFields: readonly FieldRow[] = [
  ['Id', 'Record ID', 'id', kept],
  ['IsDeleted', 'Deleted', 'boolean', kept],
  ['CreatedDate', 'Created Date', 'datetime', kept],
  ['CreatedById', 'Created By ID', 'reference', { to: ['User'], as: 'CreatedBy', system: true }],
  ['LastModifiedDate', 'Last Modified Date', 'datetime', kept],
  ['LastModifiedById', 'Last Modified By ID', 'reference', { to: ['User'], as: 'LastModifiedBy', system: true }],
  ['SystemModstamp', 'System Modstamp', 'datetime', kept],
];
