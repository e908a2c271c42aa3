import Card from 'c/renewalHealthOpportunity';
import { clear, place, recordOf, show, textOf } from 'testing/card.cjs';

afterEach(clear);

it('speaks German to a German user, explanation included', async () => {
  const card = place('c-renewal-health-opportunity', Card);
  const record = recordOf('Opportunity', 'watch');
  await show(record);
  const text = textOf(card);
  const { de } = JSON.parse(record.fields.Renewal_Health_Detail__c.value);
  expect(text).toContain('Gültige Stufe: Gefährdet Berechnete Stufe: Best Case Manuelle Stufe: Gefährdet');
  expect(text).toContain(de.renewals[0].reason);
  expect(text).toContain('Eigene Prognose setzen');
  await expect(card).toBeAccessible();
});
