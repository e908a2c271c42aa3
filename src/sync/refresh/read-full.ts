import { mergePages } from '../../common/batch.ts';
import { type CrmRead, type RecordType, recordTypes } from '../../ports/crm.ts';
import { notPermitted } from '../../ports/connections.ts';
import { whilePermitted } from './permitted.ts';
import {
  horizonMs,
  instantBefore,
  noLinksAsked,
  nowOf,
  type RefreshContext,
  type RefreshReport,
  stepOf,
} from './refresh-context.ts';
import { removeMissing } from './remove-missing.ts';

type Seen = Readonly<Record<RecordType, Set<string>>>;

/**
 * Reads every live record, all types at once. Pages are saved as they come; only the ids are kept, to find what was deleted without a further call.
 * Cursors move at the very end, to the start of the read minus the horizon, so that a run that broke off is simply repeated.
 */
export async function readFull(context: RefreshContext): Promise<RefreshReport> {
  const { stores, clock, connection } = context;
  const startedAt = nowOf(clock);
  await markFirstRefresh(context, startedAt);
  const { seen, changed, refused } = await readEverything(context, await backfilledTypes(context));
  let removed = 0;
  for (const type of recordTypes) if (!refused.has(type)) removed += await removeMissing(context, type, seen[type]);
  for (const type of recordTypes) {
    const until = refused.has(type) ? notPermitted : instantBefore(startedAt, horizonMs);
    await stores.connections.saveCursor(connection.id, type, until);
  }
  return { kind: 'full', read: sizes(seen), changed, removed, linksAsked: noLinksAsked, readById: 0 };
}

/** The first attempt counts, also when it breaks off: the backfill of the next attempt belongs to the same instant. */
async function markFirstRefresh({ stores, connection }: RefreshContext, startedAt: string): Promise<void> {
  await stores.connections.change(connection.id, ({ firstRefreshAt }) => ({
    firstRefreshAt: firstRefreshAt ?? startedAt,
  }));
}

/** Types that were never read to their end: their records are known by their own dates. */
async function backfilledTypes({ stores, connection }: RefreshContext): Promise<ReadonlySet<RecordType>> {
  const types = new Set<RecordType>();
  for (const type of recordTypes) {
    if ((await stores.connections.cursor(connection.id, type)) === null) types.add(type);
  }
  return types;
}

async function readEverything(
  { gateway, stores, clock, progress, connection }: RefreshContext,
  backfilled: ReadonlySet<RecordType>,
): Promise<{ readonly seen: Seen; readonly changed: number; readonly refused: ReadonlySet<RecordType> }> {
  const seen: Seen = {
    account: new Set(),
    renewal: new Set(),
    contact: new Set(),
    ticket: new Set(),
    interaction: new Set(),
  };
  let changed = 0;
  const refused = new Set<RecordType>();
  const streams: readonly AsyncIterable<readonly CrmRead[]>[] = recordTypes.map((type) =>
    whilePermitted(type, gateway.readAll(type, connection.mapping), refused),
  );
  for await (const page of mergePages(streams)) {
    const [first] = page;
    if (first === undefined) continue;
    const options = { learnedAt: nowOf(clock), backfill: backfilled.has(first.type) };
    changed += (await stores.records.save(connection.id, page, options)).changed;
    for (const { type, id } of page) seen[type].add(id);
    progress.step(stepOf[first.type], seen[first.type].size, null);
  }
  for (const type of recordTypes) progress.step(stepOf[type], seen[type].size, seen[type].size);
  return { seen, changed, refused };
}

const sizes = (seen: Seen): RefreshReport['read'] => ({
  account: seen.account.size,
  renewal: seen.renewal.size,
  contact: seen.contact.size,
  ticket: seen.ticket.size,
  interaction: seen.interaction.size,
});
