import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { z } from 'zod';

/** What HubSpot runs for one card, page or settings page. */
export interface Bundle {
  /** Name of the entry file, such as CompanyHealthCard; the bundle is <name>.js, what HubSpot knows of it <name>-manifest.json. */
  readonly name: string;
  /** Where HubSpot shows it: crm.record.tab, crm.record.sidebar, pages or settings. */
  readonly location: string;
  readonly file: string;
  readonly bytes: number;
}

export const projectFolder = fileURLToPath(new URL('.', import.meta.url));
const appFolder = join(projectFolder, 'src', 'app');

const metaFile = z.object({
  config: z.object({ entrypoint: z.string(), location: z.string().optional() }),
});
const folders = { cards: 'crm.record.tab', pages: 'pages', settings: 'settings' } as const;

/**
 * Builds every extension with HubSpot's own production build into one folder, as an upload would. `backendUrl` becomes the profile variable BACKEND_URL
 * in the manifests; the bundles themselves hold no address.
 */
export async function buildHubSpotApp(
  outputDir = join(projectFolder, 'dist'),
  backendUrl = 'https://renewal-health.example.com',
): Promise<readonly Bundle[]> {
  const bundles: Bundle[] = [];
  // one after the other: each build is a Vite of its own and takes all cores it gets
  for (const { file, root, location } of extensions()) {
    await buildSingleExtension({
      file,
      root,
      outputDir,
      emptyOutDir: false,
      minify: true,
      logLevel: 'error',
      codeCheckingPluginEnabled: true,
      appConfig: { variables: { BACKEND_URL: backendUrl } },
    });
    const name = basename(file, '.tsx');
    const bundle = join(outputDir, `${name}.js`);
    bundles.push({ name, location, file: bundle, bytes: statSync(bundle).size });
  }
  return bundles;
}

/** Entry file, extension folder and place of everything that the configuration files declare, in the order of their names. */
export function extensions(): readonly { readonly file: string; readonly root: string; readonly location: string }[] {
  return Object.entries(folders).flatMap(([folder, place]) => {
    const root = join(appFolder, folder);
    const metaFiles = readdirSync(root).filter((name) => name.endsWith('-hsmeta.json'));
    return metaFiles.sort().map((name) => {
      const { entrypoint, location = place } = metaFile.parse(
        JSON.parse(readFileSync(join(root, name), 'utf8')),
      ).config;
      return { file: join(projectFolder, 'src', entrypoint), root, location };
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, location, bytes } of await buildHubSpotApp(process.argv[2]))
    console.log(`${name.padEnd(22)} ${location.padEnd(20)} ${(bytes / 1024).toFixed(1)} kB`);
