import {
  BarChart,
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatisticsItem,
  Tab,
  Table,
  TableRow,
} from '@hubspot/ui-extensions';
import { book, emptyBook, row } from '../../../../testing/book.ts';
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
import { Book } from '../book/book.tsx';

async function openBook(say: Say, { language = 'en', more = {} }: { language?: Language; more?: Answers } = {}) {
  const stage = setStage('pages', { language, answers: { 'GET /hubspot/book': say, ...more } });
  stage.render(<Book />);
  await stage.waitFor(() => {
    expect(stage.maybeFind(LoadingSpinner)).toBeNull();
  });
  const tab = (tabId: string) => stage.find(Tab, { tabId });
  const rows = (tabId: string) => tab(tabId).findAll(TableRow).map(textOf);
  return { ...stage, tab, rows };
}

describe('renewal book', () => {
  it('shows ARR and renewals by tier, and how many have no known ARR', async () => {
    const page = await openBook(says(book));
    expect(page.findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ['Commit', '€40,000'],
      ['Best case', '€0'],
      ['At risk', '€17,500'],
    ]);
    expect(page.findAll(StatisticsItem).map(textOf)).toEqual([
      '2 renewals',
      '0 renewals',
      '2 renewals, 1 of them without a known ARR',
    ]);
  });

  it('shows months by tiers as a chart and as a table', async () => {
    const page = await openBook(says(book));
    expect(page.find(BarChart).props.data).toEqual([
      { month: 'Overdue', tier: 'At risk', arr: 5_000 },
      { month: 'December 2026', tier: 'Commit', arr: 40_000 },
      { month: 'December 2026', tier: 'At risk', arr: 12_500 },
    ]);
    expect(page.find(Table).findAll(TableRow).map(textOf)).toEqual([
      'Month Commit Best case At risk',
      'Overdue – – €5,000 1 renewal',
      'December 2026 €40,000 2 renewals – €12,500 1 renewal',
    ]);
  });

  it('lists renewals with date, ARR, health, tier, reason and milestone', async () => {
    const page = await openBook(says(book));
    expect(page.rows('renewals').slice(1)).toEqual([
      'Account 1 Renewal 1 Kim Doe 31 Dec 2026 in 39 days €12,500 Watch (62) At risk The score of 62 is too low. Price talk',
      'Account 2 Renewal 2 Kim Doe 31 Dec 2026 3 days overdue Unknown Insufficient data Commit Calculated tier: At risk The score of 62 is too low. Price talk',
    ]);
  });

  it('links accounts and renewals to their records in the portal', async () => {
    const page = await openBook(says(book));
    const addresses = page
      .tab('renewals')
      .findAll(Link)
      .map(({ props }) => props.href);
    expect(addresses.slice(0, 2)).toEqual([
      'https://app.hubspot.com/contacts/123/record/0-2/1001',
      'https://app.hubspot.com/contacts/123/record/0-3/2001',
    ]);
  });

  it('answers each question in a tab of its own', async () => {
    const page = await openBook(says(book));
    expect(page.findAll(Tab).map(({ props }) => props.title)).toEqual([
      'Today',
      'Renewals (2)',
      'At risk (1)',
      'Disagreements (1)',
      'Moved since last week (1)',
      'Expansion (1)',
    ]);
    expect(textOf(page.tab('today'))).toBe('Account 1 An invoice is 31 days overdue. Next step: Call today.');
    expect(textOf(page.tab('at_risk'))).toContain('€12,500 An invoice is 31 days overdue.');
    expect(page.rows('disagreements')[1]).toBe('Renewal 2 Account 2 At risk Commit Set to “Commit” until 10 Dec 2026.');
    expect(page.rows('moved')[1]).toBe('\u2068شركة النور\u2069 80 62 −18 Seat use fell.');
    expect(textOf(page.tab('expansion'))).toBe('Account 4 19 of 20 seats are in use.');
  });

  it('asks again with every filter that is set', async () => {
    const page = await openBook(says(book));
    const choices = { owner: '7', segment: 'smb', tier: 'at_risk', band: 'watch', milestone: 'price_talk' };
    for (const [name, value] of Object.entries(choices)) {
      give(page.find(Select, { name }), value);
      await page.waitFor(() => {
        expect(page.sent.at(-1)?.path).toContain(`${name}=${value}`);
      });
    }
    expect(page.sent.at(-1)?.path).toBe(
      '/hubspot/book?owner=7&segment=smb&tier=at_risk&band=watch&milestone=price_talk&locale=en',
    );
    expect(page.sent).toHaveLength(6);
  });

  it('drops an answer to an earlier filter that comes late', async () => {
    const waiting: ((response: Response) => void)[] = [];
    const slow: Say = () => new Promise((resolve) => waiting.push(resolve));
    const page = await openBook(saysInTurn(says(book), slow, slow));
    for (const [index, value] of ['7', ''].entries()) {
      give(page.find(Select, { name: 'owner' }), value);
      await page.waitFor(() => {
        expect(waiting).toHaveLength(index + 1);
      });
    }
    waiting[1]?.(new Response(JSON.stringify({ ...book, asOfText: 'the newer answer' })));
    await page.waitFor(() => {
      expect(page.text()).toContain('the newer answer');
    });
    waiting[0]?.(new Response(JSON.stringify({ ...book, asOfText: 'the late answer' })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.text()).toContain('the newer answer');
  });

  it('shows 25 renewals on a page and says how many more there are', async () => {
    const many = Array.from({ length: 60 }, (_, index) => row(index + 1));
    const page = await openBook(says({ ...book, rows: many, more: 140 }));
    const table = () => page.tab('renewals').find(Table);
    expect(table().props).toMatchObject({ paginated: true, pageCount: 3, page: 1 });
    expect(page.rows('renewals')).toHaveLength(26);
    give(table(), 3, 'onPageChange');
    expect(page.rows('renewals')).toHaveLength(11);
    expect(page.rows('renewals')[1]).toContain('Account 51');
    expect(textOf(page.tab('renewals'))).toContain('and 140 more');
    expect(page.tab('renewals').props.title).toBe('Renewals (200)');
  });

  it('offers no pages where one is enough', async () => {
    const page = await openBook(says(book));
    expect(page.tab('renewals').find(Table).props).not.toHaveProperty('paginated');
  });

  it('creates the segments and says so the second time', async () => {
    const more = {
      'POST /hubspot/segments': saysInTurn(
        says({ state: 'done', sentence: 'Three segments are created.' }),
        says({ state: 'already_done', sentence: 'The segments exist already.' }),
      ),
    };
    const page = await openBook(says(book), { more });
    for (const times of [1, 2]) {
      page.find(LoadingButton).trigger('onClick');
      await page.waitFor(() => {
        expect(page.mocks.actions.addAlert.callCount).toBe(times);
      });
    }
    expect(page.mocks.actions.addAlert.calls.map(([alert]) => alert.type)).toEqual(['success', 'info']);
  });
});

describe.each([
  {
    language: 'en' as const,
    title: 'Renewal book',
    empty: 'No renewals here',
    showAll: 'Show all renewals',
    nobody: 'Nothing here today.',
    down: 'Renewal Health could not be reached',
    locked: 'You have no access',
    all: 'All',
    loading: 'Loading',
  },
  {
    language: 'de' as const,
    title: 'Verlängerungen im Überblick',
    empty: 'Hier gibt es keine Verlängerungen',
    showAll: 'Alle Verlängerungen zeigen',
    nobody: 'Hier gibt es heute nichts.',
    down: 'Renewal Health ist nicht erreichbar',
    locked: 'Sie haben keinen Zugriff',
    all: 'Alle',
    loading: 'Wird geladen',
  },
])('renewal book states in $language', ({ language, title, empty, showAll, nobody, down, locked, all, loading }) => {
  it('says that it is loading', async () => {
    const stage = setStage('pages', { language, answers: { 'GET /hubspot/book': says(book) } });
    stage.render(<Book />);
    expect(stage.find(LoadingSpinner).props).toMatchObject({ label: loading, showLabel: true });
    await stage.waitFor(() => {
      expect(stage.text()).toContain(title);
    });
  });

  it('shows an empty book with its filters, and the way back from a filter', async () => {
    const page = await openBook(says(emptyBook), { language });
    expect(page.find(EmptyState).props.title).toBe(empty);
    expect(page.maybeFind(Button)).toBeNull();
    expect(page.maybeFind(BarChart)).toBeNull();
    expect(textOf(page.tab('today'))).toBe(nobody);
    expect(page.find(Select).props.options[0]).toEqual({ value: '', label: all });
    give(page.find(Select, { name: 'owner' }), '7');
    await page.waitFor(() => {
      expect(page.find(Button).text).toBe(showAll);
    });
    page.find(Button).trigger('onClick');
    await page.waitFor(() => {
      expect(page.sent.at(-1)?.path).toBe(`/hubspot/book?locale=${language}`);
      expect(page.find(Select, { name: 'owner' }).props.value).toBe('');
    });
  });

  it('offers to try again when the backend is down', async () => {
    const page = await openBook(saysInTurn(isDown, says(book)), { language });
    expect(page.find(ErrorState).props.title).toBe(down);
    page.find(Button).trigger('onClick');
    await page.waitFor(() => {
      expect(page.text()).toContain(title);
    });
  });

  it('shows a lock to those who may not see it', async () => {
    const page = await openBook(says({ error: 'forbidden', sentence: '' }, 403), { language });
    expect(page.find(ErrorState).props).toMatchObject({ title: locked, type: 'lock' });
    // a refusal without a sentence gets one
    expect(textOf(page.find(ErrorState))).toContain('HubSpot');
  });
});
