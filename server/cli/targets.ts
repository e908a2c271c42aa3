import type { Connection } from '../../src/accounts/connection.ts';
import { type ConnectionId, crmOf, type CrmName } from '../../src/accounts/ids.ts';
import { CrmError } from '../../src/ports/crm.ts';
import type { Turn } from '../../src/common/turns.ts';
import type { ConnectedProduct } from '../compose.ts';
import { type Config, installableCrms, installUrl } from '../config.ts';
import type { PortalAccess } from '../gateways.ts';
import { type Choice, chooseInstall, notConnected, unknown } from './choose-connection.ts';
import { CommandError } from './command-error.ts';
import type { OpenedProduct } from './product.ts';
import type { SandboxOrg, SandboxPortal } from './sandbox-process.ts';

/** Which portals and orgs a command works on, and how they are opened. */
export interface Targets {
  /** The CRMs of `crms` whose one portal or org the settings open, or the sandbox does. */
  readonly ownCrms: readonly CrmName[];
  /** The HubSpot portal of the settings. */
  ownPortal(): PortalAccess;
  openOwn(crm: CrmName, turn?: Turn): Promise<ConnectedProduct>;
  /**
   * What a command that asks the CRM works on: the connection it names, or the portal and the org of the settings and the only installation. Throws CommandError
   * before anything is opened when there is none, or when one has to be named.
   */
  targets(): Promise<readonly Target[]>;
  /** The first of these. */
  openConnected(): Promise<ConnectedProduct>;
  /** The stored connection of what was opened, whatever else is in the database. Throws CommandError when it is not connected. */
  connectionOf(connected: Pick<ConnectedProduct, 'identifyCrm'>): Promise<Connection>;
}
export type Target = () => Promise<ConnectedProduct>;

export interface TargetsDependencies {
  readonly config: Config;
  readonly product: OpenedProduct;
  readonly crms: readonly CrmName[];
  readonly portal: SandboxPortal | null;
  readonly startOrg: () => Promise<SandboxOrg>;
  readonly choice: () => Promise<Choice>;
}

export function createTargets(dependencies: TargetsDependencies): Targets {
  const { config, product, crms, portal, startOrg, choice } = dependencies;
  const installable = installableCrms(config);
  const ownCrms = crms.filter((crm) => !installable.includes(crm));

  const ownPortal = (): PortalAccess => {
    if (config.hubspot !== null) return config.hubspot;
    if (portal === null) throw new Error('this command was opened without a CRM');
    return { accessToken: portal.accessToken, baseUrl: portal.url };
  };
  const openOwn = async (crm: CrmName, turn?: Turn): Promise<ConnectedProduct> => {
    if (crm === 'hubspot') return product.connected(ownPortal(), turn);
    if (config.salesforce !== null) return product.connectedOrg(config.salesforce, turn);
    const { url: loginUrl, oauth } = await startOrg();
    return product.connectedOrg({ by: 'client_credentials', loginUrl, ...oauth }, turn);
  };

  const targets = async (): Promise<readonly Target[]> => {
    const all = await choice();
    const installs = all.installs.filter(({ connection }) => installable.includes(crmOf(connection)));
    const install = chooseInstall({ ...all, installs });
    const installed = install === null ? [] : [openInstall(product, install)];
    if (all.asked !== null) return install === null ? [await openAsked(all)] : installed;
    const found = crms.flatMap((crm): readonly Target[] => {
      if (ownCrms.includes(crm)) return [() => openOwn(crm)];
      return install !== null && crmOf(install) === crm ? installed : [];
    });
    return found.length > 0 ? found : installFirst(config);
  };
  /** Only the CRM itself says whose the settings are. */
  const openAsked = async (all: Choice): Promise<Target> => {
    const crm = ownCrms.find((own) => all.asked?.startsWith(`${own}:`) === true);
    const connected = crm === undefined ? unknown(all) : await openOwn(crm);
    const found = await connected.identifyCrm();
    if (found === all.asked) return () => Promise.resolve(connected);
    // a connection of another token is there, and cannot be opened by this one; any other id is a slip
    if (!all.connections.some(({ id }) => id === all.asked)) unknown(all);
    throw new CrmError('conflict', 'other_portal', {
      details: { crm: crmOf(found), found, expected: all.asked ?? '' },
    });
  };

  return {
    ownCrms,
    ownPortal,
    openOwn,
    targets,
    openConnected: async () => ((await targets())[0] ?? notConnected)(),
    connectionOf: async ({ identifyCrm }) =>
      (await product.stored.stores.connections.get(await identifyCrm())) ?? notConnected(),
  };
}

const openInstall =
  (product: OpenedProduct, id: ConnectionId): Target =>
  async () => {
    const connected = await product.connectedInstall(id);
    if (connected === null) throw new CrmError('auth', 'disconnected', { details: { connection: id } });
    return connected;
  };

function installFirst(config: Config): never {
  throw new CommandError(({ cli }) => cli.sentence('installFirst', { url: installUrl(config) }));
}
