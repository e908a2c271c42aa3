import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../server/storage/database.ts';
import { lockFolder } from '../../server/storage/embedded/folder-lock.ts';
import { restoreBackup } from '../../server/storage/embedded/restore.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { readOf, sampleAccount, sampleConnection } from '../fixtures/store-samples.ts';
import { embeddedFolder } from '../helpers/embedded.ts';

const connection = connectionId('hubspot', '1');
let scratch: string;
/** A cleanly closed database with some rows in it, never opened again: the tests work on copies. */
let filled: string;
let copies = 0;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'renewal-health-'));
  filled = await embeddedFolder();
  const database = await openDatabase({ folder: filled });
  const stores = createStores(database.db);
  await stores.connections.add(sampleConnection(connection));
  const reads = Array.from({ length: 500 }, (_, i) => readOf('account', sampleAccount(`a${i}`)));
  await stores.records.save(connection, reads, { learnedAt: '2026-01-01T00:00:00.000Z', backfill: false });
  await database.close();
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(filled, { recursive: true, force: true });
});

const newFolder = () => join(scratch, String(++copies));
const copy = () => {
  const folder = newFolder();
  cpSync(filled, folder, { recursive: true });
  return folder;
};
const inData = (folder: string, file: string) => join(folder, 'postgres', file);
const countAccounts = async (folder: string): Promise<number> => {
  const database = await openDatabase({ folder });
  try {
    return (await createStores(database.db).records.counts(connection)).account;
  } finally {
    await database.close();
  }
};

const overwrite = (file: string) => {
  const bytes = Buffer.alloc(Math.min(statSync(file).size, 1_000_000), 0xab);
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes);
  closeSync(handle);
};
/** Every file but caches that PostgreSQL makes anew and the lock. */
const fingerprints = (folder: string): Readonly<Record<string, string>> => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => statSync(join(folder, file)).isFile() && !/pg_internal\.init$|in-use\.lock/.test(file),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('md5')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
};
const fileOf = (folder: string, part: string) => {
  const name = readdirSync(inData(folder, part)).find((each) => /^[0-9A-F]{24}$|^\d+$/.test(each));
  return inData(folder, join(part, name ?? ''));
};

describe('D2 a damaged folder', () => {
  const damages: readonly (readonly [string, (folder: string) => void])[] = [
    [
      'control file overwritten',
      (folder) => {
        overwrite(inData(folder, 'global/pg_control'));
      },
    ],
    [
      'control file cut short',
      (folder) => {
        truncateSync(inData(folder, 'global/pg_control'), 100);
      },
    ],
    [
      'control file missing',
      (folder) => {
        rmSync(inData(folder, 'global/pg_control'));
      },
    ],
    [
      'version missing',
      (folder) => {
        rmSync(inData(folder, 'PG_VERSION'));
      },
    ],
    [
      'of another version',
      (folder) => {
        writeFileSync(inData(folder, 'PG_VERSION'), '17\n');
      },
    ],
    [
      'log overwritten',
      (folder) => {
        overwrite(fileOf(folder, 'pg_wal'));
      },
    ],
    [
      'log cut short',
      (folder) => {
        truncateSync(fileOf(folder, 'pg_wal'), 1000);
      },
    ],
    [
      'log missing',
      (folder) => {
        rmSync(inData(folder, 'pg_wal'), { recursive: true });
      },
    ],
    [
      'catalog overwritten',
      (folder) => {
        overwrite(inData(folder, 'base/5/1259'));
      },
    ],
    [
      'catalog cut short',
      (folder) => {
        truncateSync(inData(folder, 'base/5/1259'), 8192);
      },
    ],
    [
      'file map overwritten',
      (folder) => {
        overwrite(inData(folder, 'global/pg_filenode.map'));
      },
    ],
    [
      'settings overwritten',
      (folder) => {
        overwrite(inData(folder, 'postgresql.conf'));
      },
    ],
    [
      'tables missing',
      (folder) => {
        rmSync(inData(folder, 'base/5'), { recursive: true });
      },
    ],
    [
      'database missing',
      (folder) => {
        rmSync(join(folder, 'postgres'), { recursive: true });
      },
    ],
  ];
  for (const [name, damage] of damages)
    it(`is refused and left as it was: ${name}`, async () => {
      const folder = copy();
      damage(folder);
      const before = fingerprints(folder);
      const error: unknown = await openDatabase({ folder }).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toMatchObject({ name: 'StorageError', kind: 'corrupt', details: { folder } });
      expect(String(error)).toContain('restore a backup');
      expect(fingerprints(folder)).toEqual(before);
      rmSync(folder, { recursive: true });
    });

  it('is found after an unclean stop too: a page that does not fit its checksum fails the query, not the process', async () => {
    const folder = copy();
    const probe = await openDatabase({ folder });
    const { rows } = await probe.pool.query<{ path: string }>("select pg_relation_filepath('record') as path");
    await probe.close();
    overwrite(inData(folder, rows[0]?.path ?? ''));
    await expect(countAccounts(folder)).rejects.toMatchObject({ kind: 'corrupt' });
    rmSync(folder, { recursive: true });
  });
});

describe('a folder', () => {
  it('is made where there is none, and keeps what was saved', async () => {
    const folder = join(newFolder(), 'deep', 'down');
    expect(await countAccounts(folder)).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['file-sizes.json', 'in-use.lock', 'postgres']);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('starts again over the leftovers of a creation that was cut off', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(folder, 'postgres.new', 'PG_VERSION'), '18\n');
    expect(await countAccounts(folder)).toBe(0);
    expect(existsSync(join(folder, 'postgres.new'))).toBe(false);
  });

  it('belongs to one at a time', async () => {
    const folder = copy();
    const database = await openDatabase({ folder });
    await expect(openDatabase({ folder })).rejects.toMatchObject({ kind: 'locked', details: { folder } });
    await database.close();
    expect(await countAccounts(folder)).toBe(500);
  });

  it('is not writable when its place is taken by a file', async () => {
    const file = newFolder();
    writeFileSync(file, '');
    await expect(openDatabase({ folder: file })).rejects.toMatchObject({ kind: 'not_writable' });
    await expect(openDatabase({ folder: join(file, 'below') })).rejects.toMatchObject({ kind: 'not_writable' });
  });

  it('may be closed twice, and answers nothing afterwards', async () => {
    const database = await openDatabase({ folder: copy() });
    await Promise.all([database.close(), database.close()]);
    await expect(database.pool.query('select 1')).rejects.toThrow();
  });
});

describe('a database whose thread dies', () => {
  it('fails what runs and what comes, closes, and keeps what was saved', async () => {
    const folder = copy();
    const database = await openDatabase({ folder });
    // Data that a client sends after a statement is not carried over the bridge: PostgreSQL gives up its session, and with it everything.
    const fatal = sql`copy record from stdin`.execute(database.db);
    const beside = sql`select 1`.execute(database.db);
    for (const query of [fatal, beside]) await expect(query).rejects.toMatchObject({ kind: 'stopped' });
    await expect(sql`select 1`.execute(database.db)).rejects.toMatchObject({ kind: 'stopped', details: { folder } });
    await expect(database.backup(join(scratch, 'never'))).rejects.toMatchObject({ kind: 'stopped' });
    await database.close();
    expect(await countAccounts(folder)).toBe(500);
  });
});

describe('a backup', () => {
  it('is made while others write, and restores to the same rows', async () => {
    const folder = copy();
    const file = join(scratch, 'backup.tar.gz');
    const database = await openDatabase({ folder });
    const stores = createStores(database.db);
    const late = Array.from({ length: 20 }, (_, i) => readOf('account', sampleAccount(`late${i}`)));
    const options = { learnedAt: '2026-01-02T00:00:00.000Z', backfill: false };
    await Promise.all([database.backup(file), ...late.map((read) => stores.records.save(connection, [read], options))]);
    await database.close();

    const restored = newFolder();
    await restoreBackup(file, restored);
    expect(await countAccounts(restored)).toBeGreaterThanOrEqual(500);
    expect(await countAccounts(restored)).toBeLessThanOrEqual(520);
    expect(existsSync(`${file}.partial`)).toBe(false);
    await expect(restoreBackup(file, restored)).rejects.toMatchObject({ kind: 'occupied' });
  });

  it('is refused when it is cut short, something else, or missing; the folder stays empty', async () => {
    const folder = copy();
    const file = join(scratch, 'whole.tar.gz');
    const database = await openDatabase({ folder });
    await database.backup(file);
    await expect(database.backup(join(scratch, 'no', 'such', 'folder'))).rejects.toMatchObject({
      kind: 'not_writable',
    });
    await database.close();
    const cut = join(scratch, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(file).subarray(0, 1_000_000));
    const other = join(scratch, 'other.txt');
    writeFileSync(other, 'no archive');
    for (const bad of [cut, other, join(scratch, 'missing')]) {
      const target = newFolder();
      await expect(restoreBackup(bad, target)).rejects.toMatchObject({ kind: 'bad_backup', details: { file: bad } });
      expect(readdirSync(target)).toEqual(['in-use.lock']);
    }
  });

  it('is not restored into a folder in use', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const lock = lockFolder(folder);
    await expect(restoreBackup('any', folder)).rejects.toMatchObject({ kind: 'locked' });
    lock.release();
  });
});
