import type { Instant } from '../../accounts/time.ts';
import { mergePages } from '../../common/batch.ts';
import { type CrmRead, type RecordType, recordTypes } from '../../ports/crm.ts';
import { notPermitted } from '../../ports/connections.ts';
import { whilePermitted } from './permitted.ts';
import {
  horizonMs,
  instantBefore,
  noLinksAsked,
  nowOf,
  overlapMs,
  type RefreshContext,
  type RefreshReport,
  stepOf,
} from './refresh-context.ts';
import { rereadLinks } from './reread-links.ts';

/** Where a link is a field, whoever changed it changed the record. */
const noLinks = { changed: 0, readById: 0, asked: noLinksAsked };

/**
 * Reads what changed since the cursors, then the links. The window ends now although the CRM's index may lag: the cursor is held back by the horizon
 * instead, so a change is found as early as the CRM shows it and never passed over.
 */
export async function readChanges(
  context: RefreshContext,
  cursors: Readonly<Record<RecordType, Instant>>,
): Promise<RefreshReport> {
  const startedAt = nowOf(context.clock);
  const refused = new Set(recordTypes.filter((type) => cursors[type] === notPermitted));
  const { read, changed, removed } = await readWindows(context, cursors, startedAt, refused);
  const links = context.gateway.traits.linksAreFields ? noLinks : await rereadLinks(context, refused);
  for (const type of recordTypes) {
    const until = refused.has(type) ? notPermitted : instantBefore(startedAt, horizonMs);
    await context.stores.connections.saveCursor(context.connection.id, type, until);
  }
  return {
    kind: 'incremental',
    read,
    changed: changed + links.changed,
    removed,
    linksAsked: links.asked,
    readById: links.readById,
  };
}

async function readWindows(
  { gateway, stores, clock, progress, connection }: RefreshContext,
  cursors: Readonly<Record<RecordType, Instant>>,
  until: Instant,
  refused: Set<RecordType>,
): Promise<Pick<RefreshReport, 'read' | 'changed' | 'removed'>> {
  const read = { account: 0, renewal: 0, contact: 0, ticket: 0, interaction: 0 };
  let changed = 0;
  let removed = 0;
  const streams: readonly AsyncIterable<readonly CrmRead[]>[] = recordTypes
    .filter((type) => !refused.has(type))
    .map((type) => {
      const window = { since: instantBefore(cursors[type], overlapMs), until };
      return whilePermitted(type, gateway.readChanged(type, connection.mapping, window), refused);
    });
  for await (const page of mergePages(streams)) {
    const [first] = page;
    if (first === undefined) continue;
    const learnedAt = nowOf(clock);
    const live = page.filter(({ deleted }) => deleted !== true);
    const gone = page.flatMap(({ id, deleted }) => (deleted === true ? [id] : []));
    changed += (await stores.records.save(connection.id, live, { learnedAt, backfill: false })).changed;
    if (gone.length > 0) removed += (await stores.records.remove(connection.id, first.type, gone, learnedAt)).changed;
    read[first.type] += page.length;
    progress.step(stepOf[first.type], read[first.type], null);
  }
  for (const type of recordTypes) progress.step(stepOf[type], read[type], read[type]);
  return { read, changed, removed };
}
