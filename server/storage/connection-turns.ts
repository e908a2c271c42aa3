import type pg from 'pg';
import { createTurns, type Turn, type Turns } from '../../src/common/turns.ts';
import type { Database } from './database.ts';
import { LockSession } from './lock-session.ts';

/**
 * Turns over all processes on this database: session locks of PostgreSQL, which end with the process however that ends, and which a process that stands
 * still keeps. One session of the pool holds all turns of a process, so that work for hours takes no connection from short work; a session that is lost
 * loses all its turns, and the next one to begin makes a new session. The embedded database has one process and one session, so there the turns of the
 * process are enough.
 */
export function createConnectionTurns({ kind, pool }: Pick<Database, 'kind' | 'pool'>): Turns {
  const inProcess = createTurns();
  if (kind === 'embedded') return inProcess;
  const enter = enterSession(pool);
  return {
    begin: async (key) => {
      // first of all: a session would grant its own locks a second time
      const own = await inProcess.begin(key);
      if (own === null) return null;
      const session = enter();
      try {
        if (await session.lock(key)) return overProcesses(own, session, key);
      } catch (error) {
        await leave(own, session);
        throw error;
      }
      await leave(own, session);
      return null;
    },
  };
}

/** The session in use, or a new one where that was lost or nobody uses it any more. */
function enterSession(pool: pg.Pool): () => LockSession {
  let current = new LockSession(pool);
  return () => {
    if (current.isOver) current = new LockSession(pool);
    current.enter();
    return current;
  };
}

const leave = (own: Turn, session: LockSession): Promise<void> => {
  session.leave();
  return own.end();
};

function overProcesses(own: Turn, session: LockSession, key: string): Turn {
  let ended = false;
  return {
    isHeld: () => !ended && !session.isLost,
    end: async () => {
      if (ended) return;
      ended = true;
      await session.unlock(key);
      await leave(own, session);
    },
  };
}
