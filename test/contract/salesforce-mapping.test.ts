import type { CrmDescription } from '../../src/ports/crm.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { openSalesforceWorld } from './salesforce-world.ts';

const describeOrg = async (org: 'default' | 'german' | 'bare'): Promise<CrmDescription> => {
  const world = await openSalesforceWorld({ org });
  const description = await world.gateway.describe();
  await world.close();
  return description;
};

describe('a mapping proposed for a Salesforce org', () => {
  it('finds the fields of an English org', async () => {
    const { mapping } = proposeMapping(await describeOrg('default'));
    expect(mapping).toMatchObject({
      account: {
        externalKey: 'AccountNumber',
        acv: 'Annual_Contract_Value__c',
        seats: 'Seats_Purchased__c',
        contractStart: 'Contract_Start__c',
        contractEnd: 'Contract_End__c',
      },
      renewal: { renewalDate: 'Renewal_Date__c', arr: 'ARR__c' },
      contact: { role: 'Contact_Role__c' },
      review: { meetingTypes: ['Business review'] },
      topPriority: 'Critical',
    });
    expect(mapping.renewal.rule.fields).toContainEqual({ field: 'Type', values: ['Existing Customer - Renewal'] });
    expect(mapping.renewal.rule.fields.map(({ field }) => field)).toContain('RecordTypeId');
  });

  it('finds the fields of a German org', async () => {
    const { mapping } = proposeMapping(await describeOrg('german'));
    expect(mapping).toMatchObject({
      account: { seats: 'Gekaufte_Lizenzen__c', contractEnd: 'Vertragsende__c' },
      renewal: { renewalDate: 'Verlaengerungsdatum__c', arr: 'Jahresumsatz__c' },
      contact: { role: 'Kontaktrolle__c' },
    });
  });

  it('falls back on contracts and amounts where the admin made no fields, and says what is missing', async () => {
    const { mapping, candidates, missing } = proposeMapping(await describeOrg('bare'));
    expect(mapping.account).toMatchObject({ contractStart: 'Contract.StartDate', contractEnd: 'Contract.EndDate' });
    expect(mapping.renewal).toMatchObject({ renewalDate: 'Contract.EndDate', arr: 'Amount' });
    expect(mapping.renewal.rule.fields).toEqual([{ field: 'Type', values: ['Existing Business'] }]);
    // what assets count need not be seats
    expect(mapping.account.seats).toBeNull();
    expect(candidates.seats.map(({ field }) => field)).toContain('Asset.Quantity');
    expect(missing.map(({ target }) => target)).toContain('contactRole');
  });
});

describe('a Salesforce org that is described', () => {
  it('says who it is in 18 characters, its time zone and corporate currency', async () => {
    const { connectionId, name, timeZone, homeCurrency, fields } = await describeOrg('german');
    expect(connectionId).toMatch(/^salesforce:00D\w{15}$/);
    expect({ name, timeZone, homeCurrency }).toEqual({
      ...{ name: 'Anbieter GmbH', timeZone: 'Europe/Berlin', homeCurrency: 'EUR' },
    });
    const names = [...fields.account, ...fields.renewal].map((field) => field.name);
    expect(names.filter((field) => field.startsWith('Renewal_Health') || field.startsWith('Renewal_Tier'))).toEqual([]);
  });
});
