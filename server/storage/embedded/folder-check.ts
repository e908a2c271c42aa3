import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StorageError } from '../storage-error.ts';
import { dataFolderOf, sizesFileOf } from './folder.ts';

/** PostgreSQL's major version inside PGlite 0.5: data directories are not portable between majors. */
const majorVersion = '18';
/** PG_CONTROL_FILE_SIZE in PostgreSQL's pg_control.h. */
const controlFileBytes = 8192;

const sizesSchema = z.record(z.string(), z.number());

/**
 * Looks at a data directory before PostgreSQL does, without touching it: PGlite would make a new database where PG_VERSION is missing, and PostgreSQL
 * reads a table file that was cut short as a smaller table. Throws StorageError `corrupt` naming the first thing wrong.
 */
export const checkFolder = (folder: string): void => {
  const data = dataFolderOf(folder);
  const bad = (file: string, found: string) => new StorageError('corrupt', { folder, file, found });
  if (!existsSync(join(data, 'PG_VERSION'))) throw bad('PG_VERSION', 'missing');
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').slice(0, 20).trim();
  if (version !== majorVersion) throw bad('PG_VERSION', `version ${JSON.stringify(version)}`);
  const control = statSync(join(data, 'global', 'pg_control'), { throwIfNoEntry: false });
  if (control?.size !== controlFileBytes) throw bad('global/pg_control', control ? `${control.size} bytes` : 'missing');
  for (const name of ['base', 'pg_wal', 'pg_xact'])
    if (!existsSync(join(data, name)) || readdirSync(join(data, name)).length === 0) throw bad(name, 'missing');
  checkSizes(folder, bad);
};

const checkSizes = (folder: string, bad: (file: string, found: string) => StorageError): void => {
  if (!existsSync(sizesFileOf(folder))) return;
  const expected = parseSizes(readFileSync(sizesFileOf(folder), 'utf8'));
  if (expected === null) throw bad('file-sizes.json', 'not readable');
  for (const [file, size] of Object.entries(expected)) {
    const stat = statSync(join(dataFolderOf(folder), file), { throwIfNoEntry: false });
    if (stat?.size !== size) throw bad(file, stat ? `${stat.size} of ${size} bytes` : 'missing');
  }
};

const parseSizes = (text: string): Readonly<Record<string, number>> | null => {
  try {
    return sizesSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** After a clean stop: notes the size of every table, index and commit-log file, for the next start to compare. Without room for the note there is none. */
export const noteSizes = (folder: string): void => {
  const data = dataFolderOf(folder);
  const files = ['base', 'global', 'pg_xact', 'pg_wal'].flatMap((part) =>
    readdirSync(join(data, part), { recursive: true, encoding: 'utf8' }).map((name) => join(part, name)),
  );
  const sizes = files.map((file) => [file, statSync(join(data, file))] as const).filter(([, stat]) => stat.isFile());
  const note = JSON.stringify(Object.fromEntries(sizes.map(([file, stat]) => [file, stat.size])));
  const partial = `${sizesFileOf(folder)}.partial`;
  try {
    writeFileSync(partial, note);
    renameSync(partial, sizesFileOf(folder)); // whole or not at all: half a note would read as damage
  } catch {
    rmSync(partial, { force: true });
  }
};

/**
 * The sizes change from now on. Called before the start, not after it: a process killed in between would leave a note that no longer holds. The function
 * returned puts the note back, for a start that failed.
 */
export const forgetSizes = (folder: string): (() => void) => {
  const file = sizesFileOf(folder);
  const note = existsSync(file) ? readFileSync(file) : null;
  rmSync(file, { force: true });
  return () => {
    if (note !== null) writeFileSync(file, note);
  };
};
