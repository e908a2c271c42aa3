import type { LedgerEntry, LedgerStore } from '../../src/ports/stores.ts';

export const memoryLedger = (): LedgerStore => {
  let entries: readonly (LedgerEntry & { readonly connection: string })[] = [];
  const of = (connection: string, keep: (entry: LedgerEntry) => boolean): readonly LedgerEntry[] =>
    entries
      .filter((entry) => entry.connection === connection && keep(entry))
      .map(({ connection: _, ...entry }) => entry);
  const newest = (connection: string, type: string, ids: readonly string[]): readonly LedgerEntry[] => [
    ...new Map(
      of(connection, (entry) => entry.type === type && ids.includes(entry.recordId)).map((entry) => [
        entry.recordId,
        entry,
      ]),
    ).values(),
  ];

  return {
    plan: (connection, run, planned) => {
      const first = entries.length + 1;
      const added = planned.map((entry, i): LedgerEntry => ({
        ...entry,
        id: first + i,
        run,
        state: 'planned',
        reason: null,
      }));
      entries = [...entries, ...added.map((entry) => ({ ...entry, connection }))];
      return Promise.resolve(added);
    },
    mark: (connection, settled, at) => {
      const states = new Map(settled.map(({ id, state, reason }) => [id, { state, reason, at }]));
      entries = entries.map((entry) =>
        entry.connection === connection ? { ...entry, ...states.get(entry.id) } : entry,
      );
      return Promise.resolve();
    },
    open: (connection) => Promise.resolve(of(connection, ({ state }) => state === 'planned' || state === 'in_flight')),
    entries: async function* (connection, run) {
      const mine = of(connection, (entry) => entry.run === run);
      if (mine.length > 0) yield await Promise.resolve(mine);
    },
    parked: (connection, type, ids) =>
      Promise.resolve(
        new Map(
          newest(connection, type, ids)
            .filter(({ state }) => state === 'refused')
            .map((entry) => [entry.recordId, entry]),
        ),
      ),
    revisions: (connection, type, ids) => {
      const highest = new Map<string, number>();
      for (const { recordId, revision } of of(
        connection,
        (entry) => entry.type === type && ids.includes(entry.recordId),
      ))
        highest.set(recordId, Math.max(revision, highest.get(recordId) ?? 0));
      return Promise.resolve(highest);
    },
  };
};
