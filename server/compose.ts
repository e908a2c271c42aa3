import type { ScorecardInForce } from '../src/accounts/scorecard.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { CrmGateway, HealthPresenter } from '../src/ports/crm.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { Progress } from '../src/ports/progress.ts';
import type { SignalSource } from '../src/ports/signal-source.ts';
import type { Stores } from '../src/ports/stores.ts';
import { createCollectSignals } from '../src/sync/collect-signals.ts';
import { createConnectCrm } from '../src/sync/connect-crm.ts';
import { createReadDataQuality } from '../src/sync/data-quality.ts';
import { createPreviewScorecard } from '../src/sync/preview-scorecard.ts';
import { createRecomputeHealth } from '../src/sync/recompute-health.ts';
import { createResumeWriteBack } from '../src/sync/resume-write-back.ts';
import { createRunSync } from '../src/sync/run-sync.ts';
import { createUndoRun } from '../src/sync/undo-run.ts';

/** What the product is made of; main.ts chooses the adapters. */
export interface Parts {
  readonly stores: Stores;
  readonly presenter: HealthPresenter;
  readonly sources: readonly SignalSource[];
  readonly firstScorecard: Pick<ScorecardInForce, 'hash' | 'card'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progress: Progress;
}

/** The use-cases that need no CRM: they work on what is stored. */
export function composeStored(parts: Parts) {
  return {
    stores: parts.stores,
    clock: parts.clock,
    collectSignals: createCollectSignals(parts),
    recomputeHealth: createRecomputeHealth(parts),
    previewScorecard: createPreviewScorecard(parts),
    readDataQuality: createReadDataQuality(parts),
    resumeWriteBack: createResumeWriteBack(parts),
  };
}

/** The use-cases that talk to the CRM, over one gateway. */
export function composeConnected(parts: Parts, gateway: CrmGateway) {
  const withGateway = { ...parts, gateway };
  return {
    ...composeStored(parts),
    identifyCrm: () => gateway.identify(),
    describeCrm: () => gateway.describe(),
    connectCrm: createConnectCrm(withGateway),
    runSync: createRunSync(withGateway),
    undoRun: createUndoRun(withGateway),
  };
}

export type StoredProduct = ReturnType<typeof composeStored>;
export type ConnectedProduct = ReturnType<typeof composeConnected>;
