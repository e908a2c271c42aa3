import {
  Alert,
  Button,
  ErrorState,
  Form,
  LoadingButton,
  LoadingSpinner,
  MultiSelect,
  Select,
  StatusTag,
  Tab,
  TableRow,
  Toggle,
} from '@hubspot/ui-extensions';
import { plan, settings } from '../../../../testing/settings.ts';
import {
  type Answers,
  give,
  isDown,
  type Language,
  says,
  saysInTurn,
  type Say,
  setStage,
  textOf,
} from '../../../../testing/stage.ts';
import { ConnectionSettings } from '../sections/connection-settings.tsx';

const done = says({ state: 'done', sentence: 'Done.' });

async function openSettings(say: Say, { language = 'en', more = {} }: { language?: Language; more?: Answers } = {}) {
  const stage = setStage('settings', { language, answers: { 'GET /hubspot/settings': say, ...more } });
  stage.render(<ConnectionSettings />);
  await stage.waitFor(() => {
    expect(stage.maybeFind(LoadingSpinner)).toBeNull();
  });
  const tab = (tabId: string) => stage.find(Tab, { tabId });
  const posted = async (path: string) => {
    await stage.waitFor(() => {
      expect(stage.sent.at(-1)?.path).toContain('/hubspot/settings?');
    });
    return stage.sent.find((request) => request.method === 'POST' && request.path.startsWith(path))?.body;
  };
  return { ...stage, tab, posted };
}

describe('settings', () => {
  it('says in plain words whether the connection works and what ran last', async () => {
    const page = await openSettings(says(settings));
    expect(page.find(StatusTag).props.variant).toBe('success');
    expect(textOf(page.tab('connection'))).toContain('Globex portal Connected Last synced 22 Nov 2026, 03:10.');
    expect(page.tab('connection').findAll(TableRow).map(textOf)).toEqual([
      'Run Started Outcome Undo',
      'Sync 22 Nov 2026, 03:00 Done 12 records were written. Undo',
      'Sync 21 Nov 2026, 03:00 Failed HubSpot did not answer. –',
    ]);
  });

  it('undoes a run only after a question, which can be cancelled', async () => {
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/runs/8/undo': done } });
    const undo = () => {
      page.find(Button, ({ text }) => text === 'Undo').trigger('onClick');
    };
    undo();
    expect(page.find(Alert).props.title).toBe('Undo this run?');
    expect(textOf(page.find(Alert))).toContain('Writing then pauses until you resume it.');
    page.find(Button, ({ text }) => text === 'Cancel').trigger('onClick');
    expect(page.maybeFind(Alert)).toBeNull();
    expect(page.sent).toHaveLength(1);
    undo();
    const sure = page.find(LoadingButton, ({ text }) => text === 'Undo run');
    expect(sure.props.variant).toBe('destructive');
    sure.trigger('onClick');
    expect(await page.posted('/hubspot/runs/8/undo')).toEqual({});
    expect(page.maybeFind(Alert)).toBeNull();
  });

  it('offers to resume only while writing is paused', async () => {
    const paused = { ...settings, connection: { ...settings.connection, state: 'paused' } };
    const page = await openSettings(saysInTurn(says(paused), says(settings)), {
      more: { 'POST /hubspot/resume': done },
    });
    page.find(LoadingButton, ({ text }) => text === 'Resume writing').trigger('onClick');
    await page.posted('/hubspot/resume');
    await page.waitFor(() => {
      expect(page.maybeFind(LoadingButton, ({ text }) => text === 'Resume writing')).toBeNull();
    });
  });

  it('shows what would change, and writes only after approval', async () => {
    const more = { 'POST /hubspot/dry-run': says(plan), 'POST /hubspot/sync': done };
    const page = await openSettings(says(settings), { more });
    const approve = () => page.maybeFind(LoadingButton, ({ text }) => text === 'Approve and write');
    expect(approve()).toBeNull();
    page.find(LoadingButton, ({ text }) => text === 'Show what would change').trigger('onClick');
    await page.waitFor(() => {
      expect(approve()).not.toBeNull();
    });
    expect(page.tab('writing').findAll(TableRow).map(textOf)).toEqual([
      'Record Property Before After',
      'Account 1 Health score (empty) 62',
      'Renewal 1 Forecast tier Commit At risk',
    ]);
    expect(textOf(page.tab('writing'))).toContain('and 3 more');
    expect(page.sent.map(({ path }) => path)).not.toContain('/hubspot/sync?locale=en');
    approve()?.trigger('onClick');
    expect(await page.posted('/hubspot/sync')).toEqual({});
    expect(approve()).toBeNull();
  });

  it('has nothing to approve when nothing would change', async () => {
    const nothing = says({ sentence: 'No record would change.', changes: [], more: 0 });
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/dry-run': nothing } });
    page.find(LoadingButton, ({ text }) => text === 'Show what would change').trigger('onClick');
    await page.waitFor(() => {
      expect(page.find(LoadingButton, ({ text }) => text === 'Approve and write').props.disabled).toBe(true);
    });
  });

  it('tells why a dry run failed', async () => {
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/dry-run': isDown } });
    page.find(LoadingButton, ({ text }) => text === 'Show what would change').trigger('onClick');
    await page.waitFor(() => {
      expect(page.mocks.actions.addAlert.calls[0]?.[0]).toMatchObject({ type: 'danger' });
    });
  });

  it('offers the candidates of each field with their reason, and keeps a field that is none of them', async () => {
    const page = await openSettings(says(settings));
    const seats = page.find(Select, { name: 'account.seats' });
    expect(seats.props).toMatchObject({ value: 'seats__c', description: 'Suggested: The name says seats.' });
    expect(seats.props.options.map(({ value }) => value)).toEqual(['', 'seats__c', 'licences']);
    const date = page.find(Select, { name: 'renewal.renewalDate' });
    expect(date.props.options.map(({ value }) => value)).toEqual(['', 'old_field']);
    give(date, '');
    expect(page.find(Select, { name: 'renewal.renewalDate' }).props.description).toBe(
      'Without it the contract end counts.',
    );
  });

  it('saves the whole mapping with the chosen pipelines', async () => {
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/settings/mapping': done } });
    give(page.find(Select, { name: 'account.seats' }), 'licences');
    give(page.find(Select, { name: 'renewal.renewalDate' }), '');
    expect(page.find(MultiSelect).props.value).toEqual(['p1']);
    give(page.find(MultiSelect), ['p1', 'p2']);
    page.tab('mapping').find(Form).trigger('onSubmit');
    expect(await page.posted('/hubspot/settings/mapping')).toEqual({
      fields: { 'account.seats': 'licences', 'renewal.renewalDate': null },
      pipelineIds: ['p1', 'p2'],
    });
  });

  it('switches names on without touching the language of the portal', async () => {
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/settings/preferences': done } });
    expect(page.find(Toggle).props.checked).toBe(false);
    give(page.find(Toggle), true);
    page.tab('preferences').find(Form).trigger('onSubmit');
    expect(await page.posted('/hubspot/settings/preferences')).toEqual({ showNames: true, locale: 'de' });
  });

  it('changes the language of the texts in HubSpot', async () => {
    const page = await openSettings(says(settings), { more: { 'POST /hubspot/settings/preferences': done } });
    give(page.find(Select, { name: 'locale' }), 'en');
    page.tab('preferences').find(Form).trigger('onSubmit');
    expect(await page.posted('/hubspot/settings/preferences')).toEqual({ showNames: false, locale: 'en' });
  });

  it('lists problems in the data with examples, and the scorecard in force', async () => {
    const page = await openSettings(says(settings));
    expect(page.tab('quality').findAll(TableRow).map(textOf)[1]).toBe(
      'The renewal has no date. 3 Account 1 \u2068شركة النور\u2069',
    );
    expect(textOf(page.tab('scorecard'))).toContain('In force: default-1');
    expect(page.tab('scorecard').findAll(TableRow).map(textOf)[1]).toBe(
      'Seat adoption Product 14 Unused seats are not renewed.',
    );
  });
});

describe.each([
  {
    language: 'en' as const,
    tabs: ['Connection', 'Write to HubSpot', 'Mapping', 'Data quality', 'Preferences', 'Scorecard'],
    states: { ok: 'Connected', paused: 'Paused', failing: 'Failing', never_synced: 'Not synced yet' },
    noRuns: 'Nothing has run yet.',
    nothingWrong: 'No problems were found in the data.',
    down: 'Renewal Health could not be reached',
    locked: 'You have no access',
    loading: 'Loading',
  },
  {
    language: 'de' as const,
    tabs: ['Verbindung', 'In HubSpot schreiben', 'Zuordnung', 'Datenqualität', 'Anzeige', 'Scorecard'],
    states: { ok: 'Verbunden', paused: 'Angehalten', failing: 'Gestört', never_synced: 'Noch nicht abgeglichen' },
    noRuns: 'Es gab noch keinen Lauf.',
    nothingWrong: 'In den Daten wurden keine Probleme gefunden.',
    down: 'Renewal Health ist nicht erreichbar',
    locked: 'Sie haben keinen Zugriff',
    loading: 'Wird geladen',
  },
])('settings states in $language', ({ language, tabs, states, noRuns, nothingWrong, down, locked, loading }) => {
  it('says that it is loading, then shows its tabs', async () => {
    const stage = setStage('settings', { language, answers: { 'GET /hubspot/settings': says(settings) } });
    stage.render(<ConnectionSettings />);
    expect(stage.find(LoadingSpinner).props).toMatchObject({ label: loading, showLabel: true });
    await stage.waitFor(() => {
      expect(stage.findAll(Tab).map(({ props }) => props.title)).toEqual(tabs);
    });
  });

  it.each(['ok', 'paused', 'failing', 'never_synced'] as const)('names the state %s', async (state) => {
    const connection = { ...settings.connection, state };
    const page = await openSettings(says({ ...settings, connection, runs: [], dataQuality: [] }), { language });
    expect(page.find(StatusTag).text).toBe(states[state]);
    expect(page.text()).toContain(noRuns);
    expect(page.text()).toContain(nothingWrong);
  });

  it('offers to try again when the backend is down', async () => {
    const page = await openSettings(saysInTurn(isDown, says(settings)), { language });
    expect(page.find(ErrorState).props.title).toBe(down);
    page.find(Button).trigger('onClick');
    await page.waitFor(() => {
      expect(page.maybeFind(StatusTag)).not.toBeNull();
    });
  });

  it('shows a lock to those who may not set anything', async () => {
    const page = await openSettings(says({ error: 'forbidden', sentence: '' }, 403), { language });
    expect(page.find(ErrorState).props).toMatchObject({ title: locked, type: 'lock' });
  });
});
