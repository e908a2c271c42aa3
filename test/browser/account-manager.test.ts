import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { startPage, type Program } from '../helpers/sandbox-program.ts';
import { startScoredPortal, type ScoredPortal } from '../helpers/scored-portal.ts';
import { startStubBackend, type StubBackend } from '../helpers/stub-backend.ts';
import { accessibilityProblems } from './accessibility.ts';
import { clientSecret, startRealBackend, type RealBackend } from './real-backend.ts';

/** The app's own production bundles over records that a real sync has scored: what an account manager sees and does. */
const project = join(import.meta.dirname, '../../hubspot-app');

let portal: ScoredPortal;
let backend: StubBackend;
let real: RealBackend;
let recordPage: Program<{ url: string }>;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  // one by one, so that what has started is stopped when the next one fails
  portal = await startScoredPortal(40);
  backend = await startStubBackend();
  browser = await launchChromium();
  real = await startRealBackend(portal.dataFolder, portal.hubspot.said);
  const { bundles, hubspot } = portal;
  const spec = { bundles, project, hubspot: hubspot.said, backend: backend.url, clientSecret };
  recordPage = await startPage(spec);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await recordPage?.stop();
  await real?.close();
  await backend?.close();
  await portal?.stop();
});

beforeEach(async () => {
  backend.answer = real.forward;
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

interface WireRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** The weakest record of a type that has a tier. */
async function weakest(type: 'companies' | 'deals'): Promise<WireRecord> {
  const { url, accessToken } = portal.hubspot.said;
  const response = await fetch(`${url}/crm/v3/objects/${type}/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      filterGroups: [
        {
          filters: ['renewal_health_score', 'renewal_tier'].map((propertyName) => ({
            propertyName,
            operator: 'HAS_PROPERTY',
          })),
        },
      ],
      sorts: [{ propertyName: 'renewal_health_score', direction: 'ASCENDING' }],
      properties: ['name', 'dealname', 'renewal_health_score', 'renewal_tier', 'renewal_health_band'],
      limit: 1,
    }),
  });
  const { results } = (await response.json()) as { results: WireRecord[] };
  if (results[0] === undefined) throw new Error(`No scored ${type}`);
  return results[0];
}

const card = (id: string) => page.locator(`[data-extension="${id}"]`);

async function openRecord(type: 'companies' | 'deals', id: string): Promise<void> {
  await page.goto(`${recordPage.said.url}/contacts/1/record/${type === 'companies' ? '0-2' : '0-3'}/${id}`);
  await page.locator('[data-extension][data-mounted="true"]').first().waitFor();
}

const statesOfTier: Readonly<Record<string, string>> = { commit: 'Commit', best_case: 'Best case', at_risk: 'At risk' };

it('sees the weakest accounts first, with score, band and tier', async () => {
  const company = await weakest('companies');
  await page.goto(recordPage.said.url);
  const row = page.getByRole('row').filter({ has: page.locator(`a[href$="/0-2/${company.id}"]`) });
  await row.waitFor();
  expect(await row.innerText()).toContain(company.properties.renewal_health_score);
  expect(await row.innerText()).toContain(statesOfTier[company.properties.renewal_tier ?? '']);
});

it('reads on the company what the CRM says, and points that sum to the score', async () => {
  const company = await weakest('companies');
  const score = company.properties.renewal_health_score ?? '';
  await openRecord('companies', company.id);
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
  const deal = await weakest('deals');
  await openRecord('deals', deal.id);
  const forecast = card('deal-renewal-card');
  await forecast
    .getByText(statesOfTier[deal.properties.renewal_tier ?? ''] ?? '')
    .first()
    .waitFor();
  await forecast.getByRole('button', { name: 'Set your own forecast' }).click();
  await forecast.getByLabel('Forecast').first().waitFor();
  expect(await page.locator('[data-refused]').count()).toBe(0);
});

it('still reads score and tier when the backend is gone, and why the rest is missing', async () => {
  backend.answer = () => ({ hangUp: true });
  const company = await weakest('companies');
  await openRecord('companies', company.id);
  const health = card('company-health-card');
  await health.getByText('could not be reached').waitFor();
  await health
    .getByText(company.properties.renewal_health_score ?? '', { exact: true })
    .first()
    .waitFor();
  await health.getByText(/stand in the record itself/).waitFor();
});

it('asks again and reads the rest once the backend is back', async () => {
  backend.answer = () => ({ status: 503 });
  await openRecord('companies', (await weakest('companies')).id);
  const again = card('company-health-card').getByRole('button', { name: 'Try again' });
  await again.waitFor();
  backend.answer = real.forward;
  await again.click();
  await card('company-health-card').getByText('Pulls the score down').waitFor();
});

it('reads everything in German after a change of language', async () => {
  await openRecord('companies', (await weakest('companies')).id);
  await page.getByLabel('Language').selectOption('de');
  await card('company-health-card')
    .getByText(/Nächster Schritt/)
    .first()
    .waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
});

it.each(['en', 'de'])('meets nothing that keeps readers out, on any screen (%s)', async (language) => {
  const [company, deal] = [await weakest('companies'), await weakest('deals')];
  await page.goto(recordPage.said.url);
  await page.locator('.top-choices select').last().selectOption(language);
  const problems: string[] = [];
  for (const path of [
    '',
    `/contacts/1/record/0-2/${company.id}`,
    `/contacts/1/record/0-3/${deal.id}`,
    '/app/1/1',
    '/app-settings/1/1',
  ]) {
    await page.goto(`${recordPage.said.url}${path}`);
    await page
      .locator(path === '' ? 'table' : '[data-mounted="true"]')
      .first()
      .waitFor();
    await page.locator('.extension .ux-loading').first().waitFor({ state: 'detached' });
    // folded parts are on the screen as soon as somebody asks for them
    const folded = page.locator('.ux-accordion > button[aria-expanded="false"]');
    for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
    problems.push(...(await accessibilityProblems(page)).map((problem) => `${path}: ${problem}`));
    expect(await page.locator('[data-refused]').allTextContents()).toEqual([]);
  }
  expect(problems).toEqual([]);
});

async function propertiesOf(type: string, id: string): Promise<WireRecord['properties']> {
  const { url, accessToken } = portal.hubspot.said;
  const names = 'renewal_tier,renewal_tier_machine,renewal_tier_override,renewal_tier_override_reason';
  const response = await fetch(`${url}/crm/v3/objects/${type}/${id}?properties=${names}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return ((await response.json()) as WireRecord).properties;
}

const bookOf = async (): Promise<string> => {
  await page.goto(`${recordPage.said.url}/app/1/1`);
  await page.locator('[data-mounted="true"]').waitFor();
  await page.locator('.extension .ux-loading').first().waitFor({ state: 'detached' });
  return page.locator('.ux-statistics').innerText();
};

it('sets an own forecast on the deal: the CRM holds the final tier, the card and the book follow', async () => {
  const deal = await weakest('deals');
  const before = await bookOf();
  await openRecord('deals', deal.id);
  const forecast = card('deal-renewal-card');
  await forecast.getByRole('button', { name: 'Set your own forecast' }).click();
  await forecast.getByLabel('Forecast').selectOption('Commit');
  await forecast.getByLabel('Reason').selectOption('Verbal commitment');
  await forecast.getByRole('button', { name: 'Save forecast' }).click();
  await page.locator('[data-property="renewal_tier"]').getByText('Commit').waitFor();
  const values = await propertiesOf('deals', deal.id);
  expect(values).toMatchObject({
    renewal_tier: 'commit',
    renewal_tier_machine: deal.properties.renewal_tier,
    renewal_tier_override: 'commit',
    renewal_tier_override_reason: 'verbal_commitment',
  });
  expect(await bookOf()).not.toBe(before);
});

it('creates the task of the next step once, however often it is asked for', async () => {
  const company = await weakest('companies');
  for (let time = 0; time < 2; time += 1) {
    await openRecord('companies', company.id);
    const answered = page.waitForResponse((response) => (response.request().postData() ?? '').includes('/tasks'));
    await card('company-health-card').getByRole('button', { name: 'Create task' }).click();
    expect(await (await answered).json()).toMatchObject({ status: 200 });
  }
  await page.getByRole('tab', { name: 'Activities' }).click();
  await page.locator('[data-task]').first().waitFor();
  expect(await page.locator('[data-task]').count()).toBe(1);
});
