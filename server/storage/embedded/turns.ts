import type { SessionState } from './wire.ts';

interface Turn {
  readonly connection: number | null;
  readonly run: () => Promise<SessionState>;
}

export interface Turns {
  /** Runs in order of arrival; while a connection holds the session (an open transaction), only its own turns run. */
  ask(connection: number, run: () => Promise<SessionState>): void;
  /** Runs `work` when nobody holds the session; nothing else runs meanwhile. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Drops what the connection still wanted; a transaction it left open is rolled back before anybody else's turn. */
  leave(connection: number): void;
}

/**
 * The embedded database has one session, the driver has several connections: this decides whose turn it is.
 * A holder that asks for nothing for `patienceMs` is handed to `onAbandoned`: nobody could ever work again behind a forgotten transaction.
 */
export const createTurns = (options: {
  readonly rollback: () => Promise<void>;
  readonly patienceMs: number;
  readonly onAbandoned: (connection: number) => void;
}): Turns => {
  let waiting: Turn[] = [];
  let holder: number | null = null;
  let busy = false;
  let running: number | null = null;
  let patience: NodeJS.Timeout | undefined;

  const watchHolder = (connection: number) => {
    patience = setTimeout(() => {
      options.onAbandoned(connection);
    }, options.patienceMs);
    patience.unref();
  };

  const takeNext = (): Turn | undefined => {
    const index = holder === null ? 0 : waiting.findIndex((turn) => turn.connection === holder);
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };

  const next = async (): Promise<void> => {
    if (busy) return;
    const turn = takeNext();
    if (turn === undefined) return;
    busy = true;
    running = turn.connection;
    clearTimeout(patience);
    try {
      holder = (await turn.run()) === 'held' ? turn.connection : null;
      if (holder !== null) watchHolder(holder);
    } finally {
      busy = false;
      running = null;
    }
    // Through the event loop: a long queue must not keep new messages (and closed connections) from being seen.
    setImmediate(() => void next());
  };

  const rollbackTurn = (connection: number): Turn => ({
    connection,
    run: async () => {
      await options.rollback();
      return 'idle';
    },
  });

  return {
    ask: (connection, run) => {
      waiting.push({ connection, run });
      void next();
    },
    alone: (work) =>
      new Promise((resolve, reject) => {
        const run = async (): Promise<SessionState> => {
          await work().then(resolve, reject);
          return 'idle';
        };
        waiting.push({ connection: null, run });
        void next();
      }),
    leave: (connection) => {
      waiting = waiting.filter((turn) => turn.connection !== connection);
      // Whether a running turn leaves a transaction open is known only afterwards: a rollback in vain does no harm.
      if (holder === connection || running === connection) waiting.unshift(rollbackTurn(connection));
      void next();
    },
  };
};
