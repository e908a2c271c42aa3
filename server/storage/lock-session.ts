import type pg from 'pg';
import { fromPostgresError } from './from-postgres-error.ts';
import { StorageError } from './storage-error.ts';

/** Another space of keys than that of the transactions that write facts of a connection. */
const keySpace = 1;
/** An answer that takes longer never comes: these statements wait for nothing. */
const answerMs = 10_000;
/**
 * A machine that vanished without a word must not keep its locks for PostgreSQL's own two hours. And silence is what this session is for: a server that ends
 * idle sessions would take the turns away from every work that lasts longer.
 */
const stayUntilVanished = {
  text: `set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
    set idle_session_timeout = 0`,
  query_timeout: answerMs,
};

/** A connection of the pool for as long as anybody is in it, with any number of session locks. Over once the last one left it, or once it is lost. */
export class LockSession {
  readonly #pool: pg.Pool;
  #client: Promise<pg.PoolClient> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #inside = 0;
  #state: 'open' | 'lost' | 'left' = 'open';

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Its locks are gone: PostgreSQL gave them up with the connection. */
  get isLost(): boolean {
    return this.#state === 'lost';
  }
  get isOver(): boolean {
    return this.#state !== 'open';
  }

  enter(): void {
    this.#inside++;
    this.#client ??= this.#open();
  }

  /** False when another session holds it. Rejects when this session is lost or cannot be opened. */
  async lock(key: string): Promise<boolean> {
    const { rows } = await this.#ask<{ locked: boolean }>('pg_try_advisory_lock', key);
    return rows[0]?.locked === true && !this.isLost;
  }

  /** Never rejects: a session that cannot unlock is closed, which unlocks too. */
  async unlock(key: string): Promise<void> {
    if (!this.isLost) await this.#ask('pg_advisory_unlock', key).catch(() => undefined);
  }

  leave(): void {
    if (--this.#inside > 0 || this.isOver) return;
    this.#end('left');
  }

  async #open(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect();
    client.on('error', this.#onLost).on('end', this.#onLost);
    try {
      await client.query(stayUntilVanished);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** One statement after the other, as the driver wants it. */
  #ask<Row extends pg.QueryResultRow>(lock: string, key: string): Promise<pg.QueryResult<Row>> {
    const text = `select ${lock}(hashtextextended($1, $2)) as locked`;
    const query = { text, values: [key, keySpace], query_timeout: answerMs };
    const answer = this.#last
      .then(() => this.#client)
      .then((client) => {
        if (client === null || this.isLost) throw new StorageError('unreachable');
        return client.query<Row>(query);
      });
    this.#last = answer.then(
      () => undefined,
      () => this.#onLost(),
    );
    return answer.catch((error: unknown) => {
      throw fromPostgresError(error);
    });
  }

  readonly #onLost = (): void => {
    if (!this.isOver) this.#end('lost');
  };

  #end(how: 'lost' | 'left'): void {
    this.#state = how;
    this.#client?.then(
      (client) => {
        client.off('error', this.#onLost).off('end', this.#onLost);
        client.release(how === 'lost');
      },
      () => undefined,
    );
  }
}
