import type { FieldMapping } from '../../src/accounts/connection.ts';
import type { AccountHealthValues, RenewalHealthValues } from '../../src/ports/crm.ts';
import { cleanText, cutText } from '../../src/crm-fields/clean-text.ts';
import { fromHubSpotCall, fromHubSpotEmail, fromHubSpotMeeting } from '../../src/hubspot/from-hubspot-activity.ts';
import {
  fromHubSpotCompany,
  fromHubSpotContact,
  fromHubSpotDeal,
  fromHubSpotTicket,
} from '../../src/hubspot/from-hubspot.ts';
import { hubSpotIds } from '../../src/hubspot/object-types.ts';
import { canonical, dayOf, parseInstant, parseNumber } from '../../src/crm-fields/parse-value.ts';
import { properties } from '../../src/hubspot/properties.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { toRead } from '../../src/hubspot/to-read.ts';
import { dayIn, untilMidnight } from '../../src/crm-fields/zoned-day.ts';

const mapping: FieldMapping = {
  account: { externalKey: 'number', acv: 'acv', seats: 'seats', contractStart: 'start', contractEnd: 'end' },
  renewal: {
    rule: { pipelineIds: ['77'], fields: [{ field: 'dealtype', values: ['existingbusiness'] }] },
    renewalDate: 'renewal_date',
    arr: 'arr',
  },
  contact: { role: 'hs_buying_role' },
  review: { titleWords: ['QBR', 'Quartalsgespräch'], meetingTypes: ['Business review'] },
  topPriority: 'URGENT',
};
const context = { mapping, timeZone: 'America/New_York', homeCurrency: 'EUR', accountIds: ['9', '10'] };
const record = (given: Readonly<Record<string, unknown>> = {}) => ({
  id: '501',
  properties: { createdate: '2026-01-02T03:04:05Z', ...given },
  createdAt: '2026-01-02T03:04:05.000Z',
  updatedAt: '2026-02-01T00:00:00.000Z',
});
const company = (given: Readonly<Record<string, unknown>>) => fromHubSpotCompany(record(given), context);
const deal = (given: Readonly<Record<string, unknown>>) =>
  fromHubSpotDeal(record({ pipeline: '77', dealname: 'Renewal', ...given }), context);

describe('values', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:30:00.5+02:00', '2026-03-01T10:30:00.500Z'],
    ['1772323200000', '2026-03-01T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('reads the instant %s', (text, instant) => {
    expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(instant);
  });
  it.each([
    '2026-02-29',
    '2026-02-30',
    '0026-03-01',
    '20226-01-01',
    'soon',
    '01.03.2026',
    '2026-03-01T10:00:00',
    '',
    '12',
  ])('takes "%s" for no date', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
  it('takes midnight UTC for a date, and any other instant for the day it is in the time zone', () => {
    const day = (text: string, zone: string) => dayOf(parseInstant(text) ?? NaN, zone);
    expect(day('2026-03-01T00:00:00Z', 'America/New_York')).toBe('2026-03-01');
    expect(day('2026-03-01T03:00:00Z', 'America/New_York')).toBe('2026-02-28');
    expect(day('2026-03-01T23:30:00Z', 'Europe/Berlin')).toBe('2026-03-02');
  });
  it('counts the time to midnight across a change to summer time', () => {
    const at = Date.parse('2026-03-29T00:30:00Z');
    expect(dayIn('Europe/Berlin', at)).toBe('2026-03-29');
    expect(untilMidnight('Europe/Berlin', at)).toBe(21.5 * 3_600_000);
    expect(untilMidnight('UTC', at)).toBe(23.5 * 3_600_000);
  });
  it.each([
    ['12', 12],
    ['12.50', 12.5],
    ['-3', -3],
    ['1e3', 1000],
    ['1,200', null],
    ['1.200,00', null],
    ['NaN', null],
    ['Infinity', null],
    ['1e999', null],
    ['12 €', null],
  ])('reads the number %s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });
  it.each([
    ['number', '67.0', '67'],
    ['number', '1E2', '100'],
    ['number', 'many', 'many'],
    ['bool', 'True', 'true'],
    ['date', '1772323200000', '2026-03-01'],
    ['date', '2026-03-01T00:00:00Z', '2026-03-01'],
    ['datetime', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000Z'],
    ['datetime', '1772359200000', '2026-03-01T10:00:00.000Z'],
    ['string', ' a\r\nb ', 'a\nb'],
    ['enumeration', 'at_risk', 'at_risk'],
    ['number', '', ''],
  ] as const)('writes a %s one way: %j as %j', (type, text, expected) => {
    expect(canonical(type, text)).toBe(expected);
  });
  it('takes control and direction marks out of a text, and keeps what scripts need', () => {
    expect(cleanText(' Acme\u202E gmbh\u0000\n\tEurope  ')).toBe('Acme gmbh Europe');
    expect(cleanText('\u2067שלום\u2069 👩‍💻 Müller')).toBe('שלום 👩‍💻 Müller');
    expect(cutText('👩‍💻👩‍💻', 6)).toBe('👩‍💻');
  });
});

describe('a company', () => {
  it('becomes an account', () => {
    const properties = {
      ...{ name: '  Köhler  AG ', domain: 'Koehler.Example', number: 'C-1', hubspot_owner_id: '7' },
      ...{ acv: '12000.50', seats: '20', start: '2026-01-01', end: '2026-12-31T00:00:00Z' },
    };
    expect(company(properties)).toEqual({
      ...{ id: '501', name: 'Köhler AG', domain: 'koehler.example', externalKey: 'C-1', ownerId: '7' },
      ...{ createdAt: '2026-01-02T03:04:05.000Z', acv: { amount: 12000.5, currency: 'EUR' }, seats: 20 },
      ...{ contractStart: '2026-01-01', contractEnd: '2026-12-31', problems: [] },
    });
  });
  it('keeps empty fields as not filled, and takes the domain or the id for a name', () => {
    expect(company({ name: null, domain: 'a.example', acv: '', seats: undefined })).toMatchObject({
      ...{ name: 'a.example', acv: null, seats: null, contractEnd: null, problems: [] },
    });
    expect(company({}).name).toBe('501');
  });
  it('lists what cannot be used, and keeps the rest', () => {
    const { problems, ...account } = company({
      name: 'A',
      acv: '-5',
      seats: '2.5',
      start: '31.12.2026',
      end: 'x'.repeat(99),
    });
    expect(account).toMatchObject({ name: 'A', acv: null, seats: null, contractStart: null, contractEnd: null });
    expect(problems).toEqual([
      { code: 'negative_amount', field: 'acv', value: '-5' },
      { code: 'not_a_number', field: 'seats', value: '2.5' },
      { code: 'not_a_date', field: 'start', value: '31.12.2026' },
      { code: 'not_a_date', field: 'end', value: 'x'.repeat(80) },
    ]);
  });
  it('cuts a name beyond 255 characters and says so', () => {
    const { name, problems } = company({ name: 'n'.repeat(300) });
    expect(name).toHaveLength(255);
    expect(problems).toMatchObject([{ code: 'text_too_long', field: 'name' }]);
  });
  it('is read whatever types its values have', () => {
    expect(company({ name: 12, seats: 20, acv: true, start: ['a'], end: { b: 1 } })).toMatchObject({
      ...{ name: '12', seats: 20, acv: null, contractStart: null, contractEnd: null },
    });
  });
});

describe('a deal', () => {
  it('is a renewal by its pipeline or by a field, one of several options included', () => {
    expect(deal({})).not.toBeNull();
    expect(deal({ pipeline: 'default' })).toBeNull();
    expect(deal({ pipeline: 'default', dealtype: 'other;existingbusiness' })).not.toBeNull();
  });
  it.each([
    [{ hs_is_closed_won: 'true', hs_is_closed: 'true' }, 'won', '2026-07-27'],
    [{ hs_is_closed_won: 'false', hs_is_closed: 'true' }, 'lost', '2026-07-27'],
    [{ hs_is_closed: 'false' }, 'open', null],
    [{}, 'open', null],
  ])('takes its status from what HubSpot keeps: %j is %s', (flags, status, closedOn) => {
    const closedate = '2026-07-27T18:00:00Z';
    expect(deal({ closedate, ...flags })).toMatchObject({ status, closedOn, closeDate: '2026-07-27' });
  });
  it('belongs to its primary company', () => {
    expect(deal({})?.accountId).toBe('9');
    expect(fromHubSpotDeal(record({ pipeline: '77' }), { ...context, accountIds: [] })?.accountId).toBeNull();
  });
  it("counts a foreign amount by HubSpot's own conversion of the deal, whichever field holds it", () => {
    const converted = { deal_currency_code: 'USD', amount: '12000', amount_in_home_currency: '10400.04' };
    const inEuro = (amount: number) => ({ arr: { amount, currency: 'EUR' }, problems: [] });
    expect(deal({ ...converted, arr: '12000' })).toMatchObject(inEuro(10_400.04));
    expect(deal({ ...converted, arr: '6000' })).toMatchObject(inEuro(5200.02));
    expect(deal({ ...converted, arr: '1' })).toMatchObject(inEuro(0.87));
    expect(deal({ ...converted, arr: '0' })).toMatchObject(inEuro(0));
    expect(deal({ ...converted, deal_currency_code: 'EUR', arr: '12000' })).toMatchObject(inEuro(12_000));
  });
  it.each([
    [{}],
    [{ amount: '12000', amount_in_home_currency: '' }],
    [{ amount: '', amount_in_home_currency: '10400' }],
    [{ amount: '0', amount_in_home_currency: '0' }],
    [{ amount: '12000', amount_in_home_currency: '-3' }],
    [{ amount: 'much', amount_in_home_currency: '10400' }],
  ])('reports a foreign amount that HubSpot does not convert: %j', (given) => {
    expect(deal({ ...given, arr: '100', deal_currency_code: 'USD' })).toMatchObject({
      arr: { amount: 100, currency: 'USD' },
      problems: [{ code: 'foreign_currency', field: 'deal_currency_code', value: 'USD' }],
    });
  });
  it('keeps a foreign amount in its currency and reports it', () => {
    expect(deal({ arr: '100', deal_currency_code: 'usd' })).toMatchObject({
      arr: { amount: 100, currency: 'USD' },
      problems: [{ code: 'foreign_currency', field: 'deal_currency_code', value: 'USD' }],
    });
    expect(deal({ arr: '100', deal_currency_code: 'EUR' })).toMatchObject({ arr: { currency: 'EUR' }, problems: [] });
  });
  it('carries the tier that people set', () => {
    const fields = {
      renewal_tier_override: 'commit',
      renewal_tier_override_reason: 'budget_confirmed',
      renewal_tier_override_until: '2026-12-01',
    };
    expect(deal(fields)?.override).toEqual({ tier: 'commit', reason: 'budget_confirmed', until: '2026-12-01' });
    expect(deal({ renewal_tier_override: 'commit' })?.override).toEqual({ tier: 'commit', reason: null, until: null });
    expect(deal({ renewal_tier_override: 'sure' })).toMatchObject({
      override: null,
      problems: [{ code: 'unknown_option', field: 'renewal_tier_override', value: 'sure' }],
    });
  });
});

describe('people, tickets and activities', () => {
  it.each([
    ['CHAMPION;END_USER', 'champion'],
    ['END_USER;EXECUTIVE_SPONSOR', 'sponsor'],
    ['DECISION_MAKER', 'sponsor'],
    ['Administrator', 'admin'],
    ['END_USER', 'user'],
    ['BLOCKER', null],
    ['', null],
  ])('reads the buying role %s', (value, role) => {
    const contact = fromHubSpotContact(
      record({ firstname: 'Ada', email: ' A@B.example ', hs_buying_role: value }),
      context,
    );
    expect(contact).toMatchObject({ name: 'Ada', email: 'a@b.example', role, accountIds: ['9', '10'] });
  });
  it('knows a contact without a name as nobody', () => {
    expect(fromHubSpotContact(record(), context)).toMatchObject({ name: null, email: null });
  });
  it.each([
    ['URGENT', 'URGENT', 'top'],
    ['HIGH', 'URGENT', 'high'],
    ['MEDIUM', 'URGENT', 'normal'],
    ['LOW', 'URGENT', 'low'],
    ['URGENT', 'HIGH', 'top'],
    ['P1', 'P1', 'top'],
    ['P2', 'P1', null],
    [null, 'URGENT', null],
  ])('reads ticket priority %s where %s is the top as %s', (value, topPriority, priority) => {
    const ticket = record({ hs_ticket_priority: value, closed_date: '2026-02-01T10:00:00Z' });
    const read = fromHubSpotTicket(ticket, { ...context, mapping: { ...mapping, topPriority } });
    expect(read).toMatchObject({ priority, closedAt: '2026-02-01T10:00:00.000Z' });
  });
  it.each([
    [{ hs_meeting_outcome: 'COMPLETED', hs_meeting_title: 'qbr q3' }, 'held', true],
    [{ hs_meeting_outcome: 'NO_SHOW', hs_meeting_title: 'QUARTALSGESPRÄCH' }, 'no_show', true],
    [{ hs_meeting_outcome: 'CANCELED', hs_activity_type: 'Business review' }, 'canceled', true],
    [{ hs_meeting_outcome: 'RESCHEDULED', hs_meeting_title: 'Check-in' }, 'scheduled', false],
    [{}, 'scheduled', false],
  ])('reads the meeting %j', (fields, outcome, isReview) => {
    const meeting = record({ hs_meeting_start_time: '2026-02-01T10:00:00Z', ...fields });
    expect(fromHubSpotMeeting(meeting, context)).toMatchObject({
      ...{ id: 'meeting:501', kind: 'meeting', at: '2026-02-01T10:00:00.000Z', outcome, isReview },
    });
  });
  it.each([
    [{ hs_call_status: 'COMPLETED', hs_call_disposition: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' }, 'held'],
    [{ hs_call_status: 'COMPLETED', hs_call_disposition: '73a0d17f-1163-4015-bdd5-ec830791da20' }, 'not_reached'],
    [{ hs_call_status: 'COMPLETED' }, 'held'],
    [{ hs_call_status: 'BUSY' }, 'not_reached'],
    [{ hs_call_status: 'SCHEDULED' }, 'scheduled'],
    [{}, 'not_reached'],
  ])('reads the call %j as %s', (fields, outcome) => {
    expect(fromHubSpotCall(record(fields), context)).toMatchObject({ id: 'call:501', kind: 'call', outcome });
  });
  it('tells mail from the customer from mail to the customer', () => {
    const outcome = (direction: string) => fromHubSpotEmail(record({ hs_email_direction: direction }), context).outcome;
    expect([outcome('INCOMING_EMAIL'), outcome('EMAIL'), outcome('FORWARDED_EMAIL')]).toEqual([
      'received',
      'sent',
      'sent',
    ]);
  });
});

describe('a read', () => {
  it('carries our values in canonical form, the change date and the merged ids', () => {
    const given = {
      ...{ hs_lastmodifieddate: '2026-03-01T10:00:00Z', hs_merged_object_ids: '4;5', renewal_health_score: '67.0' },
      ...{ renewal_health_expansion: 'True', renewal_next_date: '1772323200000', renewal_health_band: null },
    };
    const read = toRead('account', 'companies', record(given), context);
    expect(read).toMatchObject({ id: '501', changedAt: '2026-03-01T10:00:00.000Z', mergedIds: ['4', '5'] });
    expect(read.ours).toMatchObject({
      ...{ renewal_health_score: '67', renewal_health_expansion: 'true', renewal_next_date: '2026-03-01' },
      ...{ renewal_health_band: '', renewal_health_drivers: '' },
    });
  });
  it('keeps our values of a deal that is no renewal: they may have to be cleared', () => {
    const read = toRead('renewal', 'deals', record({ pipeline: 'default', renewal_tier: 'commit' }), context);
    expect(read.value).toBeNull();
    expect(read.ours).toMatchObject({ renewal_tier: 'commit' });
    expect(read.ours).not.toHaveProperty('renewal_tier_override');
  });
  it('finds the object type behind an id, and drops ids that HubSpot cannot have given', () => {
    expect(hubSpotIds('interaction', ['meeting:1', 'email:2', '3', 'call:x'])).toEqual(
      new Map([
        ['meetings', ['1']],
        ['calls', []],
        ['emails', ['2']],
      ]),
    );
    expect(hubSpotIds('account', ['1', '1', 'a b', '2'])).toEqual(new Map([['companies', ['1', '2']]]));
  });
});

describe('presenting', () => {
  const presenter = createHubSpotPresenter();
  const health: AccountHealthValues = {
    ...{ score: 67, band: 'watch', change30d: -15, trend: 'falling', coverage: 0.854999, product: 70.4 },
    ...{ relationship: null, support: 0, business: 88.5, topRisk: 'champion_left', drivers: 'a\nb ' },
    ...{ changeReason: '', nextStep: 'Call', expansion: false, scoredAt: '2026-11-22T08:00:00.000Z' },
    ...{ scorecard: 'default-1', nextDate: '2027-01-31', tier: 'at_risk', arrAtRisk: 12000.005 },
  };
  const renewal: RenewalHealthValues = {
    ...{ tier: null, tierMachine: 'not_in_window', tierReason: 'No date', tierChangedAt: null },
    ...{ score: null, band: 'insufficient_data', probability: null },
  };

  it('writes canonical text under every name of the contract but the revision', () => {
    const values = presenter.account(health);
    expect(values).toMatchObject({
      ...{ renewal_health_score: '67', renewal_health_change_30d: '-15', renewal_health_coverage: '0.85' },
      ...{ renewal_health_product: '70', renewal_health_relationship: '', renewal_health_support: '0' },
      ...{ renewal_health_expansion: 'false', renewal_health_drivers: 'a\nb', renewal_arr_at_risk: '12000.01' },
      ...{ renewal_next_date: '2027-01-31', renewal_health_scored_at: '2026-11-22T08:00:00.000Z' },
    });
    const names = properties.companies.map(({ name }) => name).filter((name) => name !== presenter.revision.account);
    expect(Object.keys(values).sort()).toEqual(names.sort());
  });
  it('leaves out what is no option of a choice, and writes no field that is for people', () => {
    const values = presenter.renewal(renewal);
    expect(values).toMatchObject({
      renewal_tier: '',
      renewal_tier_machine: '',
      renewal_health_band: 'insufficient_data',
    });
    const own = properties.deals.filter(({ name, input }) => !input && name !== presenter.revision.renewal);
    expect(Object.keys(values).sort()).toEqual(own.map(({ name }) => name).sort());
  });
  it('presents what it would read back', () => {
    const values = presenter.account(health);
    expect(toRead('account', 'companies', record(values), context).ours).toMatchObject(values);
  });
});

describe('our properties', () => {
  it('have names that HubSpot takes, a label, and a description that says how they come about', () => {
    for (const { name, label, description, type, options } of [...properties.companies, ...properties.deals]) {
      expect(name).toMatch(/^renewal_[a-z0-9_]{1,90}$/);
      expect(label).not.toBe('');
      expect(description).toMatch(/\.$/);
      expect(type === 'enumeration' || type === 'bool').toBe(options.length > 0);
    }
  });
  it('are the same kind on companies and deals where they share a name', () => {
    const kinds = new Map(properties.companies.map(({ name, type }) => [name, type]));
    for (const { name, type } of properties.deals) if (kinds.has(name)) expect(kinds.get(name)).toBe(type);
  });
});
