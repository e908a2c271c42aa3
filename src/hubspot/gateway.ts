import { connectionId } from '../accounts/ids.ts';
import { overrideValues } from '../crm-fields/override-fields.ts';
import { untilMidnight } from '../crm-fields/zoned-day.ts';
import { realTimers, type Timers } from '../common/timers.ts';
import type { Clock } from '../ports/clock.ts';
import type { CrmActions } from '../ports/crm-actions.ts';
import type { CrmGateway } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import type { AccessTokens } from '../ports/oauth.ts';
import { sizes } from './api.ts';
import { describePortal } from './describe.ts';
import { readAccountLinks, readLinks } from './links.ts';
import { createPortal } from './portal.ts';
import { provision } from './provision.ts';
import { listIds, readAll, readByIds, readChanged, type Reader } from './read-records.ts';
import { createSegments } from './segments.ts';
import { createTask } from './tasks.ts';
import { createTransport } from './transport.ts';
import { writeHealth } from './write-health.ts';

export interface HubSpotGatewayDependencies {
  /** A private app's token, or those of an installation: asked before every call, and once more when one is refused. */
  readonly accessToken: string | AccessTokens;
  /** Default: https://api.hubapi.com. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A call without an answer by then counts as lost. Default: 30 seconds. */
  readonly timeoutMs?: number;
  /** Real time and chance unless a test says otherwise. */
  readonly timers?: Timers;
  readonly random?: () => number;
}

const hubSpot = 'https://api.hubapi.com';
const thirtySeconds = 30_000;

/**
 * One HubSpot account. Make one gateway per account and run: its limiter counts the account's calls, and what it learns of the account (currency, time zone,
 * properties) is asked for once. Interactions of three object types share one record type: their ids are `meeting:1`, `call:1`, `email:1`.
 */
export function createHubSpotGateway(deps: HubSpotGatewayDependencies): CrmGateway & CrmActions {
  const day = {
    untilMidnightMs: () => {
      const facts = portal.knownFacts();
      return facts === null ? null : untilMidnight(facts.timeZone, deps.clock.now().getTime());
    },
  };
  const transport = createTransport({
    accessToken: deps.accessToken,
    baseUrl: (deps.baseUrl ?? hubSpot).replace(/\/$/, ''),
    timeoutMs: deps.timeoutMs ?? thirtySeconds,
    timers: deps.timers ?? realTimers,
    random: deps.random ?? Math.random,
    logger: deps.logger,
    day,
  });
  const portal = createPortal(transport);
  const reader: Reader = { transport, portal };

  return {
    traits: { writeBatch: sizes.batch, linksAreFields: false },
    identify: async () => connectionId('hubspot', (await portal.facts()).portalId),
    describe: () => describePortal(transport, portal),
    provision: ({ dryRun }) => provision(transport, portal, dryRun),
    readAll: (type, mapping) => readAll(reader, type, mapping),
    readChanged: (type, mapping, window) => readChanged(reader, type, mapping, window),
    readByIds: (type, mapping, ids) => readByIds(reader, type, mapping, ids),
    listIds: (type) => listIds(reader, type),
    readLinks: (type, ids) => readLinks(transport, type, ids),
    readAccountLinks: (type, ids) => readAccountLinks(transport, type, ids),
    write: (writes) => writeHealth(transport, writes),
    createTask: (task) => createTask(transport, task),
    createSegments: (segments) => createSegments(transport, segments),
    overrideValues,
    calls: () => transport.count(),
  };
}
