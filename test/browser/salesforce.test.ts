import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { type Listening } from '../../sandbox/record-page/server/listen-on-loopback.ts';
import { startSalesforcePages } from '../../sandbox/record-page/salesforce/start.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { scoreInBoth } from '../helpers/two-crms.ts';
import { accessibilityProblems } from './accessibility.ts';
import {
  clockOfPictures,
  compileComponents,
  salesforceScenes,
  unfoldAll,
  waitForComponent,
} from './salesforce-scenes.ts';

/** The real Lightning components, compiled by Salesforce's own tools: every state, and over an org that a real sync has scored. */
const project = join(import.meta.dirname, '../../salesforce-lwc-bridge');

let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  errors = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await page.clock.setFixedTime(clockOfPictures);
  page.on('console', (message) => {
    // a refused record is a state of the page: the browser reports the answer's status by itself
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
});

afterEach(async () => {
  await page?.context().close();
  expect(errors).toEqual([]);
});

describe('every state', () => {
  let pages: Listening;
  beforeAll(async () => {
    pages = await startSalesforcePages({ port: 0, project, org: null });
    await compileComponents(pages);
  });
  afterAll(() => pages?.close());

  it.each([
    ['lang=en&design=slds1&form=large'],
    ['lang=de&design=slds2&mode=light&form=small'],
    ['lang=en&design=slds2&mode=dark&form=large'],
  ])('keeps no reader out (%s)', async (choices) => {
    const problems: string[] = [];
    for (const { name, path } of salesforceScenes) {
      await page.goto(`${pages.url}${path}?${choices}`);
      await waitForComponent(page);
      await unfoldAll(page);
      problems.push(...(await accessibilityProblems(page)).map((problem) => `${name}: ${problem}`));
    }
    expect(problems).toEqual([]);
  });

  it('keeps everything on the width of a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const { path } of salesforceScenes) {
      await page.goto(`${pages.url}${path}?form=small&lang=de`);
      await waitForComponent(page);
      await unfoldAll(page);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
  });

  it('unfolds by keyboard', async () => {
    await page.goto(`${pages.url}/salesforce/lightning/r/Account/0010000000020AAAAA/view`);
    const measures = page.locator('summary', { hasText: 'All measures and their points' });
    await measures.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: 'Missing' }).waitFor();
  });

  it('leads from an account to its renewal, and keeps the choices of the page', async () => {
    await page.goto(`${pages.url}/salesforce/lightning/r/Account/0010000000020AAAAA/view?lang=de`);
    await page
      .locator('#component')
      .getByRole('link', { name: /^Renewal 2027/ })
      .click();
    await page.waitForURL(/Opportunity\/0060000000020AABAA\/view\?lang=de/);
    await page.getByText('Manuelle Stufe:').waitFor();
  });

  it('says what Salesforce refuses, and saves nothing', async () => {
    await page.goto(`${pages.url}/salesforce/lightning/r/Opportunity/0060000000020AABAA/view`);
    await page.locator('summary', { hasText: 'Set your own forecast' }).click();
    await page.getByRole('button', { name: 'Save forecast' }).click();
    await page.getByRole('alert').getByText('Choose a tier').waitFor();
  });

  it('shows a page of another site nothing', async () => {
    const response = await fetch(`${pages.url}/salesforce`, { headers: { origin: 'https://elsewhere.example' } });
    expect(response.status).toBe(403);
  });
});

describe('over an org', () => {
  let world: Awaited<ReturnType<typeof scoreInBoth>>;
  let pages: Listening;
  beforeAll(async () => {
    world = await scoreInBoth(20);
    const { url, oauth } = world.org;
    pages = await startSalesforcePages({ port: 0, project, org: { url, ...oauth } });
    await compileComponents(pages);
  });
  afterAll(async () => {
    await pages?.close();
    await world?.close();
  });

  const openFirst = async (heading: string): Promise<void> => {
    await page.goto(`${pages.url}/salesforce`);
    await page.locator('section', { hasText: heading }).getByRole('link').first().click();
    await waitForComponent(page);
  };

  it('explains the weakest account by what the sync wrote: no note on the explanation, points that sum to the score', async () => {
    await openFirst('Accounts: In the connected org');
    const score = await page.locator('[data-field="Renewal_Health_Score__c"]').innerText();
    await page.getByRole('img', { name: `Health score ${score} of 100` }).waitFor();
    expect(await page.getByText(/The explanation|There is no explanation/).count()).toBe(0);
    await unfoldAll(page);
    expect(await page.locator('tfoot td').allInnerTexts()).toEqual([score, score, String(100 - Number(score))]);
  });

  it('sets a forecast of one’s own: the next sync makes it the tier that counts, on the page and in the org', async () => {
    await openFirst('Opportunities: In the connected org');
    const calculated = await page.locator('[data-field="Renewal_Tier_Machine__c"]').innerText();
    const wanted = calculated === 'Commit' ? 'At risk' : 'Commit';
    await page.locator('summary', { hasText: 'Set your own forecast' }).click();
    await page.getByLabel('Forecast tier override').selectOption({ label: wanted });
    await page.getByLabel('Forecast override reason').selectOption({ label: 'Verbal commitment' });
    await page.getByRole('button', { name: 'Save forecast' }).click();
    await page.getByText('Saved. The forecast tier follows').waitFor();
    await world.salesforce.sync('incremental');
    await page.getByRole('button', { name: 'Refresh' }).click();
    // not by the tag's own text: under synthetic shadow an element of its own has none
    const tier = page.locator('c-renewal-health-tag').filter({ has: page.getByText('Final tier:') });
    await tier.getByText(wanted).waitFor();
    await page.reload();
    await waitForComponent(page);
    expect(await page.locator('[data-field="Renewal_Tier__c"]').innerText()).toBe(wanted);
    expect(await page.locator('[data-field="Renewal_Tier_Machine__c"]').innerText()).toBe(calculated);
  });
});
