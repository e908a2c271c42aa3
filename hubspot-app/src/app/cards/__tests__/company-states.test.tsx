import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Statistics,
  StatisticsItem,
  Table,
  TableFooter,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { type Assessed, assessed, companyProperties, notScoredYet, tooLittle } from '../../../../testing/health.ts';
import { type Answers, isDown, type Language, says, saysInTurn, setStage, textOf } from '../../../../testing/stage.ts';
import { wordsOf } from '@renewal-health/hubspot-shared/words.ts';
import { healthPath, openCard, withHealth } from '../../../../testing/company.tsx';
import { CompanyGlance } from '../company/company-glance.tsx';
import { CompanyHealth } from '../company/company-health.tsx';

describe.each<[Language, Record<string, string>]>([
  [
    'en',
    {
      loading: 'Loading',
      notScored: 'No score yet',
      scoreNow: 'Score now',
      down: 'Renewal Health could not be reached',
      again: 'Try again',
      why: 'Details are missing',
      band: 'Health: Watch',
      tier: 'Forecast: At risk',
      locked: 'You have no access',
      tooLittle: 'Too little data for a score',
      noScore: 'No score',
      stale: 'The last night’s run is missing',
      notRefreshed: 'This may be out of date',
      unexpected: 'in a form that this page does not know',
      missing: 'Missing data',
    },
  ],
  [
    'de',
    {
      loading: 'Wird geladen',
      notScored: 'Noch kein Health-Score',
      scoreNow: 'Jetzt bewerten',
      down: 'Renewal Health ist nicht erreichbar',
      again: 'Erneut versuchen',
      why: 'Einzelheiten fehlen',
      band: 'Health-Status: Beobachten',
      tier: 'Prognosestufe: Gefährdet',
      locked: 'Sie haben keinen Zugriff',
      tooLittle: 'Zu wenig Daten für einen Health-Score',
      noScore: 'Kein Wert',
      stale: 'Der letzte nächtliche Lauf fehlt',
      notRefreshed: 'Diese Angaben sind möglicherweise nicht aktuell',
      unexpected: 'kennt die Form der Antwort nicht',
      missing: 'Fehlende Daten',
    },
  ],
])('company card states in %s', (language, say) => {
  const open = (answers: Answers, properties: Record<string, string> = companyProperties) =>
    openCard(answers, { language, properties });

  it('shows score and tier of the record at once, while the rest is loading', async () => {
    const stage = setStage('crm.record.tab', { language, answers: {}, properties: companyProperties });
    stage.render(<CompanyHealth />);
    expect(stage.find(LoadingSpinner).props).toMatchObject({ label: say.loading, showLabel: true });
    expect(stage.find(StatisticsItem).props.number).toBe(62);
    expect(stage.text()).toContain(say.band);
    expect(stage.text()).toContain(say.tier);
    expect(stage.text()).not.toContain(say.why);
    await stage.waitFor(() => {
      expect(stage.maybeFind(LoadingSpinner)).toBeNull();
    });
  });

  it('offers to score an account that has no score, and asks again afterwards', async () => {
    const card = await open(
      withHealth(saysInTurn(says(notScoredYet), says(assessed)), {
        'POST /hubspot/accounts/123/score': says({ state: 'done', sentence: 'Scored.' }),
      }),
      {},
    );
    expect(card.find(EmptyState).props.title).toBe(say.notScored);
    card.find(LoadingButton, ({ text }) => text === say.scoreNow).trigger('onClick');
    await card.waitFor(() => {
      expect(card.maybeFind(EmptyState)).toBeNull();
    });
    expect(card.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET ${healthPath}?locale=${language}`,
      `POST /hubspot/accounts/123/score?locale=${language}`,
      `GET ${healthPath}?locale=${language}`,
    ]);
  });

  it('keeps the essentials of the record when the backend is down, and recovers by a click', async () => {
    const card = await open(withHealth(saysInTurn(isDown, says(assessed))));
    const warning = card.find(Alert);
    expect(warning.props).toMatchObject({ title: say.why, variant: 'warning' });
    expect(textOf(warning)).toContain(wordsOf[language].failures.unavailable);
    expect(card.find(StatisticsItem).props.number).toBe(62);
    expect(card.text()).toContain('Call the champion.');
    expect(card.findAll(Text, ({ text }) => /^(Power users|Seat adoption) −\d+$/.test(text ?? ''))).toHaveLength(2);
    warning.find(Button, ({ text }) => text === say.again).trigger('onClick');
    await card.waitFor(() => {
      expect(card.text()).toContain('Call the champion within 48 hours.');
    });
  });

  it('is an error of the whole card where the record holds nothing', async () => {
    const card = await open(withHealth(isDown), {});
    expect(card.find(ErrorState).props).toMatchObject({ title: say.down, type: 'error' });
    expect(card.maybeFind(Statistics)).toBeNull();
  });

  it('says in which currency the ARR at risk is, where HubSpot adds no symbol', async () => {
    const plain = { ...companyProperties, renewal_arr_at_risk: '2.183,6' };
    const { health } = wordsOf[language];
    expect((await open(withHealth(isDown), plain)).text()).toContain(health.inAccountCurrency('2.183,6'));
    expect((await open(withHealth(isDown))).text()).not.toContain(health.inAccountCurrency('€12,500'));
  });

  it('shows a lock when the backend forbids', async () => {
    const card = await open(withHealth(says({ error: 'forbidden', sentence: 'Nur für Customer Success.' }, 403)), {});
    expect(card.find(ErrorState).props).toMatchObject({ title: say.locked, type: 'lock' });
    expect(card.text()).toContain('Nur für Customer Success.');
  });

  it('says that it does not know the form of an answer', async () => {
    const card = await open(withHealth(says({ state: 'assessed', score: 'sixty' })), {});
    expect(textOf(card.find(ErrorState))).toContain(say.unexpected);
    expect(card.maybeFind(Statistics)).toBeNull();
  });

  it('shows too little data without score, tier or total', async () => {
    const card = await open(withHealth(says(tooLittle)), {});
    expect(card.find(StatisticsItem).props.number).toBe(say.noScore);
    expect(card.find(Alert).props).toMatchObject({ title: say.tooLittle, variant: 'info' });
    expect(card.text()).toContain('Only 30% of the data is there');
    expect(card.maybeFind(TableFooter)).toBeNull();
    expect(card.text()).toContain(say.missing);
    expect(card.text()).not.toContain(wordsOf[language].health.down);
    expect(card.find(ProgressBar).props).toMatchObject({ value: 30, variant: 'warning' });
    expect(card.findAll(Tag)).toHaveLength(1);
  });

  it('warns when the values are old', async () => {
    const card = await open(withHealth(says({ ...assessed, stale: true })));
    expect(card.find(Alert).props).toMatchObject({ title: say.stale, variant: 'warning' });
    expect(textOf(card.find(Alert))).toContain(assessed.asOfText);
  });

  it('keeps the earlier answer when a later one fails', async () => {
    const card = await open(
      withHealth(saysInTurn(says(assessed), isDown), {
        'POST /hubspot/accounts/123/tasks': says({ state: 'done', sentence: 'ok' }),
      }),
    );
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => {
      expect(card.maybeFind(Alert, { title: say.notRefreshed ?? '' })).not.toBeNull();
    });
    expect(card.find(StatisticsItem).props.number).toBe(62);
  });
});

describe('sidebar card', () => {
  async function openGlance(health: Assessed) {
    const stage = setStage('crm.record.sidebar', { answers: withHealth(says(health)) });
    stage.render(<CompanyGlance />);
    await stage.waitFor(() => {
      expect(stage.maybeFind(LoadingSpinner)).toBeNull();
    });
    return stage;
  }

  it('is the five-second version: score, band, tier, warning, change, next step, next renewal, and no button', async () => {
    const glance = await openGlance(assessed);
    expect(glance.find(StatisticsItem).props.number).toBe(62);
    expect(glance.findAll(Tag).map(({ text }) => text)).toEqual(['Watch', 'At risk']);
    expect(glance.find(Alert).props.title).toBe('Power user silent');
    for (const part of [
      'Largest cause −9 The main power user',
      'Call the champion',
      'Next renewal 31 Jan 2027',
      'As of 22 Nov 2026',
    ])
      expect(glance.text()).toContain(part);
    expect(glance.maybeFind(LoadingButton)).toBeNull();
    expect(glance.maybeFind(Table)).toBeNull();
  });

  it('keeps score, tier and next step when the backend is down', async () => {
    const stage = setStage('crm.record.sidebar', { answers: withHealth(isDown), properties: companyProperties });
    stage.render(<CompanyGlance />);
    await stage.waitFor(() => {
      expect(stage.find(Alert).props.title).toBe('Details are missing');
    });
    expect(stage.find(StatisticsItem).props.number).toBe(62);
    expect(stage.text()).toContain('Call the champion.');
    expect(stage.text()).not.toContain('Power users −18');
  });

  it('leaves out the renewal where there is none', async () => {
    const glance = await openGlance({ ...assessed, renewals: [] });
    expect(glance.text()).not.toContain('Next renewal');
  });
});
