import { type Kysely, sql, type Transaction } from 'kysely';
import { migrations } from './migrations/all.ts';
import type { Migration } from './migrations/migration.ts';
import { StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

/** Any constant of ours: makes processes that start at the same time wait for each other. */
const lockKey = 7_236_001;
/** Whoever uses a table waits behind a step that waits for it: for a dump of the database, say, that takes an hour. Our own transactions take seconds. */
const longestWait = '10s';

/**
 * Brings the schema up to this code, all steps in one transaction: a failing step leaves everything as it was. Throws StorageError `newer_schema` when the
 * database knows a step that this code does not, `conflict` when others keep a table to themselves. Returns the numbers applied.
 */
export const migrate = (db: Kysely<Tables>, steps: readonly Migration[] = migrations): Promise<readonly number[]> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
    // after that lock: a process that starts beside this one waits as long as it takes
    await sql`set local lock_timeout = ${sql.lit(longestWait)}`.execute(tx);
    const done = await appliedVersion(tx);
    const newest = steps.at(-1)?.number ?? 0;
    if (done > newest) throw new StorageError('newer_schema', { found: done, needed: newest });
    const missing = steps.filter((step) => step.number > done);
    for (const step of missing) {
      await sql.raw(step.up).execute(tx);
      await sql`insert into schema_version (number, name) values (${step.number}, ${step.name})`.execute(tx);
    }
    return missing.map((step) => step.number);
  });

const appliedVersion = async (tx: Transaction<Tables>): Promise<number> => {
  await sql`
    create table if not exists schema_version (
      number integer primary key, name text not null, applied_at timestamptz not null default now()
    )`.execute(tx);
  const { rows } = await sql<{ number: number | null }>`select max(number) as number from schema_version`.execute(tx);
  return rows[0]?.number ?? 0;
};
