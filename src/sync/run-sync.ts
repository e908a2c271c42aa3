import type { Connection } from '../accounts/connection.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Clock } from '../ports/clock.ts';
import { CrmError, type CrmGateway, type HealthPresenter, type ProvisionReport } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import type { Progress } from '../ports/progress.ts';
import type { SignalSources } from '../ports/signal-source.ts';
import type { Stores } from '../ports/stores.ts';
import { createCollectSignals, type CollectReport } from './collect-signals.ts';
import { createConnectCrm } from './connect-crm.ts';
import { failureCode } from './failure-code.ts';
import { createPreviewWriteBack } from './preview-write-back.ts';
import { createRecomputeHealth } from './recompute-health.ts';
import { createRefreshRecords } from './refresh-records.ts';
import { endInterrupted, hasWritten, isRecomputeDue } from './summary/earlier-runs.ts';
import { createBookSummary } from './summary/book-summary.ts';
import { statsOf } from './summary/run-stats.ts';
import { type StepsDone, summarise, type SyncOptions, type SyncSummary } from './summary/sync-summary.ts';
import { createWriteBackHealth } from './write-back-health.ts';

export interface SyncDependencies {
  readonly gateway: CrmGateway;
  readonly presenter: HealthPresenter;
  readonly stores: Stores;
  readonly sources: SignalSources;
  readonly firstScorecard: Pick<ScorecardInForce, 'hash' | 'card'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progress: Progress;
}
export type { SyncOptions, SyncSummary } from './summary/sync-summary.ts';

/**
 * The whole job: connect where needed, refresh the records, collect the signals, recompute the health, write back. Recorded as a run with its numbers.
 * Every step is safe to repeat, so a run that broke off is simply run again. One run at a time per connection. Throws CrmError.
 */
export const createRunSync =
  (dependencies: SyncDependencies) =>
  async (options: SyncOptions): Promise<SyncSummary> => {
    const { gateway, stores, clock, logger } = dependencies;
    const begun = { at: clock.now(), calls: gateway.calls() };
    const { connection, provision } = await connect(dependencies, options).catch(async (error: unknown) => {
      await recordRefusal(stores, options, { startedAt: begun.at, endedAt: clock.now() }, error);
      throw error;
    });
    await endInterrupted(stores.runs, connection.id, begun.at.toISOString());
    const run = await stores.runs.start(connection.id, options.kind, begun.at.toISOString());
    const end = (result: {
      outcome: 'done' | 'failed';
      stats: Readonly<Record<string, number>>;
      error: string | null;
    }) => stores.runs.end(connection.id, run, { endedAt: clock.now().toISOString(), ...result });
    try {
      const done = await runSteps(dependencies, options, connection, run);
      const summary = summarise(done, {
        connection,
        provision,
        run,
        kind: options.kind,
        begun,
        ended: clock.now(),
        gateway,
      });
      const stats = statsOf(summary, { dryRun: options.dryRun, recomputedAll: done.recomputedAll });
      await end({ outcome: 'done', stats, error: null });
      logger.info({ connection: connection.id, run, kind: options.kind, ...stats }, 'sync done');
      return summary;
    } catch (error) {
      // The reason of the failure must not be hidden by a second one.
      await end({ outcome: 'failed', stats: {}, error: failureCode(error) }).catch(() => undefined);
      throw error;
    }
  };

async function connect(
  dependencies: SyncDependencies,
  { kind, connection, dryRun, locale }: SyncOptions,
): Promise<{ readonly connection: Connection; readonly provision: ProvisionReport | null }> {
  const id = await dependencies.gateway.identify();
  if (connection !== null && connection !== id) {
    throw new CrmError('conflict', 'other_portal', { details: { found: id, expected: connection } });
  }
  const known = await dependencies.stores.connections.get(id);
  // A dry run leaves the portal without our properties: the first run that writes has to create them.
  const isReady = known !== null && kind !== 'full' && (dryRun || (await hasWritten(dependencies.stores.runs, id)));
  if (isReady) return { connection: known, provision: null };
  return createConnectCrm(dependencies)({ dryRun, locale });
}

/** A connection that is known, and whose CRM refuses what comes before a run (the package is not there yet, say): its list of runs says so. */
async function recordRefusal(
  { connections, runs }: Stores,
  { connection: id, kind }: SyncOptions,
  { startedAt, endedAt }: { readonly startedAt: Date; readonly endedAt: Date },
  error: unknown,
): Promise<void> {
  if (id === null || !(error instanceof CrmError) || (await connections.get(id)) === null) return;
  const run = await runs.start(id, kind, startedAt.toISOString());
  const failed = { endedAt: endedAt.toISOString(), outcome: 'failed', stats: {}, error: failureCode(error) } as const;
  await runs.end(id, run, failed);
}

async function runSteps(
  dependencies: SyncDependencies,
  options: SyncOptions,
  connection: Connection,
  run: number,
): Promise<StepsDone> {
  const { stores, clock } = dependencies;
  const refresh = await createRefreshRecords(dependencies)(
    connection,
    options.kind === 'full' ? 'full' : 'incremental',
  );
  await stores.signals.resolve(connection.id, clock.now().toISOString());
  const signals = await collectAll(dependencies, connection.id);
  const recomputedAll = options.kind !== 'incremental' || (await isRecomputeDue(stores, connection, clock.now()));
  await createRecomputeHealth(dependencies)(connection, recomputedAll ? 'all' : 'dirty');
  return { refresh, signals, recomputedAll, ...(await writeOrPreview(dependencies, options, connection, run)) };
}

async function collectAll(dependencies: SyncDependencies, connection: ConnectionId): Promise<SyncSummary['signals']> {
  const collect = createCollectSignals(dependencies);
  const reports: (CollectReport & { readonly source: string })[] = [];
  for (const source of await dependencies.sources(connection)) {
    reports.push({ source: source.name, ...(await collect(connection, source)) });
  }
  return reports;
}

/** The book is added up while its pages pass by on their way to the CRM. */
async function writeOrPreview(
  dependencies: SyncDependencies,
  { dryRun, kind }: SyncOptions,
  connection: Connection,
  run: number,
): Promise<Pick<StepsDone, 'outcome' | 'book'>> {
  const book = createBookSummary(connection.homeCurrency);
  if (dryRun) {
    const differences = await createPreviewWriteBack(dependencies)(connection, book.add);
    return { outcome: { state: 'previewed', differences }, book: book.result() };
  }
  const options = { run, retryRefused: kind !== 'incremental', onAssessments: book.add };
  const report = await createWriteBackHealth(dependencies)(connection, options);
  if (report.state === 'paused') {
    for await (const page of dependencies.stores.assessments.all(connection.id, 200)) book.add(page);
  }
  return { outcome: { state: 'wrote', report }, book: book.result() };
}
