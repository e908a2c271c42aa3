import {
  Alert,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Form,
  Link,
  LoadingSpinner,
  Select,
  Tag,
} from '@hubspot/ui-extensions';
import { jest } from '@jest/globals';
import { assessed, dealProperties, notScoredYet } from '../../../../testing/health.ts';
import {
  type Answers,
  give,
  isDown,
  type Language,
  says,
  saysInTurn,
  setStage,
  textOf,
} from '../../../../testing/stage.ts';
import { DealRenewal } from '../deal/deal-renewal.tsx';

const health = 'GET /hubspot/renewals/123/health';
const override = 'POST /hubspot/renewals/123/override';
const saved = says({ state: 'done', sentence: 'The forecast is saved.' });

async function openCard(
  answers: Answers,
  { language = 'en', properties = dealProperties }: { language?: Language; properties?: Record<string, string> } = {},
) {
  const stage = setStage('crm.record.tab', { answers, language, properties });
  stage.render(<DealRenewal />);
  await stage.waitFor(() => {
    expect(stage.maybeFind(LoadingSpinner)).toBeNull();
  });
  return stage;
}

// only the clock of the calendar stands still; waiting needs the real timers
beforeAll(() => {
  jest.useFakeTimers({
    // 22:30 on 21 November in New York, the portal's time zone, where it is already the 22nd in UTC
    now: new Date('2026-11-22T03:30:00Z'),
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
    ],
  });
});
afterAll(() => {
  jest.useRealTimers();
});

describe('deal card', () => {
  it('shows this renewal: final, calculated and human tier, reason, what would lift it, and the account’s health', async () => {
    const card = await openCard({ [health]: says(assessed) });
    expect(card.findAll(Tag).map(({ text, props }) => [text, props.variant])).toEqual([
      ['Best case', 'info'],
      ['At risk', 'error'],
      ['Best case', 'info'],
      ['Watch (62)', 'warning'],
    ]);
    expect(card.text()).toContain('decides the tier, whatever the score says');
    expect(card.text()).toContain('16 of 20 seats active instead of 12');
    expect(card.find(Alert).props.title).toBe('Power user silent');
    expect(card.text()).toContain('Power users −17.1 : Power users stands at 10.');
    expect(card.text()).toContain('Next step: Call the champion within 48 hours.');
    expect(card.find(Link).props.href).toBe('https://app.hubspot.com/contacts/123/record/0-2/123');
  });

  it('starts the form with 30 days from the portal’s today, and offers no earlier day', async () => {
    const card = await openCard({ [health]: says(assessed) });
    expect(card.find(DateInput).props).toMatchObject({
      min: { year: 2026, month: 10, date: 21 },
      value: { year: 2026, month: 11, date: 21 },
      timezone: 'portalTz',
    });
  });

  it('starts the form with what is set, but not with a day that has passed', async () => {
    const properties = {
      ...dealProperties,
      renewal_tier_override: 'commit',
      renewal_tier_override_reason: 'budget_confirmed',
      renewal_tier_override_until: '2026-11-20',
    };
    const card = await openCard({ [health]: says(assessed) }, { properties });
    expect(card.findAll(Select).map(({ props }) => props.value)).toEqual(['commit', 'budget_confirmed']);
    expect(card.find(DateInput).props.value).toEqual({ year: 2026, month: 11, date: 21 });
  });

  it('sends tier, reason and last day, then reads record and backend again', async () => {
    const card = await openCard({ [health]: says(assessed), [override]: saved });
    give(card.find(Select, { name: 'tier' }), 'commit');
    give(card.find(Select, { name: 'reason' }), 'verbal_commitment');
    give(card.find(DateInput), { year: 2027, month: 0, date: 5 });
    card.find(Form).trigger('onSubmit');
    await card.waitFor(() => {
      expect(card.sent).toHaveLength(3);
    });
    expect(card.sent[1]).toMatchObject({
      path: '/hubspot/renewals/123/override?locale=en',
      body: { tier: 'commit', reason: 'verbal_commitment', until: '2027-01-05' },
    });
    expect(card.mocks.actions.addAlert.calls).toEqual([[{ type: 'success', message: 'The forecast is saved.' }]]);
    expect(card.mocks.actions.refreshObjectProperties.callCount).toBe(1);
    expect(card.refetched.count).toBe(1);
    expect(card.sent[2]?.method).toBe('GET');
  });

  it('clears the forecast of people', async () => {
    const card = await openCard({ [health]: says(assessed), [override]: saved });
    card.find(Button, ({ text }) => text === 'Back to the calculated tier').trigger('onClick');
    await card.waitFor(() => {
      expect(card.sent).toHaveLength(3);
    });
    expect(card.sent[1]?.body).toEqual({ tier: null, reason: null, until: null });
  });

  it('has nothing to clear where nobody has set a forecast', async () => {
    const renewals = assessed.renewals.map((renewal) => ({ ...renewal, human: null }));
    const card = await openCard({ [health]: says({ ...assessed, renewals }) });
    expect(card.find(Button, ({ text }) => text === 'Back to the calculated tier').props.disabled).toBe(true);
    expect(card.text()).toContain('Manual: not set');
  });

  it('keeps what was filled in when saving fails', async () => {
    const card = await openCard({ [health]: says(assessed), [override]: isDown });
    give(card.find(Select, { name: 'tier' }), 'commit');
    give(card.find(Select, { name: 'reason' }), 'other');
    card.find(Form).trigger('onSubmit');
    await card.waitFor(() => {
      expect(card.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type: 'danger' });
    });
    expect(card.findAll(Select).map(({ props }) => props.value)).toEqual(['commit', 'other']);
    expect(card.mocks.actions.refreshObjectProperties.callCount).toBe(0);
  });
});

describe.each([
  {
    language: 'en' as const,
    errors: ['Choose a tier.', 'Choose a reason.', 'Choose today or a later day.'],
    tiers: ['Commit', 'Best case', 'At risk'],
    notOpen: 'This deal is not an open renewal',
    notScored: 'No score yet',
    down: 'Details are missing',
    record: ['Forecast: At risk', 'Health: Watch (62)', 'A warning decides the tier.'],
    loading: 'Loading',
  },
  {
    language: 'de' as const,
    errors: ['Wählen Sie eine Stufe.', 'Wählen Sie einen Grund.', 'Wählen Sie heute oder einen späteren Tag.'],
    tiers: ['Commit', 'Best Case', 'Gefährdet'],
    notOpen: 'Dieser Deal ist keine offene Verlängerung',
    notScored: 'Noch kein Health-Score',
    down: 'Einzelheiten fehlen',
    record: ['Prognosestufe: Gefährdet', 'Health-Status: Beobachten (62)', 'A warning decides the tier.'],
    loading: 'Wird geladen',
  },
])('deal card states in $language', ({ language, errors, tiers, notOpen, notScored, down, record, loading }) => {
  it('sends nothing while tier, reason or a coming day is missing, and says which', async () => {
    const card = await openCard({ [health]: says(assessed) }, { language });
    expect(card.find(Select, { name: 'tier' }).props.options.map(({ label }) => label)).toEqual(tiers);
    give(card.find(DateInput), { year: 2026, month: 10, date: 20 });
    card.find(Form).trigger('onSubmit');
    const shown = [...card.findAll(Select), ...card.findAll(DateInput)].map(({ props }) => props.validationMessage);
    expect(shown).toEqual(errors);
    expect(card.sent).toHaveLength(1);
  });

  it('says so when the deal is no open renewal', async () => {
    const card = await openCard({ [health]: says({ ...assessed, renewals: [] }) }, { language });
    expect(card.find(EmptyState).props.title).toBe(notOpen);
  });

  it('says so when the account has no score', async () => {
    const card = await openCard({ [health]: says(notScoredYet) }, { language });
    expect(card.find(EmptyState).props.title).toBe(notScored);
    expect(card.text()).toContain('The next nightly run scores this account.');
  });

  it('shows the tier of the record while it loads and when the backend is down', async () => {
    const stage = setStage('crm.record.tab', { answers: { [health]: isDown }, language, properties: dealProperties });
    stage.render(<DealRenewal />);
    expect(stage.find(LoadingSpinner).props.label).toBe(loading);
    for (const part of record) expect(stage.text()).toContain(part);
    await stage.waitFor(() => {
      expect(stage.find(Alert).props.title).toBe(down);
    });
    for (const part of record) expect(stage.text()).toContain(part);
  });

  it('recovers by a click', async () => {
    const card = await openCard({ [health]: saysInTurn(says({}, 502), says(assessed)) }, { language, properties: {} });
    card.find(ErrorState).find(Button).trigger('onClick');
    await card.waitFor(() => {
      expect(card.maybeFind(Form)).not.toBeNull();
    });
    expect(textOf(card.find(Alert))).toContain('inactive for 22 days');
  });
});
