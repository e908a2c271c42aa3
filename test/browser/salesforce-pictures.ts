import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSalesforcePages } from '../../sandbox/record-page/salesforce/start.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { shrinkPng } from '../helpers/shrink-png.ts';
import {
  clockOfPictures,
  compileComponents,
  salesforceScenes,
  type SalesforceScene,
  unfoldAll,
  waitForComponent,
} from './salesforce-scenes.ts';

const root = join(import.meta.dirname, '../..');

interface Shot extends SalesforceScene {
  readonly choices: string;
  readonly width: number;
  readonly isUnfolded?: boolean;
}

/** Every state in the design of new orgs; some in the older one, in the dark, unfolded, and on a telephone. */
function shots(): readonly Shot[] {
  const of = (name: string): SalesforceScene => {
    const found = salesforceScenes.find((scene) => scene.name === name);
    if (found === undefined) throw new Error(`There is no scene ${name}`);
    return found;
  };
  const also = (name: string, suffix: string, shot: Omit<Shot, 'name' | 'path'>): Shot => ({
    ...{ name: `${name}-${suffix}`, path: of(name).path },
    ...shot,
  });
  const [dark, phone] = ['design=slds2&mode=dark', 'design=slds2&form=small'];
  return [
    ...salesforceScenes.map((scene) => ({ ...scene, choices: 'design=slds2', width: 1280 })),
    also('account-at-risk', 'slds1', { choices: 'design=slds1', width: 1280 }),
    also('account-at-risk', 'unfolded', { choices: 'design=slds2', width: 1280, isUnfolded: true }),
    also('account-critical', 'dark', { choices: dark, width: 1280 }),
    also('opportunity-own-forecast', 'dark', { choices: dark, width: 1280 }),
    also('account-at-risk', 'phone', { choices: phone, width: 390 }),
    also('opportunity-own-forecast', 'phone', { choices: phone, width: 390 }),
  ];
}

/** Pictures of the Lightning components in both languages, as `salesforce-*.png` in `folder`. */
export async function takeSalesforcePictures(folder: string): Promise<void> {
  const pages = await startSalesforcePages({ port: 0, project: join(root, 'salesforce-lwc-bridge'), org: null });
  try {
    await compileComponents(pages);
    for (const language of ['en', 'de'] as const) {
      const browser = await launchChromium(language);
      for (const { name, path, choices, width, isUnfolded = false } of shots()) {
        const context = await browser.newContext({ viewport: { width, height: 720 }, reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.clock.setFixedTime(clockOfPictures);
        await page.goto(`${pages.url}${path}?lang=${language}&${choices}`);
        await waitForComponent(page);
        if (isUnfolded) await unfoldAll(page);
        const small = shrinkPng(await page.screenshot({ fullPage: true }));
        await writeFile(join(folder, `salesforce-${name}.${language}.png`), small);
        console.log(`salesforce-${name}.${language}.png`.padEnd(56), `${Math.round(small.length / 1024)} kB`);
        await context.close();
      }
      await browser.close();
    }
  } finally {
    await pages.close();
  }
}

if (import.meta.main) await takeSalesforcePictures(join(root, 'docs/pictures'));
