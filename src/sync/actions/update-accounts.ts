import type { Connection } from '../../accounts/connection.ts';
import type { AccountId } from '../../accounts/ids.ts';
import type { CrmGateway, HealthPresenter } from '../../ports/crm.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Progress } from '../../ports/progress.ts';
import type { Stores } from '../../ports/stores.ts';
import { failureCode } from '../failure-code.ts';
import { createRecomputeHealth } from '../recompute-health.ts';
import { createWriteBackHealth } from '../write-back-health.ts';
import { storesOfSome } from './stores-of-some.ts';

export interface AccountActionDependencies {
  readonly gateway: CrmGateway;
  readonly presenter: HealthPresenter;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Somebody waits for the answer, or nobody looks: there is nothing to count. */
const noProgress: Progress = { step: () => undefined };

/** Assesses accounts from what is stored and writes back what differs, as a run of its own. Throws CrmError. */
export async function updateAccounts(
  { gateway, presenter, stores, clock, logger }: AccountActionDependencies,
  connection: Connection,
  accounts: readonly AccountId[],
): Promise<void> {
  const now = () => clock.now().toISOString();
  const some = { gateway, presenter, clock, logger, stores: storesOfSome(stores, accounts), progress: noProgress };
  await createRecomputeHealth(some)(connection, 'dirty');
  const run = await stores.runs.start(connection.id, 'write_back', now());
  const end = (outcome: 'done' | 'failed', stats: Readonly<Record<string, number>>, error: string | null) =>
    stores.runs.end(connection.id, run, { endedAt: now(), outcome, stats, error });
  try {
    const options = { run, retryRefused: true, onAssessments: () => undefined };
    const report = await createWriteBackHealth(some)(connection, options);
    const written = report.state === 'done' ? report.written.account + report.written.renewal : 0;
    await end(
      'done',
      { accounts: accounts.length, written, refused: report.state === 'done' ? report.refused.length : 0 },
      null,
    );
  } catch (error) {
    await end('failed', {}, failureCode(error)).catch(() => undefined);
    throw error;
  }
}
