import type { CrmDescription, CrmField } from '../../src/ports/crm.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { defaultDescription } from '../fakes/fake-crm.ts';
import { createTestClock, silentLogger } from '../helpers/sync-world.ts';

const field = (
  name: string,
  label: string,
  type: CrmField['type'],
  options: Record<string, string> = {},
): CrmField => ({
  name,
  label,
  type,
  options: Object.entries(options).map(([value, text]) => ({ value, label: text })),
  custom: true,
});
const standard = (...args: Parameters<typeof field>): CrmField => ({ ...field(...args), custom: false });

const portal = (
  changes: Partial<CrmDescription['fields']> & Partial<Omit<CrmDescription, 'fields'>>,
): CrmDescription => {
  const { account = [], renewal = [], contact = [], ...rest } = changes;
  return { ...defaultDescription, pipelines: [], ...rest, fields: { account, renewal, contact } };
};
const chosen = (fields: readonly CrmField[]) => proposeMapping(portal({ account: fields, renewal: fields })).mapping;

/** Portals as HubSpot itself describes them, through the real gateway. */
const described = async (kind: 'default' | 'german' | 'bare') => {
  const sandbox = await startHubSpotSandbox({ portal: kind, limits: false });
  try {
    const { accessToken, url } = sandbox;
    const options = { accessToken, baseUrl: url, clock: createTestClock(), logger: silentLogger };
    return await createHubSpotGateway(options).describe();
  } finally {
    await sandbox.close();
  }
};

describe('whole portals', () => {
  test('an English portal is mapped without a question', async () => {
    const { mapping, missing } = proposeMapping(await described('default'));
    expect(missing).toEqual([]);
    expect(mapping.account).toEqual({
      externalKey: 'customer_number',
      acv: 'annual_contract_value',
      seats: 'seats_purchased',
      contractStart: 'contract_start',
      contractEnd: 'contract_end',
    });
    expect(mapping.renewal).toEqual({
      rule: { pipelineIds: ['75438211'], fields: [] },
      renewalDate: 'renewal_date',
      arr: 'arr',
    });
    expect(mapping.review.meetingTypes).toEqual(['Business review']);
    expect(mapping.topPriority).toBe('URGENT');
  });

  test('so is a German one', async () => {
    const { mapping, missing, candidates } = proposeMapping(await described('german'));
    expect(missing).toEqual([]);
    expect(mapping.account).toEqual({
      externalKey: 'kundennummer',
      acv: 'jahresvertragswert',
      seats: 'gekaufte_lizenzen',
      contractStart: 'vertragsbeginn',
      contractEnd: 'vertragsende',
    });
    expect(mapping.renewal).toMatchObject({ renewalDate: 'verlaengerungsdatum', arr: 'jahresumsatz' });
    expect(mapping.review.meetingTypes).toEqual(['Quartalsgespräch']);
    expect(candidates.renewalDate[0]).toEqual({
      field: 'verlaengerungsdatum',
      label: 'Verlängerungsdatum',
      why: 'exact_label',
      confidence: 0.95,
    });
  });

  test('a bare one says what is missing and what follows', async () => {
    const { mapping, missing } = proposeMapping(await described('bare'));
    expect(mapping.renewal).toMatchObject({ renewalDate: null, arr: 'amount' });
    expect(mapping.account.acv).toBeNull();
    expect(missing).toContainEqual({ target: 'renewalDate', follows: 'renewal_date_from_close_date' });
    expect(missing).toContainEqual({ target: 'seats', follows: 'seats_from_signals_only' });
    expect(missing).toContainEqual({ target: 'reviewMeetingType', follows: 'reviews_by_title_only' });
  });
});

describe('renewals are told from other deals by', () => {
  const ruleOf = (changes: Parameters<typeof portal>[0]) => proposeMapping(portal(changes)).mapping.renewal.rule;
  const dealType = (options: Record<string, string>) => standard('dealtype', 'Deal type', 'choice', options);

  test.each([
    ['a pipeline', { pipelines: [{ id: '7', label: 'Vertragsverlängerungen' }] }, { pipelineIds: ['7'], fields: [] }],
    [
      'a deal type',
      { renewal: [dealType({ new: 'New business', ren: 'Renewal' })] },
      { pipelineIds: [], fields: [{ field: 'dealtype', values: ['ren'] }] },
    ],
    [
      'a marker',
      { renewal: [field('is_renewal', 'Verlängerung', 'boolean')] },
      { pipelineIds: [], fields: [{ field: 'is_renewal', values: ['true'] }] },
    ],
    [
      'an option of a custom choice',
      { renewal: [field('motion', 'Motion', 'choice', { n: 'New', r: 'Renewal', u: 'Upsell' })] },
      { pipelineIds: [], fields: [{ field: 'motion', values: ['r'] }] },
    ],
    [
      'existing business when nothing says renewal',
      { renewal: [dealType({ newbusiness: 'New business', existingbusiness: 'Existing business' })] },
      { pipelineIds: [], fields: [{ field: 'dealtype', values: ['existingbusiness'] }] },
    ],
  ])('%s', (_, changes, rule) => {
    expect(ruleOf(changes)).toEqual(rule);
  });

  test.each([
    ['the opposite', { pipelines: [{ id: '7', label: 'Non-renewal business' }] }],
    ['a state of a deal', { renewal: [field('renewal_sent', 'Renewal quote sent', 'boolean')] }],
    ['nothing', {}],
  ])('no rule comes from %s', (_, changes) => {
    expect(ruleOf(changes)).toEqual({ pipelineIds: [], fields: [] });
    expect(proposeMapping(portal(changes)).missing[0]).toEqual({ target: 'renewalRule', follows: 'no_renewals_found' });
  });

  test('a pipeline makes "existing business" unnecessary: it holds upsells too', () => {
    const options = { newbusiness: 'New business', existingbusiness: 'Existing business' };
    const { mapping, ruleCandidates } = proposeMapping(
      portal({ pipelines: [{ id: '7', label: 'Renewals' }], renewal: [dealType(options)] }),
    );
    expect(mapping.renewal.rule.fields).toEqual([]);
    expect(ruleCandidates.map(({ by, confidence }) => [by, confidence])).toEqual([
      ['pipeline', 0.95],
      ['deal_type', 0.5],
    ]);
  });
});

describe('fields', () => {
  test.each<[string, CrmField]>([
    ["the customer's own revenue is no contract value", standard('annualrevenue', 'Annual revenue', 'number')],
    ['nor in German', field('jahresumsatz_kunde', 'Jahresumsatz', 'number')],
    ['seats in use are not seats bought', field('seats_used', 'Seats used', 'number')],
    ['a date is no number of seats', field('seats', 'Seats', 'date')],
    ['a notice date is no renewal date', field('renewal_notice_date', 'Renewal notice date', 'date')],
    ['our own output is no input', field('renewal_next_date', 'Next renewal date', 'date')],
    ['a tax number is no customer number', field('customer_tax_number', 'Customer tax number', 'text')],
  ])('%s', (_, given) => {
    const { account, renewal } = chosen([given]);
    expect([...Object.values(account), renewal.renewalDate, renewal.arr]).not.toContain(given.name);
  });

  test.each<[keyof ReturnType<typeof chosen>['account'], CrmField]>([
    ['externalKey', field('Kunden_Nr__c', 'Kunden-Nr.', 'text')],
    ['seats', field('x_users', 'Anzahl Lizenzen', 'number')],
    ['contractEnd', field('Contract_End_Date__c', 'Ends on', 'date')],
    ['contractEnd', field('laufzeit_ende_neu', 'Laufzeitende (neu)', 'date')],
    ['acv', field('acv_eur', 'ACV', 'number')],
  ])('%s is found', (target, given) => {
    expect(chosen([given]).account[target]).toBe(given.name);
  });

  test('the better candidate wins, the others are offered', () => {
    const { candidates, mapping } = proposeMapping(
      portal({ account: [field('lizenzen_alt', 'Lizenzpaket', 'number'), field('lizenzen', 'Lizenzen', 'number')] }),
    );
    expect(mapping.account.seats).toBe('lizenzen');
    expect(candidates.seats.map(({ field: name, why }) => [name, why])).toEqual([
      ['lizenzen', 'exact_label'],
      ['lizenzen_alt', 'similar_label'],
    ]);
  });

  test('a chance likeness of a standard field is offered and not taken', () => {
    const likeness = standard('hs_contract_end_of_trial', 'Contract ends after', 'date');
    const { candidates, mapping } = proposeMapping(portal({ account: [{ ...likeness, name: 'hs_contract_ends' }] }));
    expect(mapping.account.contractEnd).toBeNull();
    expect(candidates.contractEnd).toHaveLength(1);
  });

  test.each([
    [['LOW', 'HIGH', 'URGENT'], 'URGENT'],
    [['Niedrig', 'Hoch', 'Kritisch'], 'Kritisch'],
    [['P1', 'P2'], ''],
    [[], ''],
  ])('of the priorities %j, %j is the top one', (ticketPriorities, top) => {
    const { mapping, missing } = proposeMapping(portal({ ticketPriorities }));
    expect(mapping.topPriority).toBe(top);
    expect(missing.some(({ follows }) => follows === 'no_top_priority_tickets')).toBe(top === '');
  });
});
