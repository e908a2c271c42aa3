import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { emptyBook } from '../../hubspot-app/testing/book.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { startPage } from '../helpers/sandbox-program.ts';
import { shrinkPng } from '../helpers/shrink-png.ts';
import { startScoredPortal, type ScoredPortal } from '../helpers/scored-portal.ts';
import { startStubBackend, type Received, type StubAnswer } from '../helpers/stub-backend.ts';
import { clientSecret, startRealBackend } from './real-backend.ts';

/** npm run screenshots: every state of every screen of the HubSpot app, in both languages, into docs/pictures. Ends with 1 when a card is refused anything. */
const root = join(import.meta.dirname, '../..');
const pictures = join(root, 'docs/pictures');

type Answer = (request: Received) => StubAnswer | Promise<StubAnswer>;

interface Scene {
  readonly name: string;
  readonly path: string;
  /** What the backend says instead; the usual answer is handed in. */
  readonly backend?: (usual: Answer) => Answer;
  /** What is pressed before the picture, by places that are the same in every language. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly user?: 'no_access';
}

const company = (id: string): string => `/contacts/1/record/0-2/${id}`;
const deal = (id: string): string => `/contacts/1/record/0-3/${id}`;

const isDown: Scene['backend'] = () => () => ({ hangUp: true });
const says =
  (status: number, json: unknown): NonNullable<Scene['backend']> =>
  () =>
  () => ({ status, json });
const changed =
  (change: Readonly<Record<string, unknown>>): NonNullable<Scene['backend']> =>
  (usual) =>
  async (request) => {
    const answer = await usual(request);
    return { ...answer, json: { ...(answer.json as object), ...change } };
  };

const unfold = async (page: Page): Promise<void> => {
  const folded = page.locator('.record-middle .ux-accordion > button[aria-expanded="false"]');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
};
const tab =
  (nth: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('.extension [role="tab"]').nth(nth).click();
  };

interface Examples {
  readonly healthy: string;
  readonly weak: string;
  readonly unknown: string;
  readonly rightToLeft: string;
  readonly deal: string;
}

const scenes = (of: Examples): readonly Scene[] => [
  { name: 'companies', path: '' },
  { name: 'deals', path: '/contacts/1/objects/0-3/views/all/list' },
  { name: 'company-at-risk', path: company(of.weak) },
  { name: 'company-every-measure', path: company(of.weak), prepare: unfold },
  { name: 'company-healthy', path: company(of.healthy) },
  { name: 'company-insufficient-data', path: company(of.unknown) },
  { name: 'company-right-to-left-name', path: company(of.rightToLeft) },
  { name: 'company-stale', path: company(of.healthy), backend: changed({ stale: true }) },
  {
    name: 'company-not-scored-yet',
    path: company(of.healthy),
    backend: says(200, { state: 'not_scored_yet', sentence: '' }),
  },
  { name: 'company-backend-down', path: company(of.weak), backend: isDown },
  {
    name: 'company-no-access',
    path: company(of.weak),
    backend: says(403, { error: 'no_access', sentence: '' }),
    user: 'no_access',
  },
  { name: 'deal', path: deal(of.deal) },
  { name: 'deal-own-forecast', path: deal(of.deal), prepare: unfold },
  { name: 'deal-backend-down', path: deal(of.deal), backend: isDown },
  { name: 'book', path: '/app/1/1' },
  {
    name: 'book-empty',
    path: '/app/1/1',
    backend: (usual) => (request) => (request.path === '/hubspot/book' ? { json: emptyBook } : usual(request)),
  },
  { name: 'book-backend-down', path: '/app/1/1', backend: isDown },
  { name: 'settings', path: '/app-settings/1/1' },
  ...['write', 'mapping', 'data-quality', 'preferences', 'scorecard'].map((name, at) => ({
    name: `settings-${name}`,
    path: '/app-settings/1/1',
    prepare: tab(at + 1),
  })),
];

interface WireRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

/** Records that show what the pictures are about, found by the values that the sync wrote. */
async function findExamples(portal: ScoredPortal): Promise<Examples> {
  const all = await search(portal, 'companies', 'name');
  const deals = await search(portal, 'deals', 'dealname');
  const pick = (records: readonly WireRecord[], fits: (values: WireRecord['properties']) => boolean): string =>
    (records.find(({ properties }) => fits(properties)) ?? records[0])?.id ?? '';
  return {
    weak: pick(
      all,
      (values) =>
        values.renewal_health_band === 'at_risk' &&
        values.renewal_tier === 'at_risk' &&
        /^[\w\s.&-]+$/.test(values.name ?? ''),
    ),
    healthy: pick(all, (values) => values.renewal_health_band === 'healthy' && values.renewal_tier === 'commit'),
    unknown: pick(all, (values) => values.renewal_health_band === 'insufficient_data'),
    rightToLeft: pick(
      all,
      (values) => /[\u0590-\u06ff]/.test(values.name ?? '') && values.renewal_health_score !== null,
    ),
    deal: pick(deals, (values) => values.renewal_tier === 'at_risk'),
  };
}

async function search({ hubspot }: ScoredPortal, type: string, title: string): Promise<readonly WireRecord[]> {
  const response = await fetch(`${hubspot.said.url}/crm/v3/objects/${type}/search`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hubspot.said.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      properties: [title, 'renewal_health_score', 'renewal_health_band', 'renewal_tier'],
      sorts: [{ propertyName: 'renewal_health_score', direction: 'ASCENDING' }],
      limit: 200,
    }),
  });
  return ((await response.json()) as { results: WireRecord[] }).results;
}

/** Waits until every card has shown something and none still loads. */
async function settled(page: Page, path: string): Promise<void> {
  await page
    .locator(/objects|^$/.test(path) ? 'table' : '[data-mounted="true"]')
    .first()
    .waitFor();
  await page.locator('.extension[data-mounted="false"]').first().waitFor({ state: 'detached' });
  await page.locator('.ux-loading').first().waitFor({ state: 'detached' });
}

async function takePictures(): Promise<readonly string[]> {
  const portal = await startScoredPortal(60);
  const real = await startRealBackend(portal.dataFolder, portal.hubspot.said);
  const backend = await startStubBackend();
  const { bundles, hubspot } = portal;
  const spec = {
    bundles,
    project: join(root, 'hubspot-app'),
    hubspot: hubspot.said,
    backend: backend.url,
    clientSecret,
  };
  const recordPage = await startPage(spec);
  const refusals: string[] = [];
  try {
    const examples = await findExamples(portal);
    await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
    for (const language of ['en', 'de'] as const) {
      const browser = await launchChromium(language);
      const context = await browser.newContext({
        viewport: { width: 1280, height: 720 },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(recordPage.said.url);
      await page.locator('.top-choices select').last().selectOption(language);
      for (const scene of scenes(examples)) {
        backend.answer = scene.backend?.(real.forward) ?? real.forward;
        await page
          .locator('.top-choices select')
          .first()
          .selectOption({ index: scene.user === undefined ? 0 : 1 });
        await page.goto(`${recordPage.said.url}${scene.path}`);
        await settled(page, scene.path);
        await scene.prepare?.(page);
        await settled(page, scene.path);
        const file = join(pictures, `${scene.name}.${language}.png`);
        // the head of the page stands still while it scrolls, and would lie across the picture
        await page.evaluate('scrollTo(0, 0)');
        await writeFile(file, shrinkPng(await page.screenshot({ fullPage: true })));
        refusals.push(
          ...(await page.locator('[data-refused]').allTextContents()).map((text) => `${scene.name}: ${text}`),
        );
        console.log(`${scene.name}.${language}.png`.padEnd(44), `${Math.round((await stat(file)).size / 1024)} kB`);
      }
      await browser.close();
    }
  } finally {
    await recordPage.stop();
    await backend.close();
    await real.close();
    await portal.stop();
  }
  return refusals;
}

const refusals = await takePictures();
for (const refusal of refusals) console.error(refusal);
process.exitCode = refusals.length === 0 ? 0 : 1;
