/** A place at work, held until it is ended. */
export interface Turn {
  /** False once the place was lost, with the database connection that kept it say: whoever works must then stop. */
  isHeld(): boolean;
  end(): Promise<void>;
}

/** One at a time for each key; who comes while another is at work is turned away rather than kept waiting. */
export interface Turns {
  /** Null when somebody else is at work on this key. */
  begin(key: string): Promise<Turn | null>;
}

/** Runs `work` in a turn of its own; null when somebody else is at work on this key. */
export async function inTurn<T>(turns: Turns, key: string, work: (turn: Turn) => Promise<T>): Promise<T | null> {
  const turn = await turns.begin(key);
  if (turn === null) return null;
  try {
    return await work(turn);
  } finally {
    await turn.end();
  }
}

/** Turns of one process. */
export function createTurns(): Turns {
  const taken = new Set<string>();
  return {
    begin: (key) => {
      if (taken.has(key)) return Promise.resolve(null);
      taken.add(key);
      let held = true;
      const turn: Turn = {
        isHeld: () => held,
        end: () => {
          if (held) taken.delete(key);
          held = false;
          return Promise.resolve();
        },
      };
      return Promise.resolve(turn);
    },
  };
}
