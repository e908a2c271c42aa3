import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a failing start changes: PostgreSQL marks the control file and writes a shutdown record at the end of the log, even where it then gives up.
 * Keeps both (8 kB and one 16 MB segment) so that a damaged folder is left as it was found. The function returned puts them back.
 */
export const snapshotBeforeStart = (dataFolder: string): (() => void) => {
  const files = [join(dataFolder, 'global', 'pg_control'), newestSegment(join(dataFolder, 'pg_wal'))];
  const kept = files.filter((file) => file !== undefined).map((file) => [file, readFileSync(file)] as const);
  const pidFile = join(dataFolder, 'postmaster.pid');
  const hadPidFile = existsSync(pidFile);
  return () => {
    for (const [file, bytes] of kept) writeFileSync(file, bytes);
    if (!hadPidFile) rmSync(pidFile, { force: true });
  };
};

const newestSegment = (folder: string): string | undefined =>
  readdirSync(folder)
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
