import type { Connection } from '../accounts/connection.ts';
import type { AccountId } from '../accounts/ids.ts';
import { CrmError, type CrmErrorKind, type RecordType, recordTypes } from '../ports/crm.ts';
import type { AnnouncedChange } from '../ports/inbox.ts';
import { type AccountActionDependencies, updateAccounts } from './actions/update-accounts.ts';
import { failureCode } from './failure-code.ts';

export interface FollowReport {
  /** Announcements followed, and those that could not be. */
  readonly followed: number;
  readonly failed: number;
  /** Accounts assessed anew. */
  readonly accounts: number;
}

/** Records of one reading: a few batch calls of any CRM. All that waits for these records is followed by it. */
const batchSize = 500;
/** The whole CRM is at fault, not this record: the announcements wait, and no attempt is counted. */
const passing: ReadonlySet<CrmErrorKind> = new Set(['auth', 'rate_limited', 'unavailable']);

/**
 * Follows what waits in the inbox: reads each announced record as it is now, stores it, assesses the accounts it touches and writes back what differs. Many
 * announcements of one record cost one reading. Safe to repeat at any point. Throws CrmError when the CRM as a whole does not answer: what was not followed
 * waits. An announcement that fails by itself is tried in later rounds and then parked.
 */
export const createFollowChanges =
  (dependencies: AccountActionDependencies) =>
  async (connection: Connection): Promise<FollowReport> => {
    const { stores } = dependencies;
    let [followed, failed] = [0, 0];
    const tried = new Set<string>();
    for (;;) {
      const waiting = await stores.inbox.waiting(connection.id, batchSize + tried.size);
      const batch = waiting.filter(({ key }) => !tried.has(key));
      if (batch.length === 0) break;
      const bad = await follow(dependencies, connection, batch);
      for (const { key } of bad) tried.add(key);
      failed += bad.length;
      followed += batch.length - bad.length;
    }
    return { followed, failed, accounts: await updateTouched(dependencies, connection) };
  };

/** Returns those that could not be followed. */
async function follow(
  dependencies: AccountActionDependencies,
  connection: Connection,
  batch: readonly AnnouncedChange[],
): Promise<readonly AnnouncedChange[]> {
  try {
    await reread(dependencies, connection, batch);
    await dependencies.stores.inbox.settle(connection.id, keysOf(batch));
    return [];
  } catch (error) {
    if (concernsAll(error)) throw error;
    if (batch.length > 1) return followHalves(dependencies, connection, batch);
    dependencies.logger.warn({ connection: connection.id, error: failureCode(error) }, 'announced change not followed');
    await dependencies.stores.inbox.fail(connection.id, keysOf(batch), failureCode(error));
    return batch;
  }
}

/** A type that we may not read must not keep the others waiting. */
const concernsAll = (error: unknown): boolean =>
  error instanceof CrmError && passing.has(error.kind) && error.code !== 'missing_scope';

/** One poisoned record must not keep the others of its batch. */
async function followHalves(
  dependencies: AccountActionDependencies,
  connection: Connection,
  batch: readonly AnnouncedChange[],
): Promise<readonly AnnouncedChange[]> {
  const middle = Math.ceil(batch.length / 2);
  const halves = [batch.slice(0, middle), batch.slice(middle)];
  const bad: AnnouncedChange[] = [];
  for (const half of halves) bad.push(...(await follow(dependencies, connection, half)));
  return bad;
}

async function reread(
  dependencies: AccountActionDependencies,
  connection: Connection,
  batch: readonly AnnouncedChange[],
): Promise<void> {
  const { stores, clock } = dependencies;
  const learnedAt = clock.now().toISOString();
  for (const type of recordTypes) {
    const erased = idsOf(batch, type, 'erased');
    if (erased.length > 0) await stores.records.erase(connection.id, type, erased, learnedAt);
    const ids = idsOf(batch, type, 'changed').filter((id) => !erased.includes(id));
    if (ids.length > 0) await rereadType(dependencies, connection, type, ids, learnedAt);
  }
}

/** What the CRM no longer gives is gone; a merged record answers as its survivor. */
async function rereadType(
  { gateway, stores }: AccountActionDependencies,
  connection: Connection,
  type: RecordType,
  ids: readonly string[],
  learnedAt: string,
): Promise<void> {
  const reads = await gateway.readByIds(type, connection.mapping, ids);
  await stores.records.save(connection.id, reads, { learnedAt, backfill: false });
  const there = new Set(reads.flatMap(({ id, mergedIds }) => [id, ...mergedIds]));
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length > 0) await stores.records.remove(connection.id, type, gone, learnedAt);
}

/** Accounts a round: what a page of assessments may hold at a time. */
const accountsAtOnce = 1000;

/** Rounds until none is left that was not assessed: one whose mark stays, because it changed meanwhile, is the next job's. */
async function updateTouched(dependencies: AccountActionDependencies, connection: Connection): Promise<number> {
  const done = new Set<AccountId>();
  for (;;) {
    const touched = await dependencies.stores.inputs.dirty(connection.id, accountsAtOnce);
    const fresh = touched.filter((account) => !done.has(account));
    if (fresh.length === 0) return done.size;
    await updateAccounts(dependencies, connection, fresh);
    for (const account of fresh) done.add(account);
  }
}

const keysOf = (batch: readonly AnnouncedChange[]) => batch.map(({ key }) => key);
const idsOf = (batch: readonly AnnouncedChange[], type: RecordType, kind: AnnouncedChange['kind']) => [
  ...new Set(batch.flatMap((each) => (each.type === type && each.kind === kind ? [each.id] : []))),
];
