import { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { StorageError } from '../storage-error.ts';
import { lockFileOf } from './folder.ts';

export interface FolderLock {
  release(): void;
}

/** SQLITE_BUSY: somebody else holds the file. */
const busy = 5;

/**
 * Takes the folder for this process. Two processes on one folder would lose rows without an error, and PGlite does not refuse the second.
 * SQLite's exclusive lock is one of the operating system: it ends with the process, even when that is killed, and no process id can be mistaken.
 * Throws StorageError `locked`, or `not_writable` when the lock file cannot be made.
 */
export const lockFolder = (folder: string): FolderLock => {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(lockFileOf(folder), { timeout: 0 });
    file.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
    const held = file;
    return {
      release: () => {
        held.close();
      },
    };
  } catch (error) {
    file?.close();
    const kind = types.isNativeError(error) && 'errcode' in error && error.errcode === busy ? 'locked' : 'not_writable';
    throw new StorageError(kind, { folder }, error);
  }
};
