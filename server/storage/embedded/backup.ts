import { closeSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/** Bounds the memory of a backup; gzip members may follow each other in one file. */
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes the data directory as a .tar.gz, readable by `tar` too. The caller sees to it that nothing is written meanwhile.
 * The file appears under its name only when it is complete.
 */
export const writeBackup = (dataFolder: string, file: string): void => {
  const partial = `${file}.partial`;
  const out = openSync(partial, 'w', 0o600);
  try {
    const write = (bytes: Buffer) => writeSync(out, gzipSync(bytes, { level: 1 }));
    for (const entry of entriesOf(dataFolder)) addEntry(dataFolder, entry, write);
    write(tarEnd);
    closeSync(out);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

/** Folders before what lies in them: empty ones matter to PostgreSQL. */
const entriesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== 'postmaster.pid')
    .sort();

const addEntry = (folder: string, path: string, write: (bytes: Buffer) => number): void => {
  const source = join(folder, path);
  const stat = statSync(source);
  if (stat.isDirectory()) {
    write(tarHeader({ path: `${path}/`, size: 0, folder: true }));
    return;
  }
  write(tarHeader({ path, size: stat.size, folder: false }));
  copyBytes(source, stat.size, write);
  if (stat.size % 512 !== 0) write(tarPadding(stat.size));
};

const copyBytes = (source: string, size: number, write: (bytes: Buffer) => number): void => {
  const input = openSync(source, 'r');
  try {
    for (let done = 0; done < size;) {
      const chunk = Buffer.alloc(Math.min(chunkBytes, size - done));
      const read = readSync(input, chunk);
      if (read === 0) throw new Error(`${source} became shorter while it was copied`);
      write(chunk.subarray(0, read));
      done += read;
    }
  } finally {
    closeSync(input);
  }
};
