import { type Page } from 'playwright-core';
import type { Locale } from '../../src/accounts/connection.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import type { SandboxHubSpot } from '../helpers/sandbox-program.ts';
import type { Received, StubAnswer } from '../helpers/stub-backend.ts';

export type Answer = (request: Received) => StubAnswer | Promise<StubAnswer>;

/** One state of one screen: where it is, and what the backend says other than usual. */
export interface Scene {
  readonly name: string;
  readonly path: string;
  readonly backend?: (usual: Answer, locale: Locale) => Answer;
  /** What is pressed first, by places that are the same in every language. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly user?: 'no_access';
  /** The answer never comes: what is shown until then. */
  readonly isLoading?: true;
  /** Too much like another one to be kept as a picture. */
  readonly isNoPicture?: true;
}

const company = (id: string): string => `/contacts/1/record/0-2/${id}`;
const deal = (id: string): string => `/contacts/1/record/0-3/${id}`;

type Backend = NonNullable<Scene['backend']>;
const isDown: Backend = () => () => ({ hangUp: true });
const isSilent: Backend = () => () => new Promise(() => undefined);
const says =
  (status: number, json: (locale: Locale) => unknown): Backend =>
  (_usual, locale) =>
  () => ({ status, json: json(locale) });
const changed =
  (change: (json: Json) => Json): Backend =>
  (usual) =>
  async (request) => {
    const answer = await usual(request);
    return { ...answer, json: change(answer.json as Json) };
  };
type Json = Readonly<Record<string, unknown>>;
const list = (value: unknown): readonly Json[] => value as readonly Json[];

const emptied = (book: Json): Json => {
  const zero = new Intl.NumberFormat(String(book.locale), {
    style: 'currency',
    currency: String(book.currency),
    maximumFractionDigits: 0,
  }).format(0);
  const totals = list(book.totals).map((total) => ({ ...total, renewals: 0, arr: 0, arrText: zero, withoutArr: 0 }));
  const none = { months: [], rows: [], atRisk: [], disagreements: [], moved: [], expansion: [], today: [] };
  return { ...book, ...none, more: 0, totals };
};

const longName = `${'Wirtschaftsprüfungsgesellschaft '.repeat(7)}mbH`;
const longNamed = (health: Json): Json => ({
  ...health,
  renewals: list(health.renewals).map((renewal) => ({ ...renewal, name: longName })),
});
const longNamedBook = (book: Json): Json => ({
  ...book,
  rows: list(book.rows).map((row) => ({ ...row, account: longName, renewal: longName, owner: longName })),
  today: list(book.today).map((item) => ({ ...item, account: 'W'.repeat(300) })),
});
/** A trend in which the scorecard changed five weeks ago. */
const newScorecard = (health: Json): Json => ({
  ...health,
  trend: list(health.trend).map((point, at, all) => ({
    ...point,
    scorecard: at === 0 ? 'default-0' : at === all.length - 5 ? 'default-1' : null,
  })),
});

/** Opens every folded part of the cards in the middle. */
export async function unfold(page: Page): Promise<void> {
  const folded = page.locator('.record-middle .ux-accordion > button[aria-expanded="false"]');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
}
const tab =
  (nth: number) =>
  async (page: Page): Promise<void> => {
    await page.locator('.extension [role="tab"]').nth(nth).click();
  };

const settingsTabs = ['write', 'mapping', 'data-quality', 'preferences', 'scorecard'];

export const scenes = (of: Examples): readonly Scene[] => [
  { name: 'companies', path: '' },
  { name: 'deals', path: '/contacts/1/objects/0-3/views/all/list' },
  { name: 'company-at-risk', path: company(of.weak) },
  { name: 'company-every-measure', path: company(of.weak), prepare: unfold },
  { name: 'company-critical', path: company(of.critical), isNoPicture: true },
  { name: 'company-watch', path: company(of.watch), backend: changed(newScorecard) },
  { name: 'company-healthy', path: company(of.healthy) },
  { name: 'company-insufficient-data', path: company(of.unknown) },
  { name: 'company-right-to-left-name', path: company(of.rightToLeft) },
  { name: 'company-long-names', path: company(of.weak), backend: changed(longNamed), isNoPicture: true },
  { name: 'company-loading', path: company(of.weak), backend: isSilent, isLoading: true, isNoPicture: true },
  { name: 'company-stale', path: company(of.healthy), backend: changed((health) => ({ ...health, stale: true })) },
  {
    name: 'company-not-scored-yet',
    path: company(of.unscored),
    backend: says(200, (locale) => ({ state: 'not_scored_yet', sentence: createSentences(locale).notScored })),
  },
  { name: 'company-backend-down', path: company(of.weak), backend: isDown },
  {
    name: 'company-no-access',
    path: company(of.weak),
    backend: says(403, () => ({ error: 'no_access', sentence: '' })),
    user: 'no_access',
  },
  {
    name: 'company-other-tenant',
    path: company(of.unscored),
    backend: says(404, (locale) => ({
      error: 'not_connected',
      sentence: createSentences(locale).refusal('not_connected'),
    })),
    isNoPicture: true,
  },
  { name: 'deal', path: deal(of.deal) },
  { name: 'deal-own-forecast', path: deal(of.deal), prepare: unfold },
  { name: 'deal-backend-down', path: deal(of.deal), backend: isDown },
  { name: 'book', path: '/app/1/1' },
  { name: 'book-renewals', path: '/app/1/1', prepare: tab(1) },
  { name: 'book-moved', path: '/app/1/1', prepare: tab(4) },
  { name: 'book-long-names', path: '/app/1/1', backend: changed(longNamedBook), prepare: tab(1), isNoPicture: true },
  { name: 'book-empty', path: '/app/1/1', backend: changed(emptied) },
  { name: 'book-backend-down', path: '/app/1/1', backend: isDown },
  { name: 'settings', path: '/app-settings/1/1' },
  ...settingsTabs.map((name, at) => ({ name: `settings-${name}`, path: '/app-settings/1/1', prepare: tab(at + 1) })),
];

/** Puts the page into the scene and waits until every card has said its last word; in a loading scene, its first. */
export async function openScene(page: Page, url: string, scene: Scene): Promise<void> {
  await page
    .locator('.top-choices select')
    .first()
    .selectOption({ index: scene.user === undefined ? 0 : 1 });
  await page.goto(`${url}${scene.path}`);
  await settled(page, scene);
  await scene.prepare?.(page);
  // where the pointer rests, a control looks as if it were about to be pressed
  await page.mouse.move(0, 0);
}

async function settled(page: Page, { path, isLoading }: Scene): Promise<void> {
  if (/objects|^$/.test(path)) return page.locator('table').first().waitFor();
  await page.locator('.extension').first().waitFor();
  await page.locator('.extension[data-mounted="false"]').first().waitFor({ state: 'detached' });
  // a card is mounted a moment before its first words stand
  for (const card of await page.locator('.extension').all()) await card.locator('> *').first().waitFor();
  if (isLoading !== true) await page.locator('.ux-loading').first().waitFor({ state: 'detached' });
}

export interface Examples {
  readonly healthy: string;
  readonly watch: string;
  readonly weak: string;
  readonly critical: string;
  readonly unknown: string;
  readonly rightToLeft: string;
  /** A company that carries no values of the app. */
  readonly unscored: string;
  readonly deal: string;
}

interface WireRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}
type Fits = (values: WireRecord['properties']) => boolean;

/** Records that show what the scenes are about, found by the values that the sync wrote. Throws where the base has none. */
export async function findExamples(hubspot: SandboxHubSpot): Promise<Examples> {
  const companies = await search(hubspot, 'companies', 'name');
  const deals = await search(hubspot, 'deals', 'dealname');
  const pick = (what: string, records: readonly WireRecord[], fits: Fits): string => {
    const found = records.find(({ properties }) => fits(properties));
    if (found === undefined) throw new Error(`The base has no ${what}`);
    return found.id;
  };
  const ofBand = (band: string, fits: Fits = () => true) =>
    pick(band, companies, (values) => values.renewal_health_band === band && fits(values));
  const isPlain: Fits = ({ name, dealname }) => /^[\w\s.&–ÄÖÜäöüß-]+$/.test(name ?? dealname ?? '');
  return {
    weak: ofBand('at_risk', (values) => values.renewal_tier === 'at_risk' && isPlain(values)),
    watch: ofBand('watch', (values) => values.renewal_tier === 'best_case' && isPlain(values)),
    healthy: ofBand('healthy', (values) => values.renewal_tier === 'commit'),
    critical: ofBand('critical'),
    unknown: ofBand('insufficient_data'),
    rightToLeft: pick(
      'name from right to left',
      companies,
      (values) => /[\u0590-\u06ff]/.test(values.name ?? '') && values.renewal_health_score !== null,
    ),
    unscored: await newCompany(hubspot),
    deal: pick('deal at risk', deals, (values) => values.renewal_tier === 'at_risk' && isPlain(values)),
  };
}

const headers = ({ accessToken }: SandboxHubSpot) => ({
  authorization: `Bearer ${accessToken}`,
  'content-type': 'application/json',
});

async function search(hubspot: SandboxHubSpot, type: string, title: string): Promise<readonly WireRecord[]> {
  const response = await fetch(`${hubspot.url}/crm/v3/objects/${type}/search`, {
    method: 'POST',
    headers: headers(hubspot),
    body: JSON.stringify({
      properties: [title, 'renewal_health_score', 'renewal_health_band', 'renewal_tier'],
      sorts: [{ propertyName: 'renewal_health_score', direction: 'ASCENDING' }],
      limit: 200,
    }),
  });
  return ((await response.json()) as { results: WireRecord[] }).results;
}

async function newCompany(hubspot: SandboxHubSpot): Promise<string> {
  const response = await fetch(`${hubspot.url}/crm/v3/objects/companies`, {
    method: 'POST',
    headers: headers(hubspot),
    body: JSON.stringify({ properties: { name: 'Hafenkontor Neu GmbH', domain: 'hafenkontor-neu.example' } }),
  });
  return ((await response.json()) as WireRecord).id;
}
