import { join } from 'node:path';
import type * as EsbuildModule from 'esbuild';

/** Files of the page by their path on the server. */
export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array }>;

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

/** Bundles the page, the worker and the styles in memory, in well under a second. Needs the dev packages: a server installed without them has no such page. */
export async function buildPage(): Promise<PageFiles> {
  // loaded only here, by name: the rest of the sandbox runs without dev packages
  const packageName = 'esbuild';
  const { build } = (await import(packageName)) as typeof EsbuildModule;
  const source = join(import.meta.dirname, '..', 'browser');
  const { outputFiles } = await build({
    entryPoints: { page: join(source, 'page.tsx'), worker: join(source, 'worker', 'worker.ts') },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = path.slice(path.lastIndexOf('/'));
      return [name, { type: types[name.split('.').at(-1) ?? ''] ?? 'text/plain', bytes: contents }];
    }),
  );
}
