import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../helpers/chromium.ts';
import { startPage } from '../helpers/sandbox-program.ts';
import { clientSecret, startServedPortal } from '../helpers/served-portal.ts';
import { shrinkPng } from '../helpers/shrink-png.ts';
import { startStubBackend } from '../helpers/stub-backend.ts';
import { findExamples, openScene, scenes } from './scenes.ts';

/** npm run screenshots: every state of every screen of the HubSpot app, in both languages, into docs/pictures. Ends with 1 when a card is refused anything. */
const root = join(import.meta.dirname, '../..');
const pictures = join(root, 'docs/pictures');

async function takePictures(): Promise<readonly string[]> {
  const portal = await startServedPortal(60);
  const backend = await startStubBackend();
  const { bundles, hubspot, forward } = portal;
  const project = join(root, 'hubspot-app');
  const recordPage = await startPage({ bundles, project, hubspot: hubspot.said, backend: backend.url, clientSecret });
  const refusals: string[] = [];
  try {
    const all = scenes(await findExamples(hubspot.said)).filter(({ isNoPicture }) => isNoPicture !== true);
    await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
    for (const language of ['en', 'de'] as const) {
      const browser = await launchChromium(language);
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(recordPage.said.url);
      await page.locator('.top-choices select').last().selectOption(language);
      for (const scene of all) {
        backend.answer = scene.backend?.(forward, language) ?? forward;
        await openScene(page, recordPage.said.url, scene);
        const file = join(pictures, `${scene.name}.${language}.png`);
        // the head of the page stands still while it scrolls, and would lie across the picture
        await page.evaluate('scrollTo(0, 0)');
        await writeFile(file, shrinkPng(await page.screenshot({ fullPage: true })));
        const refused = await page.locator('[data-refused]').allTextContents();
        refusals.push(...refused.map((text) => `${scene.name}: ${text}`));
        console.log(`${scene.name}.${language}.png`.padEnd(44), `${Math.round((await stat(file)).size / 1024)} kB`);
      }
      await browser.close();
    }
  } finally {
    await recordPage.stop();
    await backend.close();
    await portal.stop();
  }
  return refusals;
}

const refusals = await takePictures();
for (const refusal of refusals) console.error(refusal);
process.exitCode = refusals.length === 0 ? 0 : 1;
