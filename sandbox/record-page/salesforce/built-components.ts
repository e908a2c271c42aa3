import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../../node_modules/.cache/salesforce-components');

/** Reads one file of the compiled components; null when there is none of that name. Throws when they do not compile. */
export type BuiltFiles = (name: string) => Promise<Buffer | null>;

/**
 * Compiles on the first visit, in a process of its own: the other pages are served meanwhile. A result is kept by its content, so that a visit without a change
 * costs a tenth of a second.
 */
export function createBuiltComponents(lwcFolder: string): BuiltFiles {
  let latest: Promise<string> | null = null;
  const folder = (isEntry: boolean): Promise<string> => {
    if (isEntry || latest === null) latest = compile(lwcFolder);
    return latest;
  };
  return async (name) => {
    const path = join(await folder(name === 'page.js'), basename(name));
    return readFile(path).catch(() => null);
  };
}

async function compile(lwcFolder: string): Promise<string> {
  const program = join(import.meta.dirname, 'build-components.ts');
  const { stdout } = await run(process.execPath, [program, lwcFolder, cache]);
  return stdout.trim();
}
