import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../helpers/chromium.ts';
import { startPage } from '../helpers/sandbox-program.ts';
import { clientSecret, startServedPortal } from '../helpers/served-portal.ts';
import { shrinkPng } from '../helpers/shrink-png.ts';
import { startStubBackend } from '../helpers/stub-backend.ts';
import { drawPage } from './illustrations/draw.ts';
import { illustrations } from './illustrations/illustrations.ts';
import { menuWords } from './illustrations/menu-words.ts';
import { takeSalesforcePictures } from './salesforce-pictures.ts';
import { findExamples, openScene, scenes } from './scenes.ts';

/** npm run screenshots: every state of every screen of the HubSpot app and of the Lightning components, in both languages, and the illustrations of the recipes, into docs/pictures. Ends with 1 when a card is refused anything. */
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
    await mkdir(pictures, { recursive: true });
    // a scene that is gone leaves no picture; those of the other CRM are not taken here
    const earlier = (await readdir(pictures)).filter((name) => !name.startsWith('salesforce-'));
    for (const name of earlier) await rm(join(pictures, name));
    for (const language of ['en', 'de'] as const) {
      const browser = await launchChromium(language);
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(recordPage.said.url);
      await page.locator('.top-choices select').last().selectOption(language);
      for (const scene of all) {
        backend.answer = scene.backend?.(forward, language) ?? forward;
        await openScene(page, recordPage.said.url, scene);
        // the head of the page stands still while it scrolls, and would lie across the picture
        await page.evaluate('scrollTo(0, 0)');
        await keep(`${scene.name}.${language}.png`, await page.screenshot({ fullPage: true }));
        const refused = await page.locator('[data-refused]').allTextContents();
        refusals.push(...refused.map((text) => `${scene.name}: ${text}`));
      }
      for (const [name, drawing] of Object.entries(illustrations(language))) {
        await page.setContent(drawPage(drawing, menuWords[language]));
        await keep(`${name}.${language}.png`, await page.locator('main').screenshot());
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

async function keep(name: string, png: Buffer): Promise<void> {
  const small = shrinkPng(png);
  await writeFile(join(pictures, name), small);
  console.log(name.padEnd(44), `${Math.round(small.length / 1024)} kB`);
}

const refusals = await takePictures();
await takeSalesforcePictures(pictures);
for (const refusal of refusals) console.error(refusal);
process.exitCode = refusals.length === 0 ? 0 : 1;
