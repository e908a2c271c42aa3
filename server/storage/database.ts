import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { type Embedded, openEmbedded } from './embedded/open-embedded.ts';
import { migrate } from './migrate.ts';
import { type OnStatement, pgDialect } from './pg-driver.ts';
import { StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';
import { typeMapping } from './type-mapping.ts';

export interface Database {
  readonly kind: 'embedded' | 'server';
  /** PostgreSQL's version, such as "18.6". */
  readonly version: string;
  readonly db: Kysely<Tables>;
  /** The driver's pool, for libraries that bring their own SQL. */
  readonly pool: pg.Pool;
  /** Resolves when the database answers within five seconds; rejects otherwise. */
  check(): Promise<void>;
  /** After large runs: statistics and dead rows of the tables they filled; keeps the embedded database's log short. */
  maintain(): Promise<void>;
  /** Embedded: the whole database as one .tar.gz file (restoreBackup reads it). Throws StorageError `unsupported` on a server. */
  backup(file: string): Promise<void>;
  /** Waits for what runs. May be called again. */
  close(): Promise<void>;
}

export type DatabaseLocation = { readonly url: string } | { readonly folder: string };

const oldestServer = 15;
/** The embedded database works on one statement at a time; more connections only let short work in between the steps of long work. */
const embeddedConnections = 6;
const serverConnections = 10;
/** Without a limit each question that a database in trouble leaves open would keep a connection of the pool. */
const quickQuestion = { text: 'select 1', query_timeout: 5_000 };

/**
 * Opens the database and brings its schema up to date. `url` is a PostgreSQL 15 or newer, `folder` the embedded database in that folder, made when missing.
 * Throws StorageError `locked`, `corrupt`, `not_writable`, `full`, `unreachable`, `too_old` or `newer_schema`.
 */
export const openDatabase = async (
  location: DatabaseLocation,
  options: { readonly onStatement?: OnStatement } = {},
): Promise<Database> => {
  const embedded = 'folder' in location ? await openEmbedded(location.folder) : null;
  const pool = new pg.Pool({
    ...('url' in location ? serverSettings(location.url) : embeddedSettings(embedded)),
    types: typeMapping,
    // A process that ends without closing the database, after an error say, must not hang for it.
    allowExitOnIdle: true,
  });
  // A lost connection fails the query that runs on it; lost while idle, the next query opens another one or reports what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: pgDialect(pool, options.onStatement ?? (() => undefined)) });
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll(db, embedded));
  try {
    const version = await checkVersion(db);
    await migrate(db);
    return {
      kind: embedded === null ? 'server' : 'embedded',
      version,
      db,
      pool,
      check: async () => {
        await pool.query(quickQuestion);
      },
      maintain: () => maintain(db, embedded !== null),
      backup: (file) => (embedded === null ? Promise.reject(new StorageError('unsupported')) : embedded.backup(file)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const closeAll = async (db: Kysely<Tables>, embedded: Embedded | null): Promise<void> => {
  await db.destroy();
  await embedded?.close();
};

const serverSettings = (url: string): pg.PoolConfig => ({
  connectionString: url,
  max: serverConnections,
  connectionTimeoutMillis: 10_000,
  // A server that vanished without a word is noticed within half a minute by those who wait for it. Whoever was just sending learns it when TCP gives up.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  // A migration, a vacuum or a day's deletions take as long as the tables are large: a server's limit for others would end them each time, at the same point.
  options: '-c statement_timeout=0',
  idle_in_transaction_session_timeout: 60_000,
  application_name: 'renewal-health',
});

const embeddedSettings = (embedded: Embedded | null): pg.PoolConfig => ({
  user: 'postgres',
  database: 'postgres',
  ssl: false,
  max: embeddedConnections,
  stream: () => embedded?.socket(),
});

const checkVersion = async (db: Kysely<Tables>): Promise<string> => {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number`.execute(
    db,
  );
  const { version = '', number = 0 } = rows[0] ?? {};
  if (number < oldestServer * 10_000) throw new StorageError('too_old', { found: version, needed: oldestServer });
  return version;
};

/** The tables that large runs fill. A server's autovacuum does the same by itself, only later. */
const hotTables = [
  'record',
  'record_version',
  'dirty_account',
  'observation',
  'invoice',
  'usage_day',
  'assessment',
  'score_point',
  'tier_state',
  'ledger',
];

const maintain = async (db: Kysely<Tables>, isEmbedded: boolean): Promise<void> => {
  for (const table of hotTables) await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
  if (isEmbedded) await sql`checkpoint`.execute(db);
};
