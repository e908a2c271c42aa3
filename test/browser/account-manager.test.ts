import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { startPage, type Program } from '../helpers/sandbox-program.ts';
import { clientSecret, type ServedPortal, startServedPortal } from '../helpers/served-portal.ts';
import { startStubBackend, type StubBackend } from '../helpers/stub-backend.ts';
import { accessibilityProblems } from './accessibility.ts';
import { unreachedControls, wordlessMarks } from './reach.ts';
import { type Examples, findExamples, openScene, scenes, unfold } from './scenes.ts';

/** The app's own production bundles and the product as it serves them: what an account manager sees and does. */
const project = join(import.meta.dirname, '../../hubspot-app');

let portal: ServedPortal;
let backend: StubBackend;
let recordPage: Program<{ url: string }>;
let browser: Browser;
let page: Page;
let examples: Examples;
let errors: string[];

beforeAll(async () => {
  // one by one, so that what has started is stopped when the next one fails
  portal = await startServedPortal(60);
  backend = await startStubBackend();
  browser = await launchChromium();
  const { bundles, hubspot } = portal;
  const spec = { bundles, project, hubspot: hubspot.said, backend: backend.url, clientSecret };
  recordPage = await startPage(spec);
  examples = await findExamples(hubspot.said);
});

afterAll(async () => {
  await browser?.close();
  await recordPage?.stop();
  await backend?.close();
  await portal?.stop();
});

beforeEach(async () => {
  backend.answer = portal.forward;
  errors = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
});

afterEach(async () => {
  await page?.context().close();
  expect(errors).toEqual([]);
});

type Values = Readonly<Record<string, string | null>>;

async function propertiesOf(type: 'companies' | 'deals', id: string): Promise<Values> {
  const { url, accessToken } = portal.hubspot.said;
  const names = ['score', 'band'].map((name) => `renewal_health_${name}`);
  const tiers = ['', '_machine', '_override', '_override_reason'].map((name) => `renewal_tier${name}`);
  const wanted = [...names, ...(type === 'deals' ? tiers : ['renewal_tier'])].join(',');
  const response = await fetch(`${url}/crm/v3/objects/${type}/${id}?properties=${wanted}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (!response.ok) throw new Error(`The CRM answered ${response.status}`);
  return ((await response.json()) as { properties: Values }).properties;
}

const card = (id: string) => page.locator(`[data-extension="${id}"]`);

async function openRecord(type: 'companies' | 'deals', id: string): Promise<void> {
  await page.goto(`${recordPage.said.url}/contacts/1/record/${type === 'companies' ? '0-2' : '0-3'}/${id}`);
  await page.locator('[data-extension][data-mounted="true"]').first().waitFor();
}

const tierWords: Readonly<Record<string, string>> = { commit: 'Commit', best_case: 'Best case', at_risk: 'At risk' };

it('sees the weakest accounts first, with score, band and tier', async () => {
  const company = await propertiesOf('companies', examples.weak);
  await page.goto(recordPage.said.url);
  const row = page.getByRole('row').filter({ has: page.locator(`a[href$="/0-2/${examples.weak}"]`) });
  await row.waitFor();
  expect(await row.innerText()).toContain(company.renewal_health_score);
  expect(await row.innerText()).toContain(tierWords[company.renewal_tier ?? '']);
});

it('reads on the company what the CRM says, and points that sum to the score', async () => {
  const score = (await propertiesOf('companies', examples.weak)).renewal_health_score ?? '';
  await openRecord('companies', examples.weak);
  const health = card('company-health-card');
  await health.getByText(score, { exact: true }).first().waitFor();
  await health.getByRole('button', { name: 'All measures' }).click();
  const table = health.getByRole('table').filter({ has: page.locator('tfoot') });
  const points = await table.locator('tbody td:nth-child(3)').allInnerTexts();
  const sum = points.reduce((all, one) => all + (Number(one) || 0), 0);
  expect(points.length).toBeGreaterThan(5);
  expect(String(sum)).toBe(score);
  expect(await table.locator('tfoot td').first().innerText()).toBe(score);
  expect(await page.locator('[data-refused]').count()).toBe(0);
});

it('reads on the deal the tier that stands in the CRM, and finds the form for its own forecast', async () => {
  const deal = await propertiesOf('deals', examples.deal);
  await openRecord('deals', examples.deal);
  const forecast = card('deal-renewal-card');
  await forecast
    .getByText(tierWords[deal.renewal_tier ?? ''] ?? '')
    .first()
    .waitFor();
  await forecast.getByRole('button', { name: 'Set your own forecast' }).click();
  await forecast.getByLabel('Forecast').first().waitFor();
  expect(await page.locator('[data-refused]').count()).toBe(0);
});

it('reads everything in German after a change of language', async () => {
  await openRecord('companies', examples.weak);
  await page.getByLabel('Language').selectOption('de');
  await card('company-health-card')
    .getByText(/Nächster Schritt/)
    .first()
    .waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
});

it.each(['en', 'de'] as const)(
  'meets nothing that keeps readers out, in any state of any screen (%s)',
  async (language) => {
    await page.goto(recordPage.said.url);
    await page.locator('.top-choices select').last().selectOption(language);
    const problems: string[] = [];
    for (const scene of scenes(examples)) {
      backend.answer = scene.backend?.(portal.forward, language) ?? portal.forward;
      await openScene(page, recordPage.said.url, scene);
      // folded parts are on the screen as soon as somebody asks for them
      await unfold(page);
      const found = [
        ...(await accessibilityProblems(page)),
        // the order of controls is the same in every language
        ...(language === 'en' ? await unreachedControls(page) : []),
        ...(await wordlessMarks(page)),
        ...(await page.locator('[data-refused]').allTextContents()),
      ];
      problems.push(...found.map((problem) => `${scene.name}: ${problem}`));
    }
    expect(problems).toEqual([]);
    // an answer that is not a success is logged by the browser itself
    errors = errors.filter((text) => !text.startsWith('Failed to load resource'));
  },
);

const bookOf = async (): Promise<string> => {
  await page.goto(`${recordPage.said.url}/app/1/1`);
  await page.locator('[data-mounted="true"]').waitFor();
  await page.locator('.extension .ux-loading').first().waitFor({ state: 'detached' });
  return page.locator('.ux-statistics').innerText();
};

it('reads the drivers on the deal and sets an own forecast: the CRM holds the final tier, the card and the book follow', async () => {
  const deal = await propertiesOf('deals', examples.deal);
  const before = await bookOf();
  await openRecord('deals', examples.deal);
  const forecast = card('deal-renewal-card');
  await forecast.getByText('Pulls the score down').waitFor();
  await forecast.getByRole('button', { name: 'Set your own forecast' }).click();
  await forecast.getByLabel('Forecast').selectOption('Commit');
  await forecast.getByLabel('Reason').selectOption('Verbal commitment');
  await forecast.getByRole('button', { name: 'Save forecast' }).click();
  await page.locator('[data-property="renewal_tier"]').getByText('Commit').waitFor();
  const values = await propertiesOf('deals', examples.deal);
  expect(values).toMatchObject({
    renewal_tier: 'commit',
    renewal_tier_machine: deal.renewal_tier,
    renewal_tier_override: 'commit',
    renewal_tier_override_reason: 'verbal_commitment',
  });
  expect(await bookOf()).not.toBe(before);
});

it('creates the task of the next step once, however often it is asked for', async () => {
  for (let time = 0; time < 2; time += 1) {
    await openRecord('companies', examples.weak);
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('/tasks'));
    await card('company-health-card').getByRole('button', { name: 'Create task' }).click();
    expect(await (await answered).json()).toMatchObject({ status: 200 });
  }
  await page.getByRole('tab', { name: 'Activities' }).click();
  await page.locator('[data-task]').first().waitFor();
  expect(await page.locator('[data-task]').count()).toBe(1);
});

it('still reads score and tier when the server’s process is killed, and why the rest is missing; it comes back by a click', async () => {
  const company = await propertiesOf('companies', examples.weak);
  const deal = await propertiesOf('deals', examples.deal);
  await portal.killServer();
  await openRecord('deals', examples.deal);
  const forecast = card('deal-renewal-card');
  await forecast.getByText('Details are missing').waitFor();
  expect(await forecast.innerText()).toContain(tierWords[deal.renewal_tier ?? '']);
  await openRecord('companies', examples.weak);
  const health = card('company-health-card');
  await health.getByText('Details are missing').waitFor();
  const shown = await health.innerText();
  for (const part of [company.renewal_health_score, tierWords[company.renewal_tier ?? '']])
    expect(shown).toContain(part);
  expect(shown).toContain('Renewal Health does not answer at the moment.');
  expect(shown).toContain('What you see here stands in the record itself.');
  await portal.startServer();
  await health.getByRole('button', { name: 'Try again' }).click();
  await health.getByText('Pulls the score down').waitFor();
});
