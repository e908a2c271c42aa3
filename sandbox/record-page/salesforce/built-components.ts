import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../../node_modules/.cache/salesforce-components');

/** Reads one file of the compiled components; null when there is none of that name. Throws when they do not compile. */
export type BuiltFiles = (name: string) => Promise<Buffer | null>;

/** Compiles on the first visit, and again after an edit, in a process of its own: the other pages are served meanwhile. Results are kept on disk by their content. */
export function createBuiltComponents(lwcFolder: string): BuiltFiles {
  const sources = [lwcFolder, join(import.meta.dirname, 'browser')];
  let latest = { edited: -1, folder: Promise.resolve('') };
  const folder = async (): Promise<string> => {
    const edited = await lastEdit(sources);
    if (edited !== latest.edited) latest = { edited, folder: compile(lwcFolder) };
    return latest.folder;
  };
  return async (name) => readFile(join(await folder(), basename(name))).catch(missing);
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Milliseconds: asked at every file, so that an edit is seen after a reload. */
async function lastEdit(folders: readonly string[]): Promise<number> {
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((name) => join(folder, name))),
  );
  const times = await Promise.all(names.flat().map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(...times);
}

async function compile(lwcFolder: string): Promise<string> {
  const program = join(import.meta.dirname, 'build-components.ts');
  const { stdout } = await run(process.execPath, [program, lwcFolder, cache]);
  return stdout.trim();
}
