import { existsSync, mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { types } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { StorageError } from '../storage-error.ts';
import { createBridge } from './bridge.ts';
import { checkFolder, forgetSizes, noteSizes } from './folder-check.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { dataFolderOf, sizesFileOf } from './folder.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { snapshotBeforeStart } from './start-snapshot.ts';
import { startThread, stopThread, type Thread } from './thread.ts';

export interface Embedded {
  /** Of PostgreSQL, such as "18.6". */
  readonly version: string;
  /** A new connection, for the `stream` option of `pg`. */
  socket(): Duplex;
  /** Copies the whole database into one file while nothing else runs. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Two log segments: with less than that PostgreSQL cannot go on writing. */
const scarceBytes = 2 * 16 * 1024 * 1024;

/**
 * Opens the embedded database of a folder in a thread of its own, making it where the folder is empty. Throws StorageError `locked`, `corrupt`,
 * `not_writable` or `full`; a folder that does not start is left as it was found.
 */
export const openEmbedded = async (folder: string): Promise<Embedded> => {
  const lock = takeFolder(folder);
  try {
    const data = dataFolderOf(folder);
    if (!existsSync(data) && !existsSync(sizesFileOf(folder))) await createData(folder);
    checkFolder(folder);
    const putBack = [snapshotBeforeStart(data), forgetSizes(folder)];
    const thread = await startThread(data).catch((error: unknown) => {
      for (const each of putBack) each();
      throw startError(folder, error);
    });
    return serveThread(folder, lock, thread);
  } catch (error) {
    lock.release();
    throw error;
  }
};

const takeFolder = (folder: string): FolderLock => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError('not_writable', { folder }, error);
  }
  return lockFolder(folder);
};

/** Made beside its place and then renamed: a process killed halfway leaves no half database behind. */
const createData = async (folder: string): Promise<void> => {
  const fresh = `${dataFolderOf(folder)}.new`;
  try {
    rmSync(fresh, { recursive: true, force: true });
    const thread = await startThread(fresh);
    await stopThread(thread.worker);
    renameSync(fresh, dataFolderOf(folder));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw isScarce(folder)
      ? new StorageError('full', { folder }, error)
      : new StorageError('not_writable', { folder }, error);
  }
};

const startError = (folder: string, error: unknown): StorageError => {
  if (isScarce(folder)) return new StorageError('full', { folder }, error);
  const found = types.isNativeError(error) ? error.message : String(error);
  return new StorageError('corrupt', { folder, found }, error);
};

const isScarce = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < scarceBytes;
};

const serveThread = (folder: string, lock: FolderLock, { worker, version }: Thread): Embedded => {
  const bridge = createBridge(worker);
  let alive = true;
  let clean = false;
  const onEnd = (reason: string) => {
    if (!alive) return;
    alive = false;
    bridge.fail(new StorageError(isScarce(folder) ? 'full' : 'stopped', { folder, found: reason }));
  };
  worker.on('error', (error) => {
    onEnd(String(error));
  });
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'died') onEnd(message.reason);
    clean ||= message.kind === 'stopped';
  });
  worker.on('exit', () => {
    onEnd('the thread ended');
  });

  return {
    version,
    socket: () => bridge.socket(),
    backup: (file) => requestBackup(worker, file, () => alive).finally(bridge.hold()),
    close: async () => {
      bridge.hold();
      try {
        if (alive) await stopThread(worker);
        else await worker.terminate();
        if (clean) noteSizes(folder);
      } finally {
        lock.release();
      }
    },
  };
};

const requestBackup = (worker: Worker, file: string, isAlive: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!isAlive()) throw new StorageError('stopped');
    const settle = (error: Error | null) => {
      worker.off('message', onMessage).off('exit', onExit);
      if (error === null) resolve();
      else reject(error);
    };
    const onExit = () => {
      settle(new StorageError('stopped'));
    };
    const onMessage = (message: FromWorker) => {
      if (message.kind !== 'backed_up') return;
      settle(message.error === null ? null : new StorageError('not_writable', { file, found: message.error }));
    };
    worker.on('message', onMessage).on('exit', onExit);
    worker.postMessage({ kind: 'backup', file } satisfies ToWorker);
  });
