import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as LwcPlugin from '@lwc/rollup-plugin';
import type * as RollupModule from 'rollup';

/** node build-components.ts <folder with lwc/> <cache folder>: compiles the components by the official tools and prints the folder of the result. */
const browser = join(import.meta.dirname, 'browser');
const packages = join(import.meta.dirname, '../../../node_modules');
const base = join(packages, 'lightning-base-components');

/** The libraries of all icons make the build eight times slower; these are the ones on the page. */
const icons = ['standard_account_score', 'standard_forecasts', 'utility_refresh'];

/** What the platform gives to modules: settings of the page instead. */
const virtual: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /^@salesforce\/schema\/(\w+)\.(\w+)$/,
    ([, object, field]) => exported(JSON.stringify({ objectApiName: object, fieldApiName: field })),
  ],
  [
    /^@salesforce\/label\/c\.(\w+)$/,
    ([, name]) => exported(`globalThis.salesforcePage.labels[${JSON.stringify(name)}]`),
  ],
  [/^@salesforce\/i18n\/lang$/, () => exported('globalThis.salesforcePage.language')],
  [/^@salesforce\/i18n\/timeZone$/, () => exported('globalThis.salesforcePage.timeZone')],
  [/^@salesforce\/client\/formFactor$/, () => exported('globalThis.salesforcePage.formFactor')],
  [/^lightning\/iconSvgTemplates(\w+)$/, ([, library = '']) => iconLibrary(library)],
];
const exported = (value: string): string => `export default ${value};`;

function iconLibrary(library: string): string {
  const category = library.replace(/Rtl$/, '').toLowerCase();
  const used = icons.filter((icon) => icon.startsWith(`${category}_`));
  const folder = join(base, 'src/lightning', `iconSvgTemplates${library}`, 'buildTemplates', category);
  const imports = used.map((icon) => `import ${icon} from '${join(folder, icon.slice(category.length + 1))}.html';`);
  return `${imports.join('\n')}\nexport default { ${used.join(', ')} };`;
}

const prefix = '\0platform:';
const platform: RollupModule.Plugin = {
  name: 'platform',
  resolveId: (id) => (virtual.some(([pattern]) => pattern.test(id)) ? `${prefix}${id}` : null),
  load(id) {
    if (!id.startsWith(prefix)) return null;
    for (const [pattern, code] of virtual) {
      const match = pattern.exec(id.slice(prefix.length));
      if (match !== null) return code(match);
    }
    return null;
  },
  // the base components ask a bundler's question that a browser cannot answer
  transform: (code) =>
    code.includes('import.meta.env')
      ? { code: code.replaceAll('import.meta.env', '({ SSR: false })'), map: null }
      : null,
};

async function build(lwcFolder: string, out: string): Promise<void> {
  // loaded only here, by name: the rest of the sandbox runs without dev packages
  const [rollupName, pluginName] = ['rollup', '@lwc/rollup-plugin'];
  const { rollup } = (await import(rollupName)) as typeof RollupModule;
  const { default: lwc } = (await import(pluginName)) as typeof LwcPlugin;
  const names = await readdir(lwcFolder);
  const bundle = await rollup({
    input: join(browser, 'main.js'),
    // templates of the base components use what their compiler warns about
    onwarn: () => undefined,
    plugins: [
      platform,
      lwc({
        rootDir: browser,
        modules: [
          { dir: join(browser, 'modules') },
          ...names.map((name) => ({ name: `c/${name}`, path: join(lwcFolder, name, `${name}.js`) })),
          { npm: 'lightning-base-components' },
        ],
        enableDynamicComponents: true,
      }),
    ],
  });
  await bundle.write({ dir: out, format: 'es', entryFileNames: 'page.js', chunkFileNames: '[name].js' });
  await bundle.close();
}

/** By content: the same components are built once, whoever asks. */
async function keyOf(lwcFolder: string): Promise<string> {
  const hash = createHash('sha256');
  const versions = ['lwc', '@lwc/rollup-plugin', 'lightning-base-components'].map((name) =>
    readFileSync(join(packages, name, 'package.json')),
  );
  for (const bytes of [readFileSync(import.meta.filename), ...versions]) hash.update(bytes);
  for (const folder of [lwcFolder, browser]) {
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const paths = files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('__tests__'));
    for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

const [lwcFolder, cache] = process.argv.slice(2);
if (lwcFolder === undefined || cache === undefined) throw new Error('build-components.ts <lwc folder> <cache folder>');
const out = join(cache, await keyOf(lwcFolder));
if (!existsSync(out)) {
  const part = `${out}.part-${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    await build(lwcFolder, part);
  } catch (error) {
    // the compiler's error carries every file it has seen: its message says what and where
    await rm(part, { recursive: true, force: true });
    const { message = '', id = '' } = error as { message?: string; id?: string };
    console.error(`${id}: ${message}`);
    process.exit(1);
  }
  // two processes may build at once: the first to finish wins
  await rename(part, out).catch(() => rm(part, { recursive: true, force: true }));
}
console.log(out);
