import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import { fromPostgresError } from './from-postgres-error.ts';
import { StorageError } from './storage-error.ts';

/** Called with the text of every statement sent, `begin` and `commit` included. */
export type OnStatement = (text: string) => void;

/** Kysely on a pool of `pg`, with errors translated and statements announced. */
export const pgDialect = (pool: pg.Pool, onStatement: OnStatement): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PgDriver(pool, onStatement),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

class PgConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #onStatement: OnStatement;
  #broken = false;

  constructor(client: pg.PoolClient, onStatement: OnStatement) {
    this.#client = client;
    this.#onStatement = onStatement;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    this.#onStatement(query.sql);
    try {
      const result = await this.#client.query(query.sql, [...query.parameters]);
      const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(result.command);
      const rows = result.rows as Row[];
      return changes ? { rows, numAffectedRows: BigInt(result.rowCount ?? 0) } : { rows };
    } catch (error) {
      const translated = fromPostgresError(error);
      // The server's farewell may arrive before the end of the connection itself: it must not go back to the pool.
      if (translated instanceof StorageError && translated.kind === 'unreachable') this.#broken = true;
      throw translated;
    }
  }

  streamQuery(): never {
    throw new Error('not offered: large results are read by keyset pages');
  }

  /** A connection that could not roll back is in an unknown state and is not given out again. */
  async rollback(): Promise<void> {
    try {
      await this.executeQuery(CompiledQuery.raw('rollback'));
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }

  release(): void {
    this.#client.release(this.#broken);
  }
}

class PgDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #onStatement: OnStatement;

  constructor(pool: pg.Pool, onStatement: OnStatement) {
    this.#pool = pool;
    this.#onStatement = onStatement;
  }

  async init(): Promise<void> {
    // The pool connects when it is first asked.
  }

  async acquireConnection(): Promise<PgConnection> {
    try {
      return new PgConnection(await this.#pool.connect(), this.#onStatement);
    } catch (error) {
      throw fromPostgresError(error);
    }
  }

  async beginTransaction(connection: PgConnection, settings: TransactionSettings): Promise<void> {
    const level = settings.isolationLevel === undefined ? '' : ` isolation level ${settings.isolationLevel}`;
    await connection.executeQuery(CompiledQuery.raw(`begin${level}`));
  }

  async commitTransaction(connection: PgConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  rollbackTransaction(connection: PgConnection): Promise<void> {
    return connection.rollback();
  }

  releaseConnection(connection: PgConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}
