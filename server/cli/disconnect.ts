import { crmOf } from '../../src/accounts/ids.ts';
import type { Install } from '../../src/ports/installs.ts';
import { installEnd } from '../../src/views/install-words.ts';
import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** Ends an installation; `id` names it where there are several. */
export async function disconnect(session: Session, id: string | undefined): Promise<void> {
  const { product, terminal, locale } = session;
  const { connection } = await chosen(session, id);
  const app = product.apps.get(crmOf(connection));
  const install = (await app?.disconnect(connection)) ?? null;
  await product.queue.unschedule(connection);
  const timeZone = (await product.stored.stores.connections.get(connection))?.timeZone ?? 'UTC';
  const ended = install === null ? null : installEnd(locale, install, timeZone);
  if (ended === null) throw new CommandError((words) => words.nothingInstalled);
  terminal.print(ended);
}

async function chosen({ product }: Session, id: string | undefined): Promise<Install> {
  const installs = await product.stored.stores.installs.list();
  const found = installs.filter(({ connection, ended }) => (id === undefined ? ended === null : connection === id));
  const [only, ...others] = found;
  if (only === undefined) throw new CommandError((words) => words.nothingInstalled);
  if (others.length > 0) throw new CommandError(({ cli }) => cli.sentence('missingArgument', { name: 'connection' }));
  return only;
}
