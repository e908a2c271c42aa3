import { type Kysely, sql } from 'kysely';
import type { AuditEntry, AuditFault, AuditStore } from '../../src/ports/audit.ts';
import { appendAudit, chainStart, entryHash } from './append-audit.ts';
import type { Tables } from './tables.ts';

type Row = AuditEntry & { readonly previous: string; readonly hash: string };

export const createAuditStore = (db: Kysely<Tables>): AuditStore => ({
  append: (entry) => db.transaction().execute((tx) => appendAudit(tx, { ...entry, before: null, after: null })),
  entries: async () => (await readRows(db)).map(({ previous: _previous, hash: _hash, ...entry }) => entry),
  verify: async () => {
    const chains = Map.groupBy(await readRows(db), ({ subject }) => subject);
    const { rows: ends } = await sql<End>`select subject, position, hash from audit_end order by subject`.execute(db);
    const known = new Set(ends.map(({ subject }) => subject));
    const strays = [...chains.keys()].filter((subject) => !known.has(subject));
    const faults = ends.map((end) => faultOf(chains.get(end.subject) ?? [], end));
    return [...faults, ...strays.map((subject) => ({ subject, position: 1 }))].filter((fault) => fault !== null);
  },
});

interface End {
  readonly subject: string;
  readonly position: number;
  readonly hash: string;
}

function faultOf(rows: readonly Row[], end: End): AuditFault | null {
  const { subject } = end;
  let [position, previous] = [1, chainStart];
  for (const row of rows) {
    const isNext = row.position === position && row.previous === previous && row.hash === entryHash(previous, row);
    if (!isNext) return { subject, position };
    [position, previous] = [position + 1, row.hash];
  }
  const isWhole = position === end.position + 1 && previous === end.hash;
  return isWhole ? null : { subject, position };
}

const readRows = async (db: Kysely<Tables>): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`
    select subject, position, at, actor, action, object, before_hash as before, after_hash as after, previous, hash
    from audit order by subject, position`.execute(db);
  return rows;
};
