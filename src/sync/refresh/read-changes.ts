import type { Instant } from '../../accounts/time.ts';
import { mergePages } from '../../common/batch.ts';
import { type CrmRead, type RecordType, recordTypes } from '../../ports/crm.ts';
import {
  horizonMs,
  instantBefore,
  nowOf,
  overlapMs,
  type RefreshContext,
  type RefreshReport,
  stepOf,
} from './refresh-context.ts';
import { rereadLinks } from './reread-links.ts';

/**
 * Reads what changed since the cursors, then the links. The window ends now although the CRM's index may lag: the cursor is held back by the horizon
 * instead, so a change is found as early as the CRM shows it and never passed over.
 */
export async function readChanges(
  context: RefreshContext,
  cursors: Readonly<Record<RecordType, Instant>>,
): Promise<RefreshReport> {
  const startedAt = nowOf(context.clock);
  const { read, changed } = await readWindows(context, cursors, startedAt);
  const links = await rereadLinks(context);
  for (const type of recordTypes) {
    await context.stores.connections.saveCursor(context.connection.id, type, instantBefore(startedAt, horizonMs));
  }
  return {
    kind: 'incremental',
    read,
    changed: changed + links.changed,
    removed: 0,
    linksAsked: links.asked,
    readById: links.readById,
  };
}

async function readWindows(
  { gateway, stores, clock, progress, connection }: RefreshContext,
  cursors: Readonly<Record<RecordType, Instant>>,
  until: Instant,
): Promise<{ readonly read: RefreshReport['read']; readonly changed: number }> {
  const read = { account: 0, renewal: 0, contact: 0, ticket: 0, interaction: 0 };
  let changed = 0;
  const streams: readonly AsyncIterable<readonly CrmRead[]>[] = recordTypes.map((type) =>
    gateway.readChanged(type, connection.mapping, { since: instantBefore(cursors[type], overlapMs), until }),
  );
  for await (const page of mergePages(streams)) {
    const [first] = page;
    if (first === undefined) continue;
    const saved = await stores.records.save(connection.id, page, { learnedAt: nowOf(clock), backfill: false });
    changed += saved.changed;
    read[first.type] += page.length;
    progress.step(stepOf[first.type], read[first.type], null);
  }
  for (const type of recordTypes) progress.step(stepOf[type], read[type], read[type]);
  return { read, changed };
}
