import type pg from 'pg';
import { createTurns, type Turn, type Turns } from '../../src/common/turns.ts';
import type { Database } from './database.ts';

/** Another space of keys than that of the transactions that write facts of a connection. */
const keySpace = 1;

/**
 * Turns over all processes on this database: a session lock of PostgreSQL on a connection of its own, which ends with the process however that ends, and
 * which a process that stands still keeps. The embedded database has one process and one session, so there the turns of the process are enough.
 */
export function createConnectionTurns({ kind, pool }: Pick<Database, 'kind' | 'pool'>): Turns {
  const inProcess = createTurns();
  if (kind === 'embedded') return inProcess;
  return {
    begin: async (key) => {
      const own = await inProcess.begin(key);
      if (own === null) return null;
      const session = await lockedSession(pool, key).catch(async (error: unknown) => {
        await own.end();
        throw error;
      });
      if (session === null) {
        await own.end();
        return null;
      }
      return overProcesses(own, session, key);
    },
  };
}

async function lockedSession(pool: pg.Pool, key: string): Promise<pg.PoolClient | null> {
  const session = await pool.connect();
  try {
    const { rows } = await session.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, $2)) as locked',
      [key, keySpace],
    );
    if (rows[0]?.locked === true) return session;
    session.release();
    return null;
  } catch (error) {
    session.release(true);
    throw error;
  }
}

function overProcesses(own: Turn, session: pg.PoolClient, key: string): Turn {
  let lost = false;
  const onLost = () => {
    lost = true;
  };
  session.on('error', onLost);
  session.on('end', onLost);
  return {
    isHeld: () => own.isHeld() && !lost,
    end: async () => {
      if (!own.isHeld()) return;
      await own.end();
      session.off('error', onLost);
      session.off('end', onLost);
      // a session that cannot unlock is closed, which unlocks too
      const unlocked = !lost && (await unlock(session, key));
      session.release(!unlocked);
    },
  };
}

async function unlock(session: pg.PoolClient, key: string): Promise<boolean> {
  try {
    await session.query('select pg_advisory_unlock(hashtextextended($1, $2))', [key, keySpace]);
    return true;
  } catch {
    return false;
  }
}
