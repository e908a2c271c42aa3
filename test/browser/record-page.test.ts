import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium.ts';
import { startHubSpotOf, startPage, type Program, type SandboxHubSpot } from '../helpers/sandbox-program.ts';
import { startStubBackend, type Received, type StubBackend } from '../helpers/stub-backend.ts';
import { accessibilityProblems } from './accessibility.ts';

const fixture = join(import.meta.dirname, '../fixtures/record-page');
const clientSecret = 'a-client-secret';

let bundles: string;
let hubspot: Program<SandboxHubSpot>;
let backend: StubBackend;
let recordPage: Program<{ url: string }>;
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  bundles = await mkdtemp(join(tmpdir(), 'record-page-'));
  await promisify(execFile)(process.execPath, [join(fixture, 'build.ts'), bundles]);
  // one by one, so that what has started is stopped when the next one fails
  hubspot = await startHubSpotOf({ companies: 20, seed: 7, asOf: '2026-11-22' });
  backend = await startStubBackend();
  browser = await launchChromium();
  recordPage = await startPage({
    bundles,
    project: fixture,
    hubspot: hubspot.said,
    backend: backend.url,
    clientSecret,
  });
});

afterAll(async () => {
  await browser?.close();
  await recordPage?.stop();
  await hubspot?.stop();
  await backend?.close();
  await rm(bundles, { recursive: true, force: true });
});

beforeEach(async () => {
  backend.received.length = 0;
  backend.answer = () => ({ text: 'fine' });
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
});

interface WireRecord {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

async function crm<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${hubspot.said.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${hubspot.said.accessToken}`, 'content-type': 'application/json' },
  });
  expect(response.ok).toBe(true);
  return (await response.json()) as T;
}

const firstRecord = async (type: string): Promise<WireRecord> => {
  const path = `/crm/v3/objects/${type}?limit=5&properties=name,dealname,amount`;
  const { results } = await crm<{ results: WireRecord[] }>(path);
  const found = results.find(({ properties }) => (properties.name ?? properties.dealname ?? '').trim() !== '');
  if (found === undefined) throw new Error(`No ${type} in the sandbox`);
  return found;
};

const card = (id: string) => page.locator(`[data-extension="${id}"]`);

async function open(typeId: string, id: string, extension: string): Promise<void> {
  await page.goto(`${recordPage.said.url}/contacts/1/record/${typeId}/${id}`);
  await page.locator(`[data-extension="${extension}"][data-mounted="true"]`).waitFor();
}

const openGallery = async (): Promise<void> => open('0-2', (await firstRecord('companies')).id, 'gallery');
const openCaller = async (): Promise<WireRecord> => {
  const deal = await firstRecord('deals');
  await open('0-3', deal.id, 'caller');
  await card('caller').getByText('Amount:').waitFor();
  return deal;
};
const showTab = (name: string): Promise<void> => card('gallery').getByRole('tab', { name }).click();

describe('cards in their worker', () => {
  it('shows a production bundle with every component it uses and refuses none', async () => {
    await openGallery();
    for (const tab of ['Words', 'States', 'Inputs', 'Tables']) {
      await showTab(tab);
      await card('gallery').getByRole('tabpanel').locator('> *').first().waitFor();
      expect(await card('gallery').locator('[data-refused]').count()).toBe(0);
    }
    // the card beside it is the one that misbehaves
    expect(errors.filter((text) => !text.startsWith('Refused: '))).toEqual([]);
  });

  it('refuses unknown components, unknown props and unknown values in sight, and goes on', async () => {
    await openGallery();
    const refused = card('misbehaving').locator('[data-refused]');
    await card('misbehaving').getByText('Still here').waitFor();
    expect(await refused.allTextContents()).toEqual([
      '<Text> has no prop "style".',
      '<Text> does not take variant="enormous"; it takes bodytext, microcopy.',
      'HubSpot has no component <Marquee>.',
      'This page does not draw <CrmReport>.',
    ]);
    expect(errors.filter((text) => text.startsWith('Refused: '))).toHaveLength(4);
  });

  it('knows the props of the installed SDK', async () => {
    const generator = join(import.meta.dirname, '../../sandbox/record-page/sdk/generate.ts');
    await promisify(execFile)(process.execPath, [generator, '--check']);
  });

  it('lets no card reach the network by itself', async () => {
    await openGallery();
    await page.getByRole('button', { name: 'Leave the worker' }).click();
    await page.getByText('Network: A card has no fetch: use hubspot.fetch.').waitFor();
  });

  it('takes a card that throws down with its message, and leaves the others alone', async () => {
    await openGallery();
    await page.getByRole('button', { name: 'Break' }).click();
    await card('misbehaving').getByRole('alert').filter({ hasText: 'A card that throws' }).waitFor();
    expect(await card('gallery').getByRole('button', { name: 'Open the modal' }).isVisible()).toBe(true);
  });

  it('hands record values, associations and searches to the hooks', async () => {
    const deal = await openCaller();
    await card('caller')
      .getByText(`Deal: ${deal.properties.dealname ?? ''}`)
      .waitFor();
    await card('caller')
      .getByText(/Companies: \S/)
      .waitFor();
    await card('caller')
      .getByText(/Deals in all: [1-9]/)
      .waitFor();
    await card('caller').getByText(`Record 0-3 ${deal.id} for`).waitFor();
  });

  it('shows a change in the CRM in the card and in the summary without a reload', async () => {
    const deal = await openCaller();
    await crm(`/crm/v3/objects/deals/${deal.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ properties: { dealname: 'Renamed in the CRM' } }),
    });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await card('caller').getByText('Deal: Renamed in the CRM').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Renamed in the CRM' }).waitFor();
  });

  it('shows what a card says by addAlert', async () => {
    await openCaller();
    await page.getByRole('button', { name: 'Alert' }).click();
    await page.locator('.alerts').getByText('The alert of a card').waitFor();
  });

  it('routes the pages of an app, forth and back', async () => {
    await page.goto(`${recordPage.said.url}/app/1/1`);
    await page.getByRole('button', { name: 'To the account' }).click();
    await page.getByText('Account 7').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'First page' }).waitFor();
  });

  it('tells the card another user and another language, and refuses record values to a user without access', async () => {
    await openCaller();
    await card('caller').getByText('in en-us').waitFor();
    await page.getByLabel('Language').selectOption('de');
    await card('caller').getByText('in de-de').waitFor();
    await page.getByLabel('Angemeldet als').selectOption({ index: 1 });
    await card('caller').getByText('Deal: The user has no permission to view this record.').waitFor();
    await page.getByText('Sie haben keine Berechtigung').waitFor();
  });
});

describe('keyboard', () => {
  it('keeps the focus in a modal, closes it by Escape and gives the focus back', async () => {
    await openGallery();
    const opener = page.getByRole('button', { name: 'Open the modal' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Are you sure?' });
    await dialog.waitFor();
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press('Tab');
      const outside = await page.evaluate(
        'document.activeElement.closest("dialog") === null && document.activeElement !== document.body',
      );
      expect(outside).toBe(false);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Open the modal');
  });

  it('closes a modal by the reaction that the card calls', async () => {
    await openGallery();
    await page.getByRole('button', { name: 'Open the modal' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Yes' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('walks tabs and menus by arrow keys', async () => {
    await openGallery();
    await card('gallery').getByRole('tab', { name: 'Words' }).focus();
    await page.keyboard.press('ArrowRight');
    await card('gallery').getByRole('tab', { name: 'States', selected: true }).waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('Counted 1').waitFor();
  });

  it('shows a tooltip to the keyboard too', async () => {
    await openGallery();
    await page.getByRole('button', { name: 'With a tooltip' }).focus();
    await page.getByRole('tooltip').filter({ hasText: 'What it does' }).waitFor();
  });

  it('tells a card each key by onInput and the value by onChange, and a form its values', async () => {
    await openGallery();
    await showTab('Inputs');
    const reason = card('gallery').getByLabel('Reason');
    await reason.pressSequentially('ab');
    await page.getByText('Heard: input "ab"').waitFor();
    await page.keyboard.press('Tab');
    await page.getByText('Heard: change "ab"').waitFor();
    await card('gallery').getByLabel('Tier').selectOption('At risk');
    await page.getByText('Heard: select "At risk"').waitFor();
    await card('gallery').getByLabel('Until').fill('2027-01-31');
    await page.getByText('Heard: date {"year":2027,"month":0,"date":31').waitFor();
    await reason.press('Enter');
    await page.getByText(/Heard: submit \{"reason":"ab"/).waitFor();
  });
});

describe('accessibility', () => {
  it.each(['Words', 'States', 'Inputs', 'Tables'])('has nothing serious among %s', async (tab) => {
    await openGallery();
    await showTab(tab);
    // the sidebar card refuses on purpose, in white on red text of a monospace font
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('has nothing serious in an open modal, panel and accordion', async () => {
    await openGallery();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Open the panel' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('has nothing serious in the list and on a deal', async () => {
    await page.goto(recordPage.said.url);
    await page.getByRole('table').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await openCaller();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('gives charts as tables to readers who do not see them', async () => {
    await openGallery();
    await showTab('Tables');
    const table = card('gallery').getByRole('table', { name: 'ARR by month' });
    await table.waitFor({ state: 'attached' });
    expect(await table.locator('tr').allInnerTexts()).toEqual([
      expect.stringMatching(/Month\s+Commit\s+At risk/),
      expect.stringMatching(/Oct\s+120K\s+40K/),
      expect.stringMatching(/Nov\s+80K/),
    ]);
  });
});

describe('lists', () => {
  it('finds companies by name and opens one', async () => {
    const { properties } = await firstRecord('companies');
    const name = (properties.name ?? '').trim();
    await page.goto(recordPage.said.url);
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('link', { name }).first().click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  });

  it('keeps a link of a card to HubSpot inside the page, and follows no script', async () => {
    await openGallery();
    expect(await page.getByRole('link', { name: 'Script' }).getAttribute('href')).toBe('#');
    expect(await page.getByRole('link', { name: 'Outside' }).getAttribute('target')).toBe('_blank');
    await page.getByRole('link', { name: 'To the deals' }).click();
    await page.getByRole('heading', { level: 1, name: 'Deals' }).waitFor();
  });
});

/** HubSpot's published rule, written a second time: only these escapes are decoded before signing. */
function expectedSignature({ method, target, headers, body }: Received): string {
  const uri = `https://backend.example.com${target}`.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) =>
    decodeURIComponent(escape),
  );
  const timestamp = String(headers['x-hubspot-request-timestamp']);
  return createHmac('sha256', clientSecret)
    .update(method + uri + body + timestamp)
    .digest('base64');
}

/** Calls through the card; `nth` tells this answer from the one before. */
async function call(nth: number, path: string, method = 'GET'): Promise<string> {
  await card('caller').getByLabel('Path').fill(path);
  await card('caller').getByLabel('Method').selectOption(method);
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const answer = card('caller').getByText(`Answer ${nth}: `);
  await answer.waitFor();
  return (await answer.innerText()).slice(`Answer ${nth}: `.length);
}

describe('hubspot.fetch', () => {
  it('appends who asks and signs address, body and time by version 3', async () => {
    await openCaller();
    const before = Date.now();
    expect(await call(1, '/plain?name=A%26B%3A', 'POST')).toBe('200 fine');
    const [request] = backend.received;
    if (request === undefined) throw new Error('Nothing arrived');
    expect(request.path).toBe('/base/plain');
    expect(Object.fromEntries(request.query)).toMatchObject({
      name: 'A&B:',
      portalId: String(hubspot.said.portalId),
      appId: '3401122',
      userId: expect.stringMatching(/^\d+$/) as string,
      userEmail: expect.stringContaining('@') as string,
    });
    expect(JSON.parse(request.body)).toEqual({ text: 'ääääääääää' });
    expect(request.headers['x-hubspot-signature-v3']).toBe(expectedSignature(request));
    expect(Number(request.headers['x-hubspot-request-timestamp'])).toBeGreaterThanOrEqual(before);
  });

  it('asks once more after a 5xx and after a lost connection, and never a third time', async () => {
    await openCaller();
    let asked = 0;
    backend.answer = () => ({ status: (asked += 1) === 1 ? 503 : 200, text: 'second' });
    expect(await call(1, '/flaky')).toBe('200 second');
    backend.answer = () => (backend.received.length === 3 ? { hangUp: true } : { text: 'again' });
    expect(await call(2, '/lost')).toBe('200 again');
    backend.received.length = 0;
    backend.answer = () => ({ status: 500, text: 'broken' });
    expect(await call(3, '/broken')).toBe('500 broken');
    expect(backend.received).toHaveLength(2);
  });

  it('does not ask again after a refusal', async () => {
    await openCaller();
    backend.answer = () => ({ status: 403, text: 'no' });
    expect(await call(1, '/refused')).toBe('403 no');
    expect(backend.received).toHaveLength(1);
  });

  it('ends a slow request after its time', async () => {
    await openCaller();
    backend.answer = () => new Promise(() => undefined);
    expect(await call(1, '/slow')).toMatch(/^504 .*within 0\.8 seconds/);
  });

  it('lets only permitted https addresses, small bodies and no own header through', async () => {
    await openCaller();
    expect(await call(1, 'https://elsewhere.example.com/')).toMatch(/^400 .*permitted/);
    expect(await call(2, 'https://backend.example.com/other')).toMatch(/^400 .*permitted/);
    expect(await call(3, 'http://backend.example.com/base/x')).toMatch(/^400 .*permitted/);
    expect(await call(4, '/huge', 'POST')).toMatch(/^413/);
    expect(await call(5, '/header')).toMatch(/^400 .*Authorization/);
    expect(backend.received).toEqual([]);
    backend.answer = () => ({ text: 'x'.repeat(1_100_000) });
    expect(await call(6, '/large')).toMatch(/^413/);
  });

  it('runs twenty requests at the same time and refuses the next', async () => {
    let arrived = 0;
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    backend.answer = async () => {
      if ((arrived += 1) === 20) release();
      await released;
      return { text: 'late' };
    };
    const { users } = (await (await fetch(`${recordPage.said.url}/page/setup`)).json()) as { users: { id: number }[] };
    // a browser opens six connections at most, so that only many tabs reach the limit
    const ask = async (): Promise<number> => {
      const body = JSON.stringify({ userId: users[0]?.id, request: { url: 'https://backend.example.com/base/held' } });
      const response = await fetch(`${recordPage.said.url}/page/fetch`, { method: 'POST', body });
      return ((await response.json()) as { status: number }).status;
    };
    const statuses = await Promise.all(Array.from({ length: 22 }, ask));
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('says that a backend which is gone cannot be reached', async () => {
    await openCaller();
    backend.answer = () => ({ hangUp: true });
    expect(await call(1, '/gone')).toMatch(/^502 .*cannot be reached/);
  });
});

describe('doors of the server', () => {
  it('answers only its own page, reads the CRM and never writes it', async () => {
    const { url } = recordPage.said;
    const foreign = await fetch(`${url}/page/setup`, { headers: { origin: 'https://evil.example.com' } });
    expect(foreign.status).toBe(403);
    const write = await fetch(`${url}/page/crm/crm/v3/objects/deals/1`, { method: 'PATCH', body: '{}' });
    expect(write.status).toBe(403);
    const traversal = await fetch(`${url}/page/crm/crm/v3/objects/../../../oauth/v1/token`);
    expect([403, 404]).toContain(traversal.status);
  });

  it('gives the access token to no browser', async () => {
    await openCaller();
    const files = ['/', '/page.js', '/worker.js', '/page/setup'];
    for (const file of files)
      expect(await (await fetch(`${recordPage.said.url}${file}`)).text()).not.toContain(hubspot.said.accessToken);
  });

  it('ends when its parent goes', async () => {
    const other = await startPage({
      bundles,
      project: fixture,
      hubspot: hubspot.said,
      backend: backend.url,
      clientSecret,
    });
    const ended = new Promise((resolve) => other.child.once('exit', resolve));
    other.child.stdin?.end();
    await ended;
    await expect(fetch(other.said.url)).rejects.toThrow();
  });
});
