import { type Page } from 'playwright-core';

/** The day of the example records: what says "in 52 days" says so in every picture. */
export const clockOfPictures = new Date('2026-11-22T11:00:00Z');

export interface SalesforceScene {
  readonly name: string;
  readonly path: string;
}

const scene = (name: string, object: 'Account' | 'Opportunity', id: string): SalesforceScene => ({
  name,
  path: `/salesforce/lightning/r/${object}/${id}/view`,
});
const account = (name: string, id: string) => scene(`account-${name}`, 'Account', id);
const opportunity = (name: string, id: string) => scene(`opportunity-${name}`, 'Opportunity', id);

/** Every state of both components, by the ids of the example records. */
export const salesforceScenes: readonly SalesforceScene[] = [
  ...['healthy', 'watch', 'at-risk', 'critical', 'insufficient-data'].map((name, nth) =>
    account(name, `00100000000${nth}0`.padEnd(18, 'A')),
  ),
  ...['not_scored_yet', 'stale', 'unreadable_detail', 'few_fields_visible', 'no_access', 'error'].map((state) =>
    account(state.replaceAll('_', '-'), `account-${state}`),
  ),
  opportunity('at-risk', '0060000000020AABAA'),
  opportunity('own-forecast', '0060000000010AABAA'),
  opportunity('not-forecast', 'opportunity-not_scored_yet'),
];

/** Ahead of the first visit: on a busy machine it takes longer than a browser waits for a page. */
export async function compileComponents({ url }: { readonly url: string }): Promise<void> {
  const response = await fetch(`${url}/salesforce/built/page.js`);
  if (!response.ok) throw new Error(`The components do not compile: ${response.status}`);
  await response.arrayBuffer();
}

/** Until the component has an answer to show, whatever it is. */
export async function waitForComponent(page: Page): Promise<void> {
  await page.locator('#component h2').first().waitFor();
  await page.locator('#component lightning-spinner').waitFor({ state: 'detached' });
  await page.locator('#component h3, #component .tags').first().waitFor();
}

/** Folded parts are on the screen as soon as somebody asks for them. */
export async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator('#component details:not([open]) > summary');
  for (let left = await folded.count(); left > 0; left -= 1) await folded.first().click();
}
