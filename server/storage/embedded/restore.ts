import { appendFileSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { StorageError } from '../storage-error.ts';
import { dataFolderOf } from './folder.ts';
import { lockFolder } from './folder-lock.ts';
import { readTarHeader, tarPadding, type TarEntry } from './tar.ts';

/**
 * Makes an embedded database in `folder` from a backup file. Throws StorageError `locked` when the folder is in use, `occupied` when it already
 * holds a database (it is never overwritten), `bad_backup` when the file is cut short or something else.
 */
export const restoreBackup = async (file: string, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    const target = dataFolderOf(folder);
    if (existsSync(target)) throw new StorageError('occupied', { folder });
    await unpack(file, `${target}.restoring`, target);
  } finally {
    lock.release();
  }
};

const unpack = async (file: string, partial: string, target: string): Promise<void> => {
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  try {
    await extract(file, partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw new StorageError('bad_backup', { file }, error);
  }
};

/** Streams the archive: its size does not matter to memory. */
const extract = (file: string, folder: string): Promise<void> =>
  pipeline(createReadStream(file), createGunzip(), async (bytes: AsyncIterable<Buffer>) => {
    const archive = readerOf(bytes);
    for (;;) {
      const entry = readTarHeader(await archive.exactly(512));
      if (entry === null) return;
      const path = begin(folder, entry);
      for (let left = entry.size; left > 0;) {
        const part = await archive.some(left);
        appendFileSync(path, part);
        left -= part.length;
      }
      await archive.exactly(tarPadding(entry.size).length);
    }
  });

/** Hands out a stream in the sizes asked for; throws RangeError when it ends too early. */
const readerOf = (source: AsyncIterable<Buffer>) => {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const some = async (atMost: number): Promise<Buffer> => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done === true) throw new RangeError('the archive ends too early');
      rest = next.value;
    }
    const part = rest.subarray(0, atMost);
    rest = rest.subarray(part.length);
    return part;
  };
  const exactly = async (size: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; left -= parts.at(-1)?.length ?? 0) parts.push(await some(left));
    return Buffer.concat(parts);
  };
  return { some, exactly };
};

/** Makes the folder or the empty file of an entry. */
const begin = (folder: string, entry: TarEntry): string => {
  const path = join(folder, normalize(entry.path));
  if (!path.startsWith(join(folder, '/'))) throw new RangeError('the archive reaches outside its folder');
  mkdirSync(entry.folder ? path : dirname(path), { recursive: true, mode: 0o700 });
  if (!entry.folder) writeFileSync(path, '', { mode: 0o600 });
  return path;
};
