import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { Connection } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { AccountId } from '../accounts/ids.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Progress } from '../ports/progress.ts';
import type { Stores } from '../ports/stores.ts';
import { mergePages } from '../common/batch.ts';
import { assessAccount } from '../scoring/assess-account.ts';
import { createBookSummary, type BookSummary } from './summary/book-summary.ts';
import { pastPoints } from './recompute/past-points.ts';
import { tierChanges } from './recompute/tier-changes.ts';

export interface RecomputeDependencies {
  readonly stores: Pick<Stores, 'records' | 'inputs' | 'assessments' | 'scorecards'>;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly logger: Logger;
}
export interface RecomputeReport {
  /** Counts, tiers and ARR at risk of the accounts assessed now: the whole book only when all were. */
  readonly book: BookSummary;
  /** Assessments that say something new. */
  readonly changed: number;
}

/** An account with twenty users and half a year of usage holds some two thousand facts: two pages of 200 such accounts stay far below the memory limit. */
const chunkSize = 200;

/**
 * Assesses all accounts, or those with facts newer than their assessment, and stores what differs. On its first sight of an account it reconstructs
 * earlier score points. The same facts, scorecards and instant give the same assessments; repeating it changes nothing.
 */
export const createRecomputeHealth =
  ({ stores, clock, progress, logger }: RecomputeDependencies) =>
  async (connection: Connection, scope: 'all' | 'dirty'): Promise<RecomputeReport> => {
    const scorecards = await stores.scorecards.inForce(connection.id);
    const book = createBookSummary(connection.homeCurrency);
    const total = scope === 'all' ? (await stores.records.counts(connection.id)).account : null;
    const pages = scope === 'all' ? everyAccount(stores, connection, clock) : dirtyAccounts(stores, connection, clock);
    let changed = 0;
    for await (const { inputs, readAt } of pages) {
      const assessments = await assessChunk(stores, connection, inputs, scorecards, readAt);
      changed += (await stores.assessments.save(connection.id, assessments, readAt)).changed;
      logTierChanges(logger, connection, inputs, assessments);
      book.add(assessments);
      progress.step('recompute', book.result().accounts, total);
    }
    return { book: book.result(), changed };
  };

/** Once saved, the new tier is the one the next run compares with: each change is logged once. */
function logTierChanges(
  logger: Logger,
  { id }: Connection,
  inputs: readonly AccountInputs[],
  assessments: readonly HealthAssessment[],
): void {
  for (const [index, assessment] of assessments.entries()) {
    const known = inputs[index];
    if (known === undefined) continue;
    for (const change of tierChanges(known, assessment)) {
      logger.info({ connection: id, account: assessment.accountId, ...change }, 'tier changed');
    }
  }
}

interface Chunk {
  readonly inputs: readonly AccountInputs[];
  /** Taken before the facts were read: marks set later are kept. */
  readonly readAt: string;
}

/** All as of one instant, the beginning: the whole book shows one moment. The next page is read while this one is assessed. */
async function* everyAccount(
  { inputs }: RecomputeDependencies['stores'],
  { id }: Connection,
  clock: Clock,
): AsyncGenerator<Chunk> {
  const readAt = clock.now().toISOString();
  for await (const page of mergePages([inputs.all(id, chunkSize)])) yield { inputs: page, readAt };
}

/** Marks that stay (a change that came in the same millisecond) must neither be assessed twice in one run nor hide the others. */
async function* dirtyAccounts(
  { inputs }: RecomputeDependencies['stores'],
  { id }: Connection,
  clock: Clock,
): AsyncGenerator<Chunk> {
  const done = new Set<AccountId>();
  for (;;) {
    const readAt = clock.now().toISOString();
    const marked = await inputs.dirty(id, chunkSize + done.size);
    const fresh = marked.filter((account) => !done.has(account)).slice(0, chunkSize);
    if (fresh.length === 0) return;
    for (const account of fresh) done.add(account);
    yield { inputs: await inputs.some(id, fresh), readAt };
  }
}

async function assessChunk(
  { assessments }: RecomputeDependencies['stores'],
  { id }: Connection,
  inputs: readonly AccountInputs[],
  scorecards: readonly ScorecardInForce[],
  asOf: string,
): Promise<readonly HealthAssessment[]> {
  const past = inputs.map((each) => pastPoints(each, asOf, scorecards));
  const points = past.flatMap((each, i) => withAccount(each, inputs[i]));
  if (points.length > 0) await assessments.savePoints(id, points);
  return inputs.map((each, i) =>
    assessAccount({ inputs: { ...each, points: [...each.points, ...(past[i] ?? [])] }, asOf, scorecards }),
  );
}

const withAccount = (points: readonly AccountInputs['points'][number][], inputs: AccountInputs | undefined) =>
  inputs === undefined ? [] : points.map((point) => ({ ...point, accountId: inputs.accountId }));
