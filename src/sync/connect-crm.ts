import type { Connection, Locale } from '../accounts/connection.ts';
import { crmOf } from '../accounts/ids.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Clock } from '../ports/clock.ts';
import type { CrmDescription, CrmGateway, ProvisionReport } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import type { Stores } from '../ports/stores.ts';
import type { MappingProposal } from './mapping/mapping-proposal.ts';
import { proposeMapping } from './propose-mapping.ts';

export interface ConnectDependencies {
  readonly gateway: Pick<CrmGateway, 'describe' | 'provision'>;
  readonly stores: Pick<Stores, 'connections' | 'scorecards' | 'portals'>;
  /** The scorecard a new connection starts with. It counts as in force from ever: history is measured by it. */
  readonly firstScorecard: Pick<ScorecardInForce, 'hash' | 'card'>;
  readonly clock: Clock;
  readonly logger: Logger;
}
export interface ConnectResult {
  readonly connection: Connection;
  readonly isNew: boolean;
  /** What the portal offers now; a connection that exists keeps the mapping it has. */
  readonly proposal: MappingProposal;
  readonly provision: ProvisionReport;
}

const fromEver = '1970-01-01T00:00:00.000Z';

/**
 * Describes the portal, saves the connection (a new one with the proposed mapping) and provisions our properties. Safe to repeat: name, time zone and
 * currency follow the portal, everything people chose stays. `dryRun` leaves the CRM untouched. Throws CrmError.
 */
export const createConnectCrm =
  ({ gateway, stores, firstScorecard, clock, logger }: ConnectDependencies) =>
  async (options: { readonly dryRun: boolean; readonly locale: Locale }): Promise<ConnectResult> => {
    const description = await gateway.describe();
    const proposal = proposeMapping(description);
    const known = await stores.connections.get(description.connectionId);
    const fresh = newConnection(description, proposal, options.locale, clock.now().toISOString());
    await publishFirst(stores.scorecards, fresh, firstScorecard);
    await stores.connections.add(fresh);
    const connection = (await stores.connections.change(fresh.id, () => portalFacts(description))) ?? fresh;
    await stores.portals.save(description, clock.now().toISOString());
    // last: where the CRM refuses our fields, the connection is there to say so
    const provision = await gateway.provision({ dryRun: options.dryRun });
    logger.info({ connection: connection.id, created: provision.created.length, isNew: known === null }, 'connected');
    return { connection, isNew: known === null, proposal, provision };
  };

const portalFacts = ({ name, timeZone, homeCurrency }: CrmDescription) => ({ name, timeZone, homeCurrency });

function newConnection(
  description: CrmDescription,
  { mapping }: MappingProposal,
  locale: Locale,
  connectedAt: string,
): Connection {
  return {
    id: description.connectionId,
    crm: crmOf(description.connectionId),
    ...portalFacts(description),
    locale,
    mapping,
    // Names of people leave the CRM's own records only when somebody allows it.
    showNames: false,
    writeBack: 'on',
    connectedAt,
    firstRefreshAt: null,
  };
}

async function publishFirst(
  scorecards: Stores['scorecards'],
  { id }: Connection,
  first: ConnectDependencies['firstScorecard'],
): Promise<void> {
  const inForce = await scorecards.inForce(id);
  if (inForce.length === 0) await scorecards.publish(id, { since: fromEver, ...first });
}
