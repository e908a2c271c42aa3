import { PGlite } from '@electric-sql/pglite';

/** PGlite's own defaults (single session, no parallel workers, no fsync), then ours. */
const startParams = [
  ['--single', '-F', '-O', '-j'],
  ['search_path=public', 'exit_on_error=false', 'log_checkpoints=false', 'io_method=sync'],
  ['max_worker_processes=0', 'max_parallel_workers=0'],
  ['max_parallel_workers_per_gather=0', 'max_parallel_maintenance_workers=0'],
  // 128 MB by default: 32 MB saves 130 MB of resident memory and costs no time on 150,000 rows.
  ['shared_buffers=32MB', 'work_mem=8MB', 'maintenance_work_mem=32MB', 'wal_buffers=1MB'],
  // 1 GB by default; there is no background checkpointer, so the log would stay that large.
  ['max_wal_size=64MB', 'jit=off'],
].flatMap((group, index) => (index === 0 ? group : group.flatMap((setting) => ['-c', setting])));

/**
 * Opens PGlite on PostgreSQL's data directory, making a new one when it is empty.
 * PGlite adds no words to a failed start; what PostgreSQL logged last is put into the error.
 */
export const openPglite = async (dataFolder: string): Promise<PGlite> => {
  const log: string[] = [];
  const keep = (line: string) => {
    log.push(line);
    if (log.length > 20) log.shift();
    return true;
  };
  try {
    return await PGlite.create({ dataDir: dataFolder, startParams, onStderr: keep, onStdout: () => true });
  } catch (error) {
    const reason = log.filter((line) => /(PANIC|FATAL):/.test(line)).at(-1) ?? log.at(-1);
    throw new Error(reason?.replace(/^.*?(PANIC|FATAL):\s*/, '') ?? String(error), { cause: error });
  }
};
