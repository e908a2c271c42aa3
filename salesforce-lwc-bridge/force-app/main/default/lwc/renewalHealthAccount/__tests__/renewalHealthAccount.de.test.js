import Card from 'c/renewalHealthAccount';
import { clear, place, recordOf, show, textOf } from 'testing/card.cjs';

jest.mock('@salesforce/client/formFactor', () => ({ __esModule: true, default: 'Small' }), { virtual: true });

afterEach(clear);

it.each(['healthy', 'watch', 'at_risk', 'critical', 'insufficient_data'])(
  'speaks German to a German user, explanation included (%s)',
  async (state) => {
    const card = place('c-renewal-health-account', Card);
    const record = recordOf('Account', state);
    await show(record);
    const text = textOf(card);
    const { de, en } = JSON.parse(record.fields.Renewal_Health_Detail__c.value);
    expect(text).toContain(de.nextStep.text);
    expect(text).toContain('Nächster Schritt');
    expect(text).not.toContain(en.nextStep.text);
    expect(text).not.toMatch(/\b(Health score|Forecast tier|What changed|As of|Points|Renewals)\b/);
  },
);

it('writes numbers and days as Germans do', async () => {
  const card = place('c-renewal-health-account', Card);
  await show(recordOf('Account', 'at_risk'));
  const text = textOf(card);
  expect(text).toContain('Health-Score 59 von 100: Gefährdet');
  expect(text).toContain('−10,6');
  expect(text).toContain('13.01.2027, in 52 Tagen');
});

it('keeps the renewals folded on a telephone', async () => {
  const card = place('c-renewal-health-account', Card);
  await show(recordOf('Account', 'at_risk'));
  const [renewals] = card.shadowRoot.querySelectorAll('c-renewal-health-section');
  expect(renewals.shadowRoot.querySelector('details').open).toBe(false);
  await expect(card).toBeAccessible();
});
