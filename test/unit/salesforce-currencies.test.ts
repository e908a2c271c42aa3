import type { FieldMapping } from '../../src/accounts/connection.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { rateOn, readCurrencies, readDatedRates } from '../../src/salesforce/currencies.ts';
import { fromSalesforceAccount, fromSalesforceOpportunity } from '../../src/salesforce/from-salesforce.ts';
import type { Transport } from '../../src/salesforce/transport.ts';

/** An org that has the given objects, and no others. */
const orgWith = (objects: Readonly<Record<string, readonly object[]>>): Transport => ({
  call: ({ path }, schema) => {
    const [, from = ''] = /FROM (\w+)/.exec(decodeURIComponent(path).replaceAll('+', ' ')) ?? [];
    const records = objects[from];
    if (records !== undefined) return Promise.resolve(schema.parse({ totalSize: records.length, done: true, records }));
    const cause = { errorCode: 'INVALID_TYPE', message: `sObject type '${from}' is not supported.` };
    return Promise.reject(new CrmError('invalid', 'refused_by_crm', { cause }));
  },
  text: () => Promise.reject(new Error('no texts here')),
  count: () => ({ total: 0, reads: 0, writes: 0, searches: 0, rateLimited: 0 }),
});
const currencyTypes = [
  { IsoCode: 'EUR', ConversionRate: 1, IsCorporate: true },
  { IsoCode: 'USD', ConversionRate: 1.25, IsCorporate: false },
  { IsoCode: 'XXX', ConversionRate: null, IsCorporate: false },
];
const dated = [
  { IsoCode: 'USD', ConversionRate: 1.25, StartDate: '2020-01-01', NextStartDate: '2026-07-01' },
  { IsoCode: 'USD', ConversionRate: 1.6, StartDate: '2026-07-01', NextStartDate: null },
  { IsoCode: 'GBP', ConversionRate: 0.8, StartDate: '2026-07-01', NextStartDate: '9999-12-31' },
];

describe('the rates of an org', () => {
  it('stand beside its corporate currency; a currency without a rate has none', async () => {
    const { corporate, rates } = (await readCurrencies(orgWith({ CurrencyType: currencyTypes }))) ?? {};
    expect(corporate).toBe('EUR');
    expect([...(rates ?? [])]).toEqual([
      ['EUR', 1],
      ['USD', 1.25],
    ]);
  });

  it('are none in an org with one currency, and undated without Advanced Currency Management', async () => {
    expect(await readCurrencies(orgWith({}))).toBeNull();
    expect(await readDatedRates(orgWith({ CurrencyType: currencyTypes }))).toBeNull();
  });

  it('are, where they are dated, those of the day', async () => {
    const rates = (await readDatedRates(orgWith({ DatedConversionRate: dated }))) ?? [];
    const days = ['2019-12-31', '2020-01-01', '2026-06-30', '2026-07-01', '2999-01-01'];
    expect(days.map((day) => rateOn(rates, 'USD', day))).toEqual([null, 1.25, 1.25, 1.6, 1.6]);
    expect([rateOn(rates, 'GBP', '2026-06-30'), rateOn(rates, 'GBP', '2030-01-01')]).toEqual([null, 0.8]);
  });
});

describe('an amount', () => {
  const mapping: FieldMapping = {
    account: { externalKey: null, acv: 'ACV__c', seats: null, contractStart: null, contractEnd: null },
    renewal: {
      rule: { pipelineIds: [], fields: [{ field: 'Type', values: ['Renewal'] }] },
      renewalDate: null,
      arr: 'Amount',
    },
    contact: { role: null },
    review: { titleWords: [], meetingTypes: [] },
    topPriority: 'High',
  };
  const asked: (readonly [string, string | null])[] = [];
  const context = {
    ...{ mapping, timeZone: 'Europe/Berlin', homeCurrency: 'EUR', meetingOutcome: null, accountOf: () => null },
    rateOf: (currency: string, day: string | null) => {
      asked.push([currency, day]);
      return currency === 'USD' ? 1.25 : null;
    },
  };
  const opportunity = (CurrencyIsoCode: string | undefined) =>
    fromSalesforceOpportunity(
      { Id: '006000000000001AAA', Type: 'Renewal', Amount: 100.1, CloseDate: '2026-07-01', CurrencyIsoCode },
      context,
    );

  it('counts in the corporate currency by the rate of the day the opportunity closes', () => {
    expect(opportunity('USD')).toMatchObject({ arr: { amount: 80.08, currency: 'EUR' }, problems: [] });
    expect(asked).toEqual([['USD', '2026-07-01']]);
    expect(opportunity('EUR')).toMatchObject({ arr: { amount: 100.1, currency: 'EUR' }, problems: [] });
    expect(opportunity(undefined)).toMatchObject({ arr: { amount: 100.1, currency: 'EUR' }, problems: [] });
  });

  it('keeps its currency and is reported where the org has no rate', () => {
    expect(opportunity('GBP')).toMatchObject({
      arr: { amount: 100.1, currency: 'GBP' },
      problems: [{ code: 'foreign_currency', field: 'CurrencyIsoCode', value: 'GBP' }],
    });
  });

  it('of an account has no day', () => {
    const account = { Id: '001000000000001AAA', Name: 'A', ACV__c: 50, CurrencyIsoCode: 'USD' };
    expect(fromSalesforceAccount(account, context)).toMatchObject({ acv: { amount: 40, currency: 'EUR' } });
    expect(asked.at(-1)).toEqual(['USD', null]);
  });
});
