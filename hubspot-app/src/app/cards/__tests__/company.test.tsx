import {
  Accordion,
  Alert,
  LineChart,
  LoadingButton,
  StatisticsItem,
  StatisticsTrend,
  Table,
  TableCell,
  TableFooter,
  TableRow,
  Tag,
} from '@hubspot/ui-extensions';
import type { RenderedElementNode } from '@hubspot/ui-extensions/testing';
import { assessed, companyProperties } from '../../../../testing/health.ts';
import { says, saysInTurn, type Say, textOf } from '../../../../testing/stage.ts';
import { healthPath, openCard, withHealth } from '../../../../testing/company.tsx';
import { chartPoints } from '../company/trend.tsx';

const rowTexts = (table: Pick<RenderedElementNode, 'findAll'>) => table.findAll(TableRow).map(textOf);

describe('company card', () => {
  it('says how healthy, what changed, why and what next on the first screen', async () => {
    const card = await openCard(withHealth(says(assessed)));
    expect(card.find(StatisticsItem).props.number).toBe(62);
    expect(card.find(StatisticsTrend).props).toMatchObject({
      direction: 'decrease',
      color: 'red',
      value: '15 points in 30 days',
    });
    expect(
      card
        .findAll(Tag)
        .slice(0, 2)
        .map(({ text, props }) => [text, props.variant]),
    ).toEqual([
      ['Watch', 'warning'],
      ['At risk', 'error'],
    ]);
    expect(card.text()).toContain('Health fell 15 points');
    expect(card.text()).toContain('−9 The main power user has been inactive for 22 days. (Time passed)');
    expect(card.text()).toContain('Call the champion within 48 hours.');
    expect(card.sent).toEqual([{ method: 'GET', path: `${healthPath}?locale=en`, body: undefined, timeout: 8000 }]);
  });

  it('puts a gate with its evidence and its cap above the drivers', async () => {
    const card = await openCard(withHealth(says(assessed)));
    const gate = card.find(Alert);
    expect(gate.props).toMatchObject({ title: 'Power user silent', variant: 'danger' });
    expect(textOf(gate)).toContain('inactive for 22 days');
    expect(textOf(gate)).toContain('The forecast is at most “At risk”.');
    expect(textOf(gate)).toContain('Usage, newest 22 days old');
    expect(card.text().indexOf('The only power user')).toBeLessThan(card.text().indexOf('Pulls the score down'));
  });

  it('lists every measure with points that sum to the score and to what is missing', async () => {
    const card = await openCard(withHealth(says(assessed)));
    const table = card.find(Accordion, { title: 'All measures: points, sources and age of the facts' }).find(Table);
    const total = table.find(TableFooter).findAll(TableCell).map(textOf);
    expect(total.slice(0, 3)).toEqual(['62', '62', '38']);
    expect(rowTexts(table)).toHaveLength(1 + 6 + 1);
    expect(rowTexts(table)[5]).toContain('no data');
    expect(rowTexts(table)[6]).toContain('not applicable');
  });

  it('marks a change of scorecard in the trend by a line of its own and a sentence', async () => {
    const card = await openCard(withHealth(says(assessed)));
    expect(card.find(LineChart).props.data).toEqual([
      { day: '2026-11-01', score: 77, scorecard: 'default-0' },
      { day: '2026-11-15', score: 70, scorecard: 'default-1' },
      { day: '2026-11-22', score: 62, scorecard: 'default-1' },
    ]);
    expect(card.find(LineChart).props.options).toMatchObject({ showLegend: true });
    expect(card.text()).toContain('From 15 Nov 2026: scorecard default-1');
  });

  it('shows no chart of a single score', async () => {
    const card = await openCard(withHealth(says({ ...assessed, trend: assessed.trend.slice(0, 1) })));
    expect(card.maybeFind(LineChart)).toBeNull();
    expect(card.text()).toContain('There are not yet two scores to compare.');
  });

  it('names the scorecard in force where the trend names none', () => {
    const trend = [{ day: '2026-11-01', score: 77, scorecard: null }];
    expect(chartPoints({ trend, scorecard: 'default-1' })).toEqual([
      { day: '2026-11-01', score: 77, scorecard: 'default-1' },
    ]);
  });

  it('shows the three tiers of a renewal, its reason and what would lift it', async () => {
    const card = await openCard(withHealth(says(assessed)));
    const renewals = card.find(Accordion, { title: 'Renewals' });
    expect(renewals.findAll(Tag).map(({ text }) => text)).toEqual(['Best case', 'At risk', 'Best case']);
    expect(textOf(renewals)).toContain('What would lift the tier: 16 of 20 seats active instead of 12');
    expect(textOf(renewals)).toContain('The warning “Power user silent” decides the tier');
  });

  it('says that a forecast of people has expired', async () => {
    const [renewal] = assessed.renewals;
    const expired = { ...renewal, human: { ...renewal?.human, state: 'expired' }, lateToClose: true };
    const card = await openCard(withHealth(says({ ...assessed, renewals: [expired] })));
    expect(card.text()).toContain('Manual: Best case (expired)');
    expect(card.text()).toContain('Late to close');
  });

  it('shows people with role, activity and a mark for power users, right-to-left names set apart', async () => {
    const card = await openCard(withHealth(says(assessed)));
    const people = rowTexts(card.find(Accordion, { title: 'People' }).find(Table));
    expect(people[1]).toContain('Power user');
    expect(people[1]).toContain('22 days ago');
    expect(people[2]).toContain('\u2068نور الدين\u2069');
    expect(people[2]).toContain('Unknown');
  });

  it('cuts a name of 300 characters', async () => {
    const long = { ...assessed.renewals[0], name: 'W'.repeat(300) };
    const card = await openCard(withHealth(says({ ...assessed, renewals: [long] })));
    expect(card.text()).toContain(`${'W'.repeat(79)}…`);
    expect(card.text()).not.toContain('W'.repeat(80));
  });

  it.each<[string, string, string, number]>([
    ['healthy', 'Healthy', 'success', 91],
    ['watch', 'Watch', 'warning', 62],
    ['at_risk', 'At risk', 'error', 45],
    ['critical', 'Critical', 'error', 12],
  ])('shows the band %s by word and colour', async (code, label, variant, score) => {
    const health = { ...assessed, score, band: { code, label }, gates: [] };
    const card = await openCard(withHealth(says(health)));
    expect(card.find(Tag).text).toBe(label);
    expect(card.find(Tag).props.variant).toBe(variant);
    expect(card.find(StatisticsItem).props.number).toBe(score);
  });

  it('says that the record’s property is one update behind', async () => {
    const card = await openCard(withHealth(says(assessed)), {
      properties: { ...companyProperties, renewal_health_score: '70' },
    });
    expect(card.text()).toContain('The HubSpot property still shows 70');
  });
});

describe('company card, create task', () => {
  const tasks = 'POST /hubspot/accounts/123/tasks';

  it('creates the task of the step once, and says so the second time', async () => {
    const answers = withHealth(says(assessed), {
      [tasks]: saysInTurn(
        says({ state: 'done', sentence: 'The task is created.' }),
        says({ state: 'already_done', sentence: 'The task exists already.' }),
      ),
    });
    const card = await openCard(answers);
    for (const times of [1, 2]) {
      card.find(LoadingButton, ({ text }) => text === 'Create task').trigger('onClick');
      await card.waitFor(() => {
        expect(card.mocks.actions.addAlert.callCount).toBe(times);
      });
    }
    expect(card.mocks.actions.addAlert.calls).toEqual([
      [{ type: 'success', message: 'The task is created.' }],
      [{ type: 'info', message: 'The task exists already.' }],
    ]);
    const bodies = card.sent.filter(({ method }) => method === 'POST').map(({ body }) => body);
    expect(bodies).toEqual([{ key: assessed.nextStep.key }, { key: assessed.nextStep.key }]);
  });

  it('sends one request for two clicks before the first is answered', async () => {
    let answer: (response: Response) => void = () => undefined;
    const slow: Say = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const card = await openCard(withHealth(says(assessed), { [tasks]: slow }));
    const button = card.find(LoadingButton, ({ text }) => text === 'Create task');
    button.trigger('onClick');
    button.trigger('onClick');
    expect(card.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
    answer(new Response(JSON.stringify({ state: 'done', sentence: 'The task is created.' })));
    await card.waitFor(() => {
      expect(card.mocks.actions.addAlert.callCount).toBe(1);
    });
  });

  it('tells why a task could not be created', async () => {
    const refusal = says({ error: 'conflict', sentence: 'The step has changed; reload the card.' }, 409);
    const card = await openCard(withHealth(says(assessed), { [tasks]: refusal }));
    card.find(LoadingButton, ({ text }) => text === 'Create task').trigger('onClick');
    await card.waitFor(() => {
      expect(card.mocks.actions.addAlert.calls).toEqual([
        [{ type: 'danger', message: 'The step has changed; reload the card.' }],
      ]);
    });
  });
});
