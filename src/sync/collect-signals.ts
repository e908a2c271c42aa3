import type { ConnectionId } from '../accounts/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { Progress } from '../ports/progress.ts';
import type { SignalSource } from '../ports/signal-source.ts';
import type { Stores } from '../ports/stores.ts';

export interface CollectDependencies {
  readonly stores: Pick<Stores, 'signals'>;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly logger: Logger;
}
export interface CollectReport {
  readonly read: number;
  /** How many more are known than before. */
  readonly added: number;
  /** Kept, and tried again after the next refresh: their account key is unknown. */
  readonly unresolved: number;
  readonly rejected: number;
}

/**
 * Reads a source to its end, batch by batch. Rows that could not be read are kept with their place and reason; the others count. Safe to repeat: what
 * says what is known adds nothing, and a first import that broke off goes on as the backfill it was.
 */
export const createCollectSignals =
  ({ stores, clock, progress, logger }: CollectDependencies) =>
  async (connection: ConnectionId, source: SignalSource): Promise<CollectReport> => {
    const backfill = !(await stores.signals.hasSource(connection, source.name));
    const report = { read: 0, added: 0, unresolved: 0, rejected: 0 };
    const startedAt = clock.now().toISOString();
    // All of a reading is learnt at its beginning: so the last of several states of one thing counts, also when a batch lies between them, and bad rows replace
    // those of the reading before, also when none is bad any more.
    await stores.signals.saveRejected(connection, source.name, [], startedAt);
    for await (const { signals, rejected } of source.read()) {
      const saved = await stores.signals.save(connection, source.name, signals, { learnedAt: startedAt, backfill });
      if (rejected.length > 0) await stores.signals.saveRejected(connection, source.name, rejected, startedAt);
      report.read += signals.length;
      report.added += saved.added;
      report.unresolved += saved.unresolved;
      report.rejected += rejected.length;
      progress.step('signals', report.read, null);
    }
    await stores.signals.completeSource(connection, source.name, clock.now().toISOString());
    logger.info({ connection, source: source.name, ...report }, 'signals collected');
    return report;
  };
