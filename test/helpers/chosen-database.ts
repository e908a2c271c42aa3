import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { embeddedFolder } from './embedded.ts';
import { noteDatabase } from './note-database.ts';
import { startPostgres } from './postgres.ts';

type DatabaseKind = 'embedded' | 'postgres';

/** `npm run acceptance -- --database` says what every test stores in. */
const asked = process.env.TEST_DATABASE;
if (asked !== undefined && asked !== 'embedded' && asked !== 'postgres')
  throw new Error(`TEST_DATABASE is embedded or postgres, not ${asked}.`);

/** The database that was asked for; the usual one of a test where none was. */
export const chosenKind = <Usual>(usual: Usual): DatabaseKind | Usual => asked ?? usual;

/** A database for a file of tests: opening one takes seconds, emptying one milliseconds. */
export interface DatabaseForTest {
  readonly database: Database;
  /** Folder of everything that PostgreSQL, embedded or not, has on disk. */
  readonly files: string;
  empty(): Promise<void>;
  /** Closes the database and removes it. */
  remove(): Promise<void>;
}

export const openDatabaseForTest = async (
  usual: DatabaseKind,
  options: Parameters<typeof openDatabase>[1] = {},
): Promise<DatabaseForTest> => {
  const { location, files, remove } = chosenKind(usual) === 'embedded' ? await newFolder() : await newServer();
  const database = await openDatabase(location, options);
  return {
    ...{ database, files },
    empty: async () => {
      const { rows } = await database.pool.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_version'",
      );
      // the audit log refuses to be emptied, here as everywhere
      const kept = (state: 'enable' | 'disable') =>
        `alter table audit ${state} trigger user; alter table audit_end ${state} trigger user;`;
      await database.pool.query(
        `${kept('disable')} truncate ${rows.map(({ name }) => name).join(', ')} restart identity; ${kept('enable')}`,
      );
    },
    remove: async () => {
      await database.close();
      await remove();
    },
  };
};

const newFolder = async () => {
  const folder = await embeddedFolder();
  const remove = () => Promise.resolve(rmSync(folder, { recursive: true, force: true }));
  return { location: { folder }, files: join(folder, 'postgres'), remove };
};
const newServer = async () => {
  const server = await startPostgres();
  return { location: { url: await server.createDatabase() }, files: server.files, remove: () => server.stop() };
};

export interface StoresForTest {
  /** Empty stores. Where a database was asked for, those of before are emptied with them: one world at a time. */
  fresh(): Promise<Stores>;
  remove(): Promise<void>;
}

/** In memory, or in the database that was asked for. */
export const openStoresForTest = async (): Promise<StoresForTest> => {
  const kind = chosenKind(null);
  if (kind === null) return { fresh: () => Promise.resolve(inMemory()), remove: () => Promise.resolve() };
  const { database, empty, remove } = await openDatabaseForTest(kind);
  const fresh = async () => {
    await empty();
    return createStores(database.db);
  };
  return { fresh, remove };
};

const inMemory = (): Stores => {
  noteDatabase('memory');
  return createMemoryStores();
};
