import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { AnnouncedChange, InboxStore } from '../../src/ports/inbox.ts';
import type { ConnectionStore } from '../../src/ports/connections.ts';

interface Row {
  readonly connection: ConnectionId;
  readonly change: AnnouncedChange;
  readonly receivedAt: string;
  state: 'waiting' | 'done' | 'parked';
  attempts: number;
}

export function memoryInbox(connections: Pick<ConnectionStore, 'get'>): InboxStore {
  const rows = new Map<string, Row>();
  const idOf = (connection: ConnectionId, key: string) => `${connection} ${key}`;
  const waitingOf = (connection: ConnectionId) =>
    [...rows.values()].filter((row) => row.connection === connection && row.state === 'waiting');
  return {
    add: async (connection, changes, receivedAt) => {
      if ((await connections.get(connection)) === null) return { added: 0 };
      const fresh = changes.filter(({ key }) => !rows.has(idOf(connection, key)));
      for (const change of fresh)
        rows.set(idOf(connection, change.key), { connection, change, receivedAt, state: 'waiting', attempts: 0 });
      return { added: new Set(fresh.map(({ key }) => key)).size };
    },
    waiting: (connection, records) => {
      const inOrder = waitingOf(connection).sort(
        (a, b) => compare(a.receivedAt, b.receivedAt) || compare(a.change.key, b.change.key),
      );
      const longest = [...new Set(inOrder.map(({ change }) => recordOf(change)))].slice(0, records);
      return Promise.resolve(inOrder.flatMap(({ change }) => (longest.includes(recordOf(change)) ? [change] : [])));
    },
    settle: (connection, keys) => {
      for (const key of keys) {
        const row = rows.get(idOf(connection, key));
        if (row !== undefined) row.state = 'done';
      }
      return Promise.resolve();
    },
    fail: (connection, keys) => {
      for (const row of waitingOf(connection)) {
        if (!keys.includes(row.change.key)) continue;
        row.attempts++;
        if (row.attempts >= 5) row.state = 'parked';
      }
      return Promise.resolve();
    },
    counts: (connection) => {
      const waiting = waitingOf(connection);
      const parked = [...rows.values()].filter((row) => row.connection === connection && row.state === 'parked').length;
      const oldest = waiting.map(({ receivedAt }) => receivedAt).sort(compare)[0] ?? null;
      return Promise.resolve({ waiting: waiting.length, parked, oldest });
    },
    connections: () =>
      Promise.resolve([
        ...new Set([...rows.values()].flatMap((row) => (row.state === 'waiting' ? [row.connection] : []))),
      ]),
    forget: (before) => {
      const old = [...rows].filter(([, row]) => row.state === 'done' && row.receivedAt < before);
      for (const [id] of old) rows.delete(id);
      return Promise.resolve({ dropped: old.length });
    },
  };
}

const recordOf = ({ type, id }: AnnouncedChange): string => `${type} ${id}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
