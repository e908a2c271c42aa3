import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { realTimers, type Timers } from '../../src/common/timers.ts';
import type { Credentials, CredentialStore } from '../../src/ports/credentials.ts';
import { CrmError } from '../../src/ports/crm.ts';
import type { Sealing } from './sealing.ts';
import { StorageError } from './storage-error.ts';
import type { CredentialTable, Tables } from './tables.ts';

export interface CredentialStoreDependencies {
  readonly db: Kysely<Tables>;
  readonly secrets: Sealing;
  readonly timers?: Pick<Timers, 'sleep'>;
  /** How long a renewal is left alone before another process takes over. Default: a minute, twice as long as a call may last. */
  readonly leaseMs?: number;
}

export interface SealedCredentialStore extends CredentialStore {
  /** Seals anew what another key than the one in use has sealed. Returns how many connections that were. */
  reseal(): Promise<number>;
}

const minute = 60_000;
/** A renewal takes some hundred milliseconds. */
const pollMs = 100;

/** Credentials in the database, sealed by column and connection. The lease on a renewal is a row, not a transaction: none stays open while the CRM is asked. */
export const createCredentialStore = ({
  db,
  secrets,
  timers = realTimers,
  leaseMs = minute,
}: CredentialStoreDependencies): SealedCredentialStore => {
  const rows = credentialRows(db, secrets);
  /** Renewals of this process, so that twenty callers make one waiter. */
  const running = new Map<string, Promise<Credentials>>();

  const renewInTurn: CredentialStore['renew'] = async (connection, spent, exchange) => {
    for (;;) {
      const stored = await rows.read(connection);
      if (stored === null) throw new CrmError('auth', 'disconnected', { details: { connection } });
      if (stored.accessToken !== spent) return stored;
      const held = await rows.hold(connection, leaseMs);
      if (held !== null) return renewHeld(connection, spent, held, exchange);
      await timers.sleep(pollMs);
    }
  };

  const renewHeld = async (
    connection: ConnectionId,
    spent: string,
    { fence, credentials }: Held,
    exchange: (current: Credentials) => Promise<Credentials>,
  ): Promise<Credentials> => {
    let pauseMs = 0;
    try {
      // somebody may have renewed between the look and the lease
      const renewed = credentials.accessToken === spent ? await exchange(credentials) : credentials;
      if (renewed !== credentials && !(await rows.replace(connection, fence, renewed)))
        throw new CrmError('conflict', 'lease_lost', { details: { connection } });
      return renewed;
    } catch (error) {
      pauseMs = Math.min(pauseAfter(error), leaseMs);
      throw error;
    } finally {
      await rows.release(connection, fence, pauseMs);
    }
  };

  return {
    read: rows.read,
    save: rows.save,
    remove: rows.remove,
    renew: (connection, spent, exchange) => {
      const key = `${connection} ${spent}`;
      const shared =
        running.get(key) ?? renewInTurn(connection, spent, exchange).finally(() => void running.delete(key));
      running.set(key, shared);
      return shared;
    },
    reseal: () => reseal(db, secrets),
  };
};

/** A renewal whose answer was lost may still be at work in the CRM: until it has ended nobody asks a second time. */
const pauseAfter = (error: unknown): number =>
  error instanceof CrmError && error.kind === 'unavailable' ? (error.retryAfterMs ?? 0) : 0;

interface Held {
  readonly fence: number;
  readonly credentials: Credentials;
}

/** Each statement for itself, atomic by itself. */
const credentialRows = (db: Kysely<Tables>, secrets: Sealing) => ({
  read: async (connection: ConnectionId): Promise<Credentials | null> => {
    const row = await db
      .selectFrom('credential')
      .selectAll()
      .where('connection_id', '=', connection)
      .executeTakeFirst();
    return row === undefined ? null : toCredentials(row, secrets);
  },
  save: async (connection: ConnectionId, credentials: Credentials): Promise<void> => {
    const columns = toColumns(connection, credentials, secrets);
    await db
      .insertInto('credential')
      .values({ connection_id: connection, ...columns, held_until: null })
      .onConflict((conflict) =>
        // a new fence: a renewal of what stood here before must not overwrite it
        conflict
          .column('connection_id')
          .doUpdateSet({ ...columns, held_until: null, fence: sql<number>`nextval('credential_fence')` }),
      )
      .execute();
  },
  remove: async (connection: ConnectionId): Promise<void> => {
    await db.deleteFrom('credential').where('connection_id', '=', connection).execute();
    await rewrite(db);
  },
  /** Null while another one holds it. Time is the database's: every process has the same. */
  hold: async (connection: ConnectionId, leaseMs: number): Promise<Held | null> => {
    const row = await db
      .updateTable('credential')
      .set({
        fence: sql<number>`nextval('credential_fence')`,
        held_until: fromNow(leaseMs),
      })
      .where('connection_id', '=', connection)
      .where(sql<boolean>`(held_until is null or held_until <= now())`)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : { fence: row.fence, credentials: toCredentials(row, secrets) };
  },
  /** False when the lease was lost: the fence is another one, or the row is gone. */
  replace: async (connection: ConnectionId, fence: number, credentials: Credentials): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('credential')
      .set(toColumns(connection, credentials, secrets))
      .where('connection_id', '=', connection)
      .where('fence', '=', fence)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  release: async (connection: ConnectionId, fence: number, pauseMs: number): Promise<void> => {
    await db
      .updateTable('credential')
      .set({ held_until: fromNow(pauseMs) })
      .where('connection_id', '=', connection)
      .where('fence', '=', fence)
      .execute();
  },
});

const fromNow = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000}::float8)`;

/**
 * Deleted rows stay in the table's file until it is written anew. Everybody's tokens wait behind that while it waits: for a dump of the database, say. Then it is
 * left to the next removal; what stays until then is sealed.
 */
const rewrite = (db: Kysely<Tables>): Promise<void> =>
  db.connection().execute(async (session) => {
    await sql`set lock_timeout = '2s'`.execute(session);
    try {
      await sql`vacuum (full) credential`.execute(session);
    } catch (error) {
      if (!(error instanceof StorageError && error.kind === 'conflict')) throw error;
    } finally {
      await sql`reset lock_timeout`.execute(session);
    }
  });

type Row = Selectable<CredentialTable>;

const context = (connection: ConnectionId, column: 'access_token' | 'refresh_token'): string =>
  `${connection} ${column}`;

const toColumns = (connection: ConnectionId, given: Credentials, secrets: Sealing) => ({
  access_token: secrets.seal(given.accessToken, context(connection, 'access_token')),
  refresh_token:
    given.refreshToken === null ? null : secrets.seal(given.refreshToken, context(connection, 'refresh_token')),
  expires_at: given.expiresAt,
  instance_url: given.instanceUrl,
  scopes: JSON.stringify(given.scopes),
});

const toCredentials = (row: Row, secrets: Sealing): Credentials => ({
  accessToken: secrets.open(row.access_token, context(row.connection_id, 'access_token')),
  refreshToken:
    row.refresh_token === null ? null : secrets.open(row.refresh_token, context(row.connection_id, 'refresh_token')),
  expiresAt: row.expires_at,
  instanceUrl: row.instance_url,
  scopes: row.scopes,
});

/** Until every row is sealed with the key in use: one that is renewed in between is looked at again. Leases are not touched. */
const reseal = async (db: Kysely<Tables>, secrets: Sealing): Promise<number> => {
  const moved = new Set<ConnectionId>();
  for (;;) {
    const rows = await db.selectFrom('credential').selectAll().execute();
    const old = rows.filter((row) => !isCurrent(row, secrets));
    if (old.length === 0) return moved.size;
    for (const row of old) if (await resealRow(db, row, secrets)) moved.add(row.connection_id);
  }
};

const isCurrent = ({ access_token, refresh_token }: Row, secrets: Sealing): boolean =>
  secrets.isCurrent(access_token) && (refresh_token === null || secrets.isCurrent(refresh_token));

/** False when somebody has written the row meanwhile. */
const resealRow = async (db: Kysely<Tables>, row: Row, secrets: Sealing): Promise<boolean> => {
  const { access_token, refresh_token } = toColumns(row.connection_id, toCredentials(row, secrets), secrets);
  const { numUpdatedRows } = await db
    .updateTable('credential')
    .set({ access_token, refresh_token })
    .where('connection_id', '=', row.connection_id)
    .where('access_token', '=', row.access_token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
