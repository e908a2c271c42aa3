import { type Page } from 'playwright-core';

/** Marks every control that a keyboard should stop at, by one number each; of radio buttons and tabs one of a group is enough, arrows reach the others. */
const markControls = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.type !== 'radio' && one.checkVisibility({ visibilityProperty: true }),
  );
  all.forEach((one, at) => { one.dataset.stop = String(at); });
  document.activeElement?.blur();
  return all.map((one) => one.tagName.toLowerCase() + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40));
})()`;
const stopOfFocus = 'document.activeElement?.dataset.stop ?? ""';
/** Pressable things that no keyboard reaches: written with a click handler and nothing else. */
const pressable = `[...document.querySelectorAll('[role="button"], [role="link"], [role="tab"][aria-selected="true"]')]
  .filter((one) => one.tabIndex < 0).map((one) => 'not in the order: ' + one.textContent.trim().slice(0, 40))`;

/** Walks through the page by Tab; what it never stops at, one line each. A date field has several stops of its own. */
export async function unreachedControls(page: Page): Promise<readonly string[]> {
  const controls = await page.evaluate<readonly string[]>(markControls);
  const reached = new Set<string>();
  const enough = controls.length * 2 + 20;
  for (let press = 0; press < enough && reached.size < controls.length; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<string>(stopOfFocus);
    if (stop !== '') reached.add(stop);
  }
  const missed = controls.filter((_, at) => !reached.has(String(at))).map((name) => `Tab never reaches: ${name}`);
  return [...missed, ...(await page.evaluate<readonly string[]>(pressable))];
}

const marks = `[...document.querySelectorAll('.ux-tag, .ux-status, .ux-trend, .pill, .ux-alert, .ux-legend li')]
  .filter((one) => one.innerText.trim() === '').map((one) => 'says nothing but a colour: ' + one.className)`;
/** A chart is for the eye; its numbers stand beside it as a table. */
const charts = `[...document.querySelectorAll('.ux-chart')].filter((one) => one.querySelector('table td') === null).map(() => 'a chart without its table')`;

/** What speaks by colour or shape alone, one line each. */
export const wordlessMarks = async (page: Page): Promise<readonly string[]> => [
  ...(await page.evaluate<readonly string[]>(marks)),
  ...(await page.evaluate<readonly string[]>(charts)),
];
