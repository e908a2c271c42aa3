import { currentActor } from '../../src/common/acting-as.ts';
import type { AuditEntry, AuditStore } from '../../src/ports/audit.ts';

/** Keeps what is appended by itself. Entries that a store writes with its own change, and the chain, are proved on the databases. */
export const memoryAudit = (): AuditStore => {
  const entries: AuditEntry[] = [];
  return {
    append: (entry) => {
      const position = entries.filter(({ subject }) => subject === entry.subject).length + 1;
      const who = { position, at: new Date(0).toISOString(), actor: currentActor() };
      entries.push({ ...entry, ...who, before: null, after: null });
      return Promise.resolve();
    },
    entries: () => Promise.resolve(entries),
    verify: () => Promise.resolve([]),
  };
};
