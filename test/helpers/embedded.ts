import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { migrations } from '../../server/storage/migrations/all.ts';
import { noteDatabase } from './note-database.ts';

/** Making a database from nothing takes seconds, copying one takes a tenth: the migrated folder is kept, one for each state of the schema. */
const templateFolder = async (): Promise<string> => {
  const state = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'renewal-health');
  const template = join(cache, `embedded-${state}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, 'new-'));
  await (await openDatabase({ folder: fresh })).close();
  try {
    renameSync(fresh, template);
  } catch {
    rmSync(fresh, { recursive: true }); // another test process was faster
  }
  return template;
};

/** A folder with an empty, migrated embedded database, not open. */
export const embeddedFolder = async (): Promise<string> => {
  noteDatabase('embedded');
  const folder = mkdtempSync(join(tmpdir(), 'renewal-health-'));
  cpSync(await templateFolder(), folder, { recursive: true });
  return folder;
};

/** A DATA_FOLDER for the command line with such a database in it: a command that has to make one begins four seconds of computing later. */
export const dataFolder = async (inside = tmpdir()): Promise<string> => {
  const folder = mkdtempSync(join(inside, 'data-'));
  cpSync(await templateFolder(), join(folder, 'database'), { recursive: true });
  return folder;
};

export interface EmbeddedForTest {
  readonly database: Database;
  readonly folder: string;
  /** Closes the database and removes its folder. */
  remove(): Promise<void>;
}

export const openEmbeddedForTest = async (
  options: Parameters<typeof openDatabase>[1] = {},
): Promise<EmbeddedForTest> => {
  const folder = await embeddedFolder();
  const database = await openDatabase({ folder }, options);
  return {
    database,
    folder,
    remove: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
