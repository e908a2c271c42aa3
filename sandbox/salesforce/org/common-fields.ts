import { type FieldRow } from './field.ts';

/** Fields that several objects have. */
export const currency: FieldRow = [
  'CurrencyIsoCode',
  'Currency',
  'picklist',
  { options: ['EUR', 'USD', 'GBP', 'CHF'], restricted: true, length: 3 },
];
export const owner: FieldRow = ['OwnerId', 'Owner ID', 'reference', { to: ['User'], as: 'Owner' }];
export const account: FieldRow = ['AccountId', 'Account ID', 'reference', { to: ['Account'], as: 'Account' }];
export const recordType: FieldRow = [
  'RecordTypeId',
  'Record Type ID',
  'reference',
  { to: ['RecordType'], as: 'RecordType' },
];
export const who: FieldRow = ['WhoId', 'Name ID', 'reference', { to: ['Contact'], as: 'Who' }];
export const what: FieldRow = [
  'WhatId',
  'Related To ID',
  'reference',
  { to: ['Account', 'Opportunity', 'Case', 'Contract', 'Asset'], as: 'What' },
];
/** Account of an activity: filled by Salesforce from WhatId, or else from WhoId. */
export const accountOfActivity: FieldRow = [
  'AccountId',
  'Account ID',
  'reference',
  { to: ['Account'], as: 'Account', system: true },
];
export const kept = { system: true } as const;
