import type { Owner } from '../accounts/account.ts';
import { connectionId } from '../accounts/ids.ts';
import { rawText } from '../crm-fields/field-reader.ts';
import type { CrmDescription, CrmField } from '../ports/crm.ts';
import { childCrmFields } from './child-fields.ts';
import { idOf } from './from-salesforce.ts';
import { contractOfOpportunity } from './mapped-fields.ts';
import type { SalesforceObject } from './objects.ts';
import type { DescribedField, ObjectDescription, Org } from './org.ts';
import { allRecords } from './query-pages.ts';
import { toSoql } from './soql.ts';
import type { Transport } from './transport.ts';
import { apiName, writtenFields } from './written-fields.ts';

/** Asks Salesforce anew. What it learns serves the reads, the check of the package and the writes after it. */
export async function describeOrg(transport: Transport, org: Org): Promise<CrmDescription> {
  org.forget();
  // alone and first: a bad sign-in costs one call, not eight
  const facts = await org.facts();
  const [accounts, opportunities, contacts, cases, events, , , owners] = await Promise.all([
    required(org, 'Account'),
    required(org, 'Opportunity'),
    required(org, 'Contact'),
    required(org, 'Case'),
    required(org, 'Event'),
    required(org, 'Task'),
    org.object('EmailMessage'),
    readOwners(transport),
  ]);
  return {
    connectionId: connectionId('salesforce', facts.orgId),
    ...{ name: facts.name, timeZone: facts.timeZone, homeCurrency: facts.homeCurrency },
    fields: {
      account: [...fieldsOf(accounts), ...childCrmFields],
      renewal: [...fieldsOf(opportunities), ...recordTypeField(opportunities), ...contractField(opportunities)],
      contact: fieldsOf(contacts),
    },
    // Salesforce tells renewals apart by type, record type or a field of its own
    pipelines: [],
    meetingTypes: optionsOf(events, 'Type'),
    ticketPriorities: optionsOf(cases, 'Priority'),
    owners,
  };
}

const nothing: ObjectDescription = { fields: new Map(), recordTypes: [] };
const required = async (org: Org, name: SalesforceObject): Promise<ObjectDescription> =>
  (await org.object(name)) ?? nothing;

/** Our own results are left out: they are no material for the mapping that they come from. */
const ourNames = new Set([...writtenFields.Account, ...writtenFields.Opportunity].map(({ name }) => apiName(name)));

const fieldsOf = ({ fields }: ObjectDescription): readonly CrmField[] =>
  [...fields.values()].flatMap((field) => {
    const type = fieldTypes[field.type];
    return type === undefined || ourNames.has(field.name) ? [] : [toCrmField(field, type)];
  });

const toCrmField = (field: DescribedField, type: CrmField['type']): CrmField => ({
  ...{ name: field.name, label: field.label, type, custom: field.custom },
  options: field.picklistValues.map(({ value, label }) => ({ value, label: label ?? value })),
});

/** References, ids and addresses mean nothing to the mapping. */
const fieldTypes: Readonly<Record<string, CrmField['type']>> = {
  ...{ string: 'text', textarea: 'text', email: 'text', phone: 'text', url: 'text', combobox: 'text' },
  ...{ double: 'number', currency: 'number', percent: 'number', int: 'number', long: 'number' },
  ...{ picklist: 'choice', multipicklist: 'choice', boolean: 'boolean', date: 'date', datetime: 'datetime' },
};

function recordTypeField({ fields, recordTypes }: ObjectDescription): readonly CrmField[] {
  const field = fields.get('RecordTypeId');
  if (field === undefined || recordTypes.length === 0) return [];
  const options = recordTypes.map(({ id, name }) => ({ value: id, label: name }));
  return [{ name: field.name, label: field.label, type: 'choice', options, custom: false }];
}

function contractField({ fields }: ObjectDescription): readonly CrmField[] {
  if (!fields.has('ContractId')) return [];
  return [{ name: contractOfOpportunity, label: 'Contract end (contract)', type: 'date', options: [], custom: false }];
}

const optionsOf = ({ fields }: ObjectDescription, name: string): readonly string[] =>
  fields.get(name)?.picklistValues.flatMap(({ value, active }) => (active ? [value] : [])) ?? [];

/** People who can own a record; the technical users of Salesforce and of integrations own none. */
async function readOwners(transport: Transport): Promise<readonly Owner[]> {
  const where = ["UserType = 'Standard'"];
  const rows = await allRecords(transport, toSoql({ fields: ['Id', 'Name'], from: 'User', where }));
  return rows.map((row) => ({ id: idOf(row), name: rawText(row.Name) || idOf(row) }));
}
