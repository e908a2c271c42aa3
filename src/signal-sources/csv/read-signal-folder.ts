import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawSignal, RejectedRow, SignalBatch, SignalSource } from '../../ports/signal-source.ts';
import { signalFiles, type SignalFileName } from './columns.ts';
import { readRows, systemCode, UnreadableFileError } from './read-rows.ts';

const batchSize = 5000;
const extensions = ['csv', 'jsonl', 'json'] as const;
/** A folder of this beginning is a product; any other one, an archive say, is nobody's business. */
const productPrefix = 'product-';

/** The folder of a signal import does not exist, or holds none of the files of docs/signals.md. */
export class NoSignalFilesError extends Error {
  readonly folder: string;
  readonly folderExists: boolean;
  constructor(folder: string, folderExists: boolean) {
    super(`no signal files in ${folder}`);
    this.name = 'NoSignalFilesError';
    this.folder = folder;
    this.folderExists = folderExists;
  }
}

/** A product's folder holds what the folder around it does not: a file that was moved. Read as a source of its own, all that it told before would count twice. */
export class MovedFileError extends Error {
  readonly file: string;
  readonly folder: string;
  constructor(file: string, folder: string) {
    super(`${file} belongs in ${folder}`);
    this.name = 'MovedFileError';
    this.file = file;
    this.folder = folder;
  }
}

/**
 * The sources of a folder as it is now: its own files, and each `product-…` folder in it that has some, named after that folder. Products that are counted apart
 * need one each: the same user, day and event of two products are no two states of one count, and they need not end on the same day. Throws
 * NoSignalFilesError, MovedFileError, UnreadableFileError.
 */
export async function listSignalSources(folder: string): Promise<readonly SignalSource[]> {
  const names = await namesIn(folder);
  const own = signalFilesAmong(folder, names);
  const products: SignalSource[] = [];
  for (const name of names.filter((each) => each.startsWith(productPrefix)).sort()) {
    const files = await filesIn(join(folder, name));
    const moved = files.find((file) => own.every((mine) => mine.name !== file.name));
    if (moved !== undefined) throw new MovedFileError(moved.path, folder);
    if (files.length > 0) products.push(createSignalFolder(join(folder, name), name));
  }
  return [createSignalFolder(folder, 'files'), ...products];
}

/** What stands in a folder. Throws NoSignalFilesError where there is none, UnreadableFileError where we may not look. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new NoSignalFilesError(folder, false);
    throw code === null ? error : new UnreadableFileError(folder, code);
  }
}

/** A signal source over one folder of `usage`, `invoices` and `observations` files (docs/signals.md). A bad row is rejected with its line; the others are kept. */
export function createSignalFolder(folder: string, name: string): SignalSource {
  return { name, read: () => readFolder(folder) };
}

async function* readFolder(folder: string): AsyncIterable<SignalBatch> {
  const present = signalFilesAmong(folder, await namesIn(folder));
  if (present.length === 0) throw new NoSignalFilesError(folder, true);
  for (const file of present) yield* readFile(file.name, file.path);
}

interface SignalFile {
  readonly name: SignalFileName;
  readonly path: string;
}

/** None in what only has the name of a folder. */
async function filesIn(folder: string): Promise<readonly SignalFile[]> {
  try {
    return signalFilesAmong(folder, await namesIn(folder));
  } catch (error) {
    if (error instanceof NoSignalFilesError) return [];
    throw error;
  }
}

const signalFilesAmong = (folder: string, names: readonly string[]): readonly SignalFile[] =>
  Object.keys(signalFiles).flatMap((name) =>
    extensions
      .map((extension) => `${name}.${extension}`)
      .filter((file) => names.includes(file))
      .map((file) => ({ name: name as SignalFileName, path: join(folder, file) })),
  );

async function* readFile(name: SignalFileName, path: string): AsyncIterable<SignalBatch> {
  let signals: RawSignal[] = [];
  let rejected: RejectedRow[] = [];
  for await (const row of readRows(path)) {
    const read = row.ok ? signalFiles[name](row.values, { file: path, line: row.line }) : { rejected: row.rejected };
    if ('signal' in read) signals.push(read.signal);
    else rejected.push(read.rejected);
    if (signals.length + rejected.length < batchSize) continue;
    yield { signals, rejected };
    signals = [];
    rejected = [];
  }
  if (signals.length + rejected.length > 0) yield { signals, rejected };
}
