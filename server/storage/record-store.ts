import { type Kysely, sql } from 'kysely';
import { chunk } from '../../src/common/batch.ts';
import type { RecordStore } from '../../src/ports/stores.ts';
import { appendAudit } from './append-audit.ts';
import { auditOverrides } from './audit-overrides.ts';
import { erasePeople } from './erase-people.ts';
import { inConnection } from './in-connection.ts';
import { toJson } from './json-text.ts';
import { eraseRecords, removeRecords, saveRecordLinks, saveRecords } from './record-changes.ts';
import { saveMerges } from './record-merges.ts';
import { createRecordReads } from './record-reads.ts';
import { lastOfEach, toRecordRow } from './record-row.ts';
import { storedRecord } from './stored-record.ts';
import type { Tables } from './tables.ts';

/** Rows a statement: large enough that round trips do not count, small enough for a few megabytes of parameters. */
const batchSize = 1000;

export const createRecordStore = (db: Kysely<Tables>): RecordStore => ({
  ...createRecordReads(db),

  save: (connection, reads, options) =>
    inConnection(db, connection, async (tx) => {
      let changed = 0;
      for (const batch of chunk(lastOfEach(reads), batchSize)) {
        const rows = batch.map((read) => toRecordRow(read, options));
        const saved = await saveRecords(tx, connection, rows, options.learnedAt);
        changed += saved.changed;
        // what stood there before anybody looked was decided before the log began
        if (!options.backfill) await auditOverrides(tx, connection, saved.overrides, options);
        changed += await saveMerges(tx, connection, batch, options.learnedAt);
      }
      return { changed };
    }),

  saveLinks: (connection, type, links, learnedAt) =>
    inConnection(db, connection, async (tx) => {
      let changed = 0;
      const unknown: string[] = [];
      for (const batch of chunk([...links], batchSize)) {
        const saved = await saveRecordLinks(tx, connection, type, batch, learnedAt);
        changed += saved.changed;
        unknown.push(...saved.unknown);
      }
      return { changed, unknown };
    }),

  remove: (connection, type, ids, learnedAt) =>
    inConnection(db, connection, async (tx) => {
      let changed = 0;
      for (const batch of chunk(ids, batchSize)) changed += await removeRecords(tx, connection, type, batch, learnedAt);
      return { changed };
    }),

  erase: (connection, type, ids, learnedAt) =>
    inConnection(db, connection, async (tx) => {
      let changed = 0;
      if (type === 'contact') await erasePeople(tx, connection, ids);
      for (const batch of chunk(ids, batchSize)) changed += await eraseRecords(tx, connection, type, batch, learnedAt);
      const object = `${type} ${ids.join(' ')}`;
      await appendAudit(tx, { subject: connection, action: 'erased', object, before: null, after: null });
      return { changed };
    }),

  saveOurs: (connection, writes) =>
    inConnection(db, connection, async (tx) => {
      for (const batch of chunk(writes, batchSize))
        await sql`
          update record r set ours = coalesce(r.ours, '{}') || w.values
          from (
            select type, id, jsonb_object_agg(v.key, v.value) as values
            from jsonb_to_recordset(${toJson(batch)}::jsonb) as w (type text, id text, values jsonb), jsonb_each(w.values) v
            group by type, id
          ) w
          join lateral (${storedRecord(connection, sql`w.type`, sql`w.id`)}) found on found.removed_at is null
          where r.ctid = found.place`.execute(tx);
    }),
});
