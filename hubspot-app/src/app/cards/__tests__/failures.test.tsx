import { Alert, Button, ErrorState, LoadingButton, LoadingSpinner, StatisticsItem } from '@hubspot/ui-extensions';
import { jest } from '@jest/globals';
import { wordsOf } from '@renewal-health/hubspot-shared/words.ts';
import { healthPath, openCard, withHealth } from '../../../../testing/company.tsx';
import { assessed, companyProperties, dealProperties } from '../../../../testing/health.ts';
import {
  type Answers,
  isDown,
  type Language,
  type Say,
  says,
  saysInTurn,
  setStage,
} from '../../../../testing/stage.ts';
import { CompanyHealth } from '../company/company-health.tsx';
import { DealRenewal } from '../deal/deal-renewal.tsx';

const text =
  (body: string, status = 200, type = 'application/json'): Say =>
  () =>
    new Response(body, { status, headers: { 'content-type': type } });
const page = '<!doctype html><title>Bad gateway</title><h1>502</h1>';
const { account, ...withoutAccount } = assessed;

/** What a server, or what stands in front of it, may answer in place of an assessment. */
const failures: readonly (readonly [
  name: string,
  say: Say,
  kind: 'unavailable' | 'refused' | 'no_access' | 'unexpected',
])[] = [
  ['no connection', isDown, 'unavailable'],
  ['429', text('{"status":"error","category":"RATE_LIMITS"}', 429), 'unavailable'],
  ['429 without a body', text('', 429), 'unavailable'],
  ['500', says({ error: 'internal', sentence: '' }, 500), 'unavailable'],
  ['502 as a page', text(page, 502, 'text/html'), 'unavailable'],
  ['504 of the time limit', text('{"category":"GATEWAY_TIMEOUT"}', 504), 'unavailable'],
  ['401', text('{}', 401), 'no_access'],
  ['404 without a sentence', text('{}', 404), 'refused'],
  ['200 without a body', text(''), 'unexpected'],
  ['200 with a page', text(page, 200, 'text/html'), 'unexpected'],
  ['200 with JSON that is cut off', text(JSON.stringify(assessed).slice(0, 400)), 'unexpected'],
  ['200 with null', text('null'), 'unexpected'],
  ['200 with a list', text('[]'), 'unexpected'],
  ['200 with a text', text('"ok"'), 'unexpected'],
  ['200 with another object', text('{"status":"ok"}'), 'unexpected'],
  ['200 without a part', says(withoutAccount), 'unexpected'],
  ['200 with a score that is text', says({ ...assessed, score: '62' }), 'unexpected'],
  ['200 with measures that are none', says({ ...assessed, measures: [{}] }), 'unexpected'],
];

const languages: readonly Language[] = ['en', 'de'];

describe.each(languages)('a server that fails, in %s', (language) => {
  const { failures: sentences, ...words } = wordsOf[language];

  it.each(failures)(
    'C1 the card says so on %s, shows what the record holds as the record’s, and recovers by a click',
    async (_, say, kind) => {
      const card = await openCard(withHealth(saysInTurn(say, says(assessed))), {
        language,
        properties: companyProperties,
      });
      const warning = card.find(Alert);
      expect(warning.props).toMatchObject({ title: words.detailsMissing, variant: 'warning' });
      expect(card.text()).toContain(sentences[kind]);
      expect(card.text()).toContain(words.inRecord);
      expect(card.find(StatisticsItem).props.number).toBe(62);
      // neither half of an answer nor the words of whoever stands in front
      for (const stray of [assessed.asOfText, assessed.change.sentence, 'gateway', '<', '{'])
        expect(card.text()).not.toContain(stray);
      warning.find(Button).trigger('onClick');
      await card.waitFor(() => {
        expect(card.text()).toContain(assessed.change.sentence);
      });
      expect(card.maybeFind(Alert, { title: words.detailsMissing })).toBeNull();
      expect(card.sent.map(({ method }) => method)).toEqual(['GET', 'GET']);
    },
  );

  it.each(failures)('C1 the card is one clear error on %s where the record holds nothing', async (_, say, kind) => {
    const card = await openCard(withHealth(say), { language, properties: {} });
    expect(card.find(ErrorState).props.type).toBe(kind === 'no_access' ? 'lock' : 'error');
    expect(card.text()).toContain(sentences[kind]);
    expect(card.maybeFind(StatisticsItem)).toBeNull();
  });

  it.each(failures)('C1 what was shown before %s stays, and is said to be old', async (_, say) => {
    const task = { 'POST /hubspot/accounts/123/tasks': says({ state: 'done', sentence: 'ok' }) };
    const card = await openCard(withHealth(saysInTurn(says(assessed), say, says({ ...assessed, score: 70 })), task), {
      language,
    });
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => {
      expect(card.maybeFind(Alert, { title: words.notRefreshed })).not.toBeNull();
    });
    expect(card.find(StatisticsItem).props.number).toBe(62);
    card.find(Alert, { title: words.notRefreshed }).find(Button).trigger('onClick');
    await card.waitFor(() => {
      expect(card.find(StatisticsItem).props.number).toBe(70);
    });
    expect(card.maybeFind(Alert, { title: words.notRefreshed })).toBeNull();
  });

  it.each(failures)('C1 the deal’s card shows the record’s tier on %s and recovers', async (_, say, kind) => {
    const path = 'GET /hubspot/renewals/123/health';
    const card = setStage('crm.record.tab', {
      language,
      answers: { [path]: saysInTurn(say, says(assessed)) },
      properties: dealProperties,
    });
    card.render(<DealRenewal />);
    await card.waitFor(() => {
      expect(card.maybeFind(Alert, { title: words.detailsMissing })).not.toBeNull();
    });
    expect(card.text()).toContain(sentences[kind]);
    card.find(Alert, { title: words.detailsMissing }).find(Button).trigger('onClick');
    await card.waitFor(() => {
      expect(card.maybeFind(Alert, { title: words.detailsMissing })).toBeNull();
    });
  });
});

describe('a slow server', () => {
  it('C1 shows the record’s own score while the answer takes 14 s, never asks twice by itself, and gives HubSpot a limit', async () => {
    let answer: (response: Response) => void = () => undefined;
    const slow: Say = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const card = setStage('crm.record.tab', { answers: withHealth(slow), properties: companyProperties });
    jest.useFakeTimers();
    card.render(<CompanyHealth />);
    await jest.advanceTimersByTimeAsync(14_000);
    jest.useRealTimers();
    expect(card.find(StatisticsItem).props.number).toBe(62);
    expect(card.maybeFind(LoadingSpinner)).not.toBeNull();
    expect(card.maybeFind(Alert)).toBeNull();
    expect(card.sent).toHaveLength(1);
    expect(card.sent[0]?.timeout).toBeLessThan(15_000);
    answer(new Response(JSON.stringify(assessed)));
    await card.waitFor(() => {
      expect(card.text()).toContain(assessed.change.sentence);
    });
    expect(card.maybeFind(LoadingSpinner)).toBeNull();
  });

  it('C1 never shows a late answer about another record', async () => {
    const answers: Answers = withHealth(
      says({ ...assessed, account: { ...account, id: '999', name: 'Somebody else' } }),
    );
    const card = await openCard(answers, { properties: companyProperties });
    expect(card.text()).not.toContain(assessed.change.sentence);
    expect(card.text()).toContain(wordsOf.en.failures.unexpected);
    expect(card.find(StatisticsItem).props.number).toBe(62);
    expect(card.sent.map(({ path }) => path)).toEqual([`${healthPath}?locale=en`]);
  });
});

describe('an action whose answer fails', () => {
  it.each(failures)(
    'C1 says so on %s, changes nothing that is shown, and may be clicked again',
    async (_, say, kind) => {
      const task = {
        'POST /hubspot/accounts/123/tasks': saysInTurn(say, says({ state: 'already_done', sentence: 'It is there.' })),
      };
      const card = await openCard(withHealth(says(assessed), task));
      const { addAlert } = card.mocks.actions;
      for (const times of [1, 2]) {
        card.find(LoadingButton).trigger('onClick');
        await card.waitFor(() => {
          expect(addAlert.callCount).toBe(times);
        });
        expect(card.find(StatisticsItem).props.number).toBe(62);
      }
      expect(addAlert.calls).toEqual([
        [{ type: 'danger', message: wordsOf.en.failures[kind] }],
        [{ type: 'info', message: 'It is there.' }],
      ]);
      expect(
        new Set(card.sent.filter(({ method }) => method === 'POST').map(({ body }) => JSON.stringify(body))).size,
      ).toBe(1);
    },
  );
});
