import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../src/accounts/connection.ts';
import type { ScorecardInForce } from '../../src/accounts/scorecard.ts';
import { type ConnectionStore, fromTheBeginning } from '../../src/ports/connections.ts';
import type { Run, RunStore, ScorecardStore } from '../../src/ports/stores.ts';

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const memoryConnections = (): ConnectionStore => {
  const connections = new Map<string, Connection>();
  const cursors = new Map<string, string>();
  return {
    get: (id) => Promise.resolve(connections.get(id) ?? null),
    list: () => Promise.resolve([...connections.values()].sort((a, b) => byText(a.id, b.id))),
    add: (connection) => {
      if (!connections.has(connection.id)) connections.set(connection.id, connection);
      return Promise.resolve();
    },
    change: (id, decide) => {
      const before = connections.get(id);
      if (before === undefined) return Promise.resolve(null);
      const after = { ...before, ...decide(before) };
      connections.set(id, after);
      if (!isDeepStrictEqual(before.mapping, after.mapping))
        for (const key of cursors.keys()) if (key.startsWith(`${id} `)) cursors.set(key, fromTheBeginning);
      return Promise.resolve(after);
    },
    cursor: (id, type) => Promise.resolve(cursors.get(`${id} ${type}`) ?? null),
    saveCursor: (id, type, until) => Promise.resolve(void cursors.set(`${id} ${type}`, until)),
  };
};

export const memoryScorecards = (): ScorecardStore => {
  const cards = new Map<string, readonly ScorecardInForce[]>();
  const inForce = (connection: string) => cards.get(connection) ?? [];
  return {
    inForce: (connection) => Promise.resolve(inForce(connection)),
    publish: (connection, card) => {
      if (inForce(connection).at(-1)?.hash !== card.hash) {
        const others = inForce(connection).filter(({ since }) => since !== card.since);
        cards.set(
          connection,
          [...others, card].sort((a, b) => byText(a.since, b.since)),
        );
      }
      return Promise.resolve();
    },
  };
};

export const memoryRuns = (): RunStore => {
  const runs: (Run & { readonly connection: string })[] = [];
  return {
    start: (connection, kind, at) => {
      const id = runs.length + 1;
      runs.push({ connection, id, kind, startedAt: at, endedAt: null, outcome: 'running', stats: {}, error: null });
      return Promise.resolve(id);
    },
    end: (connection, id, result) => {
      const index = runs.findIndex((run) => run.connection === connection && run.id === id);
      const run = runs[index];
      if (run !== undefined) runs[index] = { ...run, ...result };
      return Promise.resolve();
    },
    lastDone: (connection) => {
      const done = runs.filter((run) => run.connection === connection && run.outcome === 'done');
      return Promise.resolve(Object.fromEntries(done.map(({ kind, startedAt }) => [kind, startedAt])));
    },
    latest: (connection, limit) => {
      const mine = runs.filter((run) => run.connection === connection).toReversed();
      return Promise.resolve(mine.slice(0, limit).map(({ connection: _, ...run }) => run));
    },
  };
};
