import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RawSignal, RejectedRow, SignalBatch, SignalSource } from '../../ports/signal-source.ts';
import { signalFiles, type SignalFileName } from './columns.ts';
import { readRows } from './read-rows.ts';

const batchSize = 5000;
const extensions = ['csv', 'jsonl', 'json'] as const;

/** The folder of a signal import does not exist, or holds none of the files of docs/signals.md. */
export class NoSignalFilesError extends Error {
  readonly folder: string;
  readonly folderExists: boolean;
  constructor(folder: string) {
    super(`no signal files in ${folder}`);
    this.name = 'NoSignalFilesError';
    this.folder = folder;
    this.folderExists = existsSync(folder);
  }
}

/**
 * The sources of a folder: its own files, and each folder in it that has some, named after that folder. Products that are counted apart need one each: the
 * same user, day and event of two products are no two states of one count, and they need not end on the same day.
 */
export function createSignalFolders(folder: string): readonly SignalSource[] {
  const inner = foldersIn(folder)
    .filter((name) => filesIn(join(folder, name)).length > 0)
    .map((name) => createSignalFolder(join(folder, name), name));
  return inner.length > 0 && filesIn(folder).length === 0 ? inner : [createSignalFolder(folder, 'files'), ...inner];
}

const foldersIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
        .sort()
    : [];

/** A signal source over one folder of `usage`, `invoices` and `observations` files (docs/signals.md). A bad row is rejected with its line; the others are kept. */
export function createSignalFolder(folder: string, name: string): SignalSource {
  return { name, read: () => readFolder(folder) };
}

async function* readFolder(folder: string): AsyncIterable<SignalBatch> {
  const present = filesIn(folder);
  if (present.length === 0) throw new NoSignalFilesError(folder);
  for (const file of present) yield* readFile(file.name, file.path);
}

function filesIn(folder: string): readonly { readonly name: SignalFileName; readonly path: string }[] {
  const files = Object.keys(signalFiles).flatMap((name) =>
    extensions.map((extension) => ({ name: name as SignalFileName, path: join(folder, `${name}.${extension}`) })),
  );
  return files.filter((file) => existsSync(file.path));
}

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
