import type { RecordType, WrittenType } from '../ports/crm.ts';

export type SalesforceObject = 'Account' | 'Opportunity' | 'Contact' | 'Case' | 'Event' | 'Task' | 'EmailMessage';
export type WrittenObject = 'Account' | 'Opportunity';

/** The objects behind each record type of ours. */
export const objectsOf: Readonly<Record<RecordType, readonly SalesforceObject[]>> = {
  account: ['Account'],
  renewal: ['Opportunity'],
  contact: ['Contact'],
  ticket: ['Case'],
  interaction: ['Event', 'Task', 'EmailMessage'],
};

export const writtenObject: Readonly<Record<WrittenType, WrittenObject>> = {
  account: 'Account',
  renewal: 'Opportunity',
};

/** An org without e-mail in Salesforce has no EmailMessage; its e-mails are tasks then. Every other object must be readable. */
export const isOptional = (object: SalesforceObject): boolean => object === 'EmailMessage';

/** Objects whose records can be merged: the loser keeps the survivor's id as its MasterRecordId. */
export const canMerge = (object: SalesforceObject): boolean =>
  object === 'Account' || object === 'Contact' || object === 'Case';

/** The first three characters of an id say whose it is. */
const prefixes: Readonly<Record<SalesforceObject, string>> = {
  Account: '001',
  Contact: '003',
  Opportunity: '006',
  Case: '500',
  Event: '00U',
  Task: '00T',
  EmailMessage: '02s',
};
const idForm = /^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/;

export const isIdOf = (object: SalesforceObject, id: string): boolean =>
  idForm.test(id) && id.startsWith(prefixes[object]);

/** The given ids by object, each once. What cannot be an id is left out: one would refuse the whole query. */
export const idsByObject = (
  type: RecordType,
  ids: readonly string[],
): readonly (readonly [SalesforceObject, readonly string[]])[] => {
  const unique = [...new Set(ids)];
  return objectsOf[type].map((object) => [object, unique.filter((id) => isIdOf(object, id))] as const);
};
