import type { ConnectionId } from '../src/accounts/ids.ts';
import type { ScorecardInForce } from '../src/accounts/scorecard.ts';
import type { Clock } from '../src/ports/clock.ts';
import { CrmError, type CrmGateway, type HealthPresenter } from '../src/ports/crm.ts';
import type { CrmActions } from '../src/ports/crm-actions.ts';
import type { Logger } from '../src/ports/logger.ts';
import type { Progress } from '../src/ports/progress.ts';
import type { SignalSources } from '../src/ports/signal-source.ts';
import type { Stores } from '../src/ports/stores.ts';
import type { Turn } from '../src/common/turns.ts';
import { createCollectSignals } from '../src/sync/collect-signals.ts';
import { createConnectCrm } from '../src/sync/connect-crm.ts';
import { createReadDataQuality } from '../src/sync/data-quality.ts';
import { createFollowChanges } from '../src/sync/follow-changes.ts';
import { createPreviewScorecard } from '../src/sync/preview-scorecard.ts';
import { createRecomputeHealth } from '../src/sync/recompute-health.ts';
import { createResumeWriteBack } from '../src/sync/resume-write-back.ts';
import { proposeMapping } from '../src/sync/propose-mapping.ts';
import { createRunSync } from '../src/sync/run-sync.ts';
import { createScreenActions } from '../src/sync/actions/screen-actions.ts';
import { createUndoRun } from '../src/sync/undo-run.ts';
import { createReadAccountHealth } from '../src/views/read-account-health.ts';
import { createReadNextStep } from '../src/views/read-next-step.ts';
import { createReadRenewalBook } from '../src/views/read-renewal-book.ts';
import { createReadSettings } from '../src/views/read-settings.ts';
import type { HubSpotDoor } from './http/hubspot-door.ts';
import { createIsLarge } from './jobs/is-large.ts';
import { tracedActions, tracedGateway } from './observability/traced-gateway.ts';
import { tracedFollow, tracedSync } from './observability/traced-work.ts';

/** What the product is made of; main.ts chooses the adapters. */
export interface Parts {
  readonly stores: Stores;
  readonly presenter: HealthPresenter;
  readonly sources: SignalSources;
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

/** The use-cases that talk to the CRM, over one gateway. Whoever works in a turn names it: a turn that was lost writes nothing more. */
export function composeConnected(
  parts: Parts,
  opened: CrmGateway,
  turn: Pick<Turn, 'isHeld'> = { isHeld: () => true },
) {
  let current = turn;
  const gateway = tracedGateway(heldGateway(opened, { isHeld: () => current.isHeld() }));
  const withGateway = { ...parts, gateway };
  return {
    ...composeStored(parts),
    /** For those who learn only from the CRM whose turn they need. */
    writeOnlyIn: (begun: Turn) => {
      current = begun;
    },
    identifyCrm: () => gateway.identify(),
    describeCrm: () => gateway.describe(),
    connectCrm: createConnectCrm(withGateway),
    runSync: tracedSync(parts.progress, (progress) => createRunSync({ ...withGateway, progress })),
    followChanges: tracedFollow(createFollowChanges(withGateway)),
    undoRun: createUndoRun(withGateway),
    isLarge: createIsLarge(withGateway),
  };
}

function heldGateway<Gateway extends CrmGateway>(gateway: Gateway, { isHeld }: Pick<Turn, 'isHeld'>): Gateway {
  const inTurn = onlyWhile(isHeld);
  return {
    ...gateway,
    write: (writes) => inTurn(() => gateway.write(writes)),
    // a dry run only reads
    provision: (options) => (options.dryRun ? gateway.provision(options) : inTurn(() => gateway.provision(options))),
  };
}

function heldActions(gateway: CrmGateway & CrmActions, turn: Pick<Turn, 'isHeld'>): CrmGateway & CrmActions {
  const inTurn = onlyWhile(turn.isHeld);
  return {
    ...heldGateway(gateway, turn),
    createTask: (task) => inTurn(() => gateway.createTask(task)),
    createSegments: (segments) => inTurn(() => gateway.createSegments(segments)),
  };
}

const onlyWhile =
  (isHeld: () => boolean) =>
  <T>(write: () => Promise<T>): Promise<T> =>
    isHeld() ? write() : Promise.reject(new CrmError('conflict', 'lease_lost'));

/** What the routes of HubSpot's cards and pages need; `gatewayOf` is asked once for each action. */
export function composeDoor(
  parts: Parts,
  options: Pick<HubSpotDoor, 'verify' | 'appId' | 'turns' | 'disconnect'> & {
    readonly gatewayOf: (connection: ConnectionId) => CrmGateway & CrmActions;
  },
): HubSpotDoor {
  const { stores, clock, logger } = parts;
  const { gatewayOf, ...given } = options;
  return {
    ...given,
    ...{ stores, clock, logger },
    readAccountHealth: createReadAccountHealth({ screens: stores.screens, clock }),
    readRenewalBook: createReadRenewalBook({ stores, clock }),
    readSettings: createReadSettings({
      stores,
      clock,
      proposeMapping,
      readDataQuality: createReadDataQuality({ stores }),
    }),
    readNextStep: createReadNextStep({ screens: stores.screens }),
    actions: ({ id }, turn) =>
      createScreenActions({ ...parts, gateway: tracedActions(heldActions(gatewayOf(id), turn)) }),
  };
}

export type StoredProduct = ReturnType<typeof composeStored>;
export type ConnectedProduct = ReturnType<typeof composeConnected>;
