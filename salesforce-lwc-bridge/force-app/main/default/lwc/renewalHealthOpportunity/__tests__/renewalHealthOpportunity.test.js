import Card from 'c/renewalHealthOpportunity';
import { all, clear, fail, place, recordOf, settled, show, textOf } from 'testing/card.cjs';

let card;
const open = (properties) => {
  card = place('c-renewal-health-opportunity', Card, properties);
};
const shown = async (state, fields) => {
  open();
  await show(recordOf('Opportunity', state, fields));
  return textOf(card);
};
const renewalOf = (state) =>
  JSON.parse(recordOf('Opportunity', state).fields.Renewal_Health_Detail__c.value).en.renewals[0];

afterEach(clear);

it.each([
  ['healthy', 'Final tier: Commit Calculated tier: Commit Manual tier: not set'],
  ['watch', 'Final tier: At risk Calculated tier: Best case Manual tier: At risk'],
  ['at_risk', 'Final tier: At risk Calculated tier: At risk Manual tier: not set'],
  ['insufficient_data', 'Final tier: At risk Calculated tier: At risk Manual tier: not set'],
])('shows the tier that counts beside the calculated one and the one of people (%s)', async (state, tiers) => {
  const text = await shown(state);
  const renewal = renewalOf(state);
  expect(text).toContain(tiers);
  expect(text).toContain(renewal.reason);
  expect(text).toContain(renewal.lift);
  expect(text.includes('What would lift the tier')).toBe(renewal.lift !== '');
  await expect(card).toBeAccessible();
});

it('shows a tier that people have just set, before the next sync explains it', async () => {
  const text = await shown('healthy', {
    Renewal_Tier_Override__c: 'best_case',
    Renewal_Tier_Override_Until__c: '2026-12-24',
  });
  expect(text).toContain('Final tier: Commit Calculated tier: Commit Manual tier: Best case');
});

it('says when the tier of people has expired', async () => {
  const text = await shown('healthy', {
    Renewal_Tier_Override__c: 'at_risk',
    Renewal_Tier_Override_Until__c: '2026-11-21',
  });
  expect(text).toContain('Manual tier: At risk (expired)');
});

it('keeps tiers and reason when the explanation cannot be read', async () => {
  const text = await shown('at_risk', { Renewal_Health_Detail__c: '{"v":1' });
  expect(text).toContain('Final tier: At risk Calculated tier: At risk');
  expect(text).toContain('The warning “Fast drop of health” decides the tier');
  expect(text).toContain('The explanation cannot be read');
  await expect(card).toBeAccessible();
});

it('says that an opportunity is not forecast', async () => {
  const nothing = Object.fromEntries(
    Object.keys(recordOf('Opportunity', 'healthy').fields).map((name) => [name, null]),
  );
  expect(await shown('healthy', nothing)).toContain('This opportunity is not forecast');
  await expect(card).toBeAccessible();
});

it('waits in sight, and says whom to ask without access', async () => {
  open();
  expect(all(card, 'lightning-spinner')).toHaveLength(1);
  await fail(403, 'INSUFFICIENT_ACCESS');
  expect(textOf(card)).toContain('You have no access');
  await expect(card).toBeAccessible();
});

describe('setting a forecast of one’s own', () => {
  const form = () => all(card, 'lightning-record-edit-form')[0];
  const submit = async (fields) => {
    form().submit = jest.fn();
    form().dispatchEvent(new CustomEvent('submit', { detail: { fields }, cancelable: true }));
    await settled();
  };

  it('edits the three fields of people, and no other', async () => {
    await shown('at_risk');
    const names = all(card, 'lightning-input-field').map(({ fieldName }) => fieldName.fieldApiName);
    expect(names).toEqual([
      'Renewal_Tier_Override__c',
      'Renewal_Tier_Override_Reason__c',
      'Renewal_Tier_Override_Until__c',
    ]);
    expect(form().objectApiName).toBe('Opportunity');
  });

  it('saves what is filled in, and says that the tier follows', async () => {
    await shown('at_risk');
    const fields = { Renewal_Tier_Override__c: 'commit', Renewal_Tier_Override_Until__c: '2026-12-24' };
    await submit(fields);
    expect(form().submit).toHaveBeenCalledWith(fields);
    form().dispatchEvent(new CustomEvent('success'));
    await settled();
    expect(textOf(card)).toContain('Saved. The forecast tier follows');
  });

  it.each([
    ['no tier', { Renewal_Tier_Override__c: null }, 'Choose a tier'],
    [
      'a day that has passed',
      { Renewal_Tier_Override__c: 'commit', Renewal_Tier_Override_Until__c: '2026-11-21' },
      'Choose today or a later day.',
    ],
  ])('does not send %s', async (_what, fields, problem) => {
    await shown('at_risk');
    await submit(fields);
    expect(form().submit).not.toHaveBeenCalled();
    expect(textOf(card)).toContain(problem);
    await expect(card).toBeAccessible();
  });

  it('repeats what Salesforce refuses, once', async () => {
    await shown('at_risk');
    const message = 'You must enter a value';
    const output = { fieldErrors: { Renewal_Tier_Override_Reason__c: [{ message }] } };
    form().dispatchEvent(
      new CustomEvent('error', { detail: { message: 'An error occurred', detail: message, output } }),
    );
    await settled();
    expect(textOf(card)).toContain(`Your forecast was not saved ${message}`);
    expect(textOf(card).split(message)).toHaveLength(2);
  });

  it('goes back to the calculated tier by emptying all three', async () => {
    await shown('watch');
    form().submit = jest.fn();
    all(card, 'lightning-button').at(-1).click();
    expect(form().submit).toHaveBeenCalledWith({
      Renewal_Tier_Override__c: null,
      Renewal_Tier_Override_Reason__c: null,
      Renewal_Tier_Override_Until__c: null,
    });
  });

  it('is left out where the user may not see the fields', async () => {
    expect(await shown('at_risk', { Renewal_Tier_Override__c: undefined })).not.toContain('Set your own forecast');
  });
});
