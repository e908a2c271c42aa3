import { type ConnectionId, crmOf } from '../../src/accounts/ids.ts';
import type { Install } from '../../src/ports/installs.ts';
import { installEnd } from '../../src/views/install-words.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

/** Ends an installation; `id` names it where there are several. Throws CommandError. */
export async function disconnect(session: Session, id: string | undefined): Promise<void> {
  const { product, terminal, locale } = session;
  const { connection } = await chosen(session, id);
  const install = await endInstall(session, connection);
  await product.queue.unschedule(connection);
  const timeZone = (await product.stored.stores.connections.get(connection))?.timeZone ?? 'UTC';
  const ended = install === null ? null : installEnd(locale, install, timeZone);
  if (ended === null) throw new CommandError((words) => words.nothingInstalled);
  terminal.print(ended);
}

/**
 * Ends an installation in the CRM and here; null where there is none. Throws CommandError, and nothing is changed, where the settings lack the app: its tokens
 * would go while the CRM showed it as installed for good.
 */
export async function endInstall({ product, config }: Session, id: ConnectionId): Promise<Install | null> {
  const install = await product.stored.stores.installs.get(id);
  if (install?.ended !== null) return install;
  const crm = crmOf(id);
  const app = product.apps.get(crm);
  if (app !== undefined) return app.disconnect(id);
  const token = crm === 'hubspot' && config.hubspot !== null ? 'yes' : 'no';
  const params = { connection: id, settings: settings[crm], token } as const;
  throw new CommandError(({ cli }) => cli.sentence('appMissing', params), exitCodes.settings);
}

const settings = {
  hubspot: 'HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET, PUBLIC_BASE_URL',
  salesforce: 'SALESFORCE_INSTALL=yes, SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET, PUBLIC_BASE_URL',
} as const;

async function chosen({ product }: Session, id: string | undefined): Promise<Install> {
  const installs = await product.stored.stores.installs.list();
  const found = installs.filter(({ connection, ended }) => (id === undefined ? ended === null : connection === id));
  const [only, ...others] = found;
  if (only === undefined) throw new CommandError((words) => words.nothingInstalled);
  const choices = found.map(({ connection }) => connection).sort();
  if (others.length > 0)
    throw new CommandError(({ cli }) => cli.sentence('disconnectAmbiguous', { choices: choices.join(', ') }));
  return only;
}
