import { type ConnectionId, parseConnectionId } from '../../src/accounts/ids.ts';
import { CommandError } from './command-error.ts';
import { endInstall } from './disconnect.ts';
import { alone } from './in-turn.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

/** Ends a connection and deletes everything stored of it at once, and prints what that was. `text` names it: nothing asks once more. Throws CommandError. */
export async function purgeNow(session: Session, text: string | undefined): Promise<void> {
  const { product, terminal, sentences } = session;
  const { stores, clock } = product.stored;
  const connection = await known(session, text);
  const rows = await alone(session, connection, async () => {
    await endInstall(session, connection);
    const purged = await stores.installs.purge(connection);
    await product.queue.unschedule(connection);
    return [...purged];
  });
  const count = rows.reduce((sum, [, deleted]) => sum + deleted, 0);
  terminal.print(sentences.cli.sentence('purged', { connection, at: clock.now().toISOString(), count }));
  const columns = [
    { title: sentences.cli.label('table') },
    { title: sentences.cli.label('count'), align: 'right' as const },
  ];
  if (rows.length > 0)
    terminal.print(
      table(
        columns,
        rows.map(([name, deleted]) => [name, String(deleted)]),
      ),
    );
}

async function known({ product }: Session, text: string | undefined): Promise<ConnectionId> {
  if (text === undefined) throw new CommandError(({ cli }) => cli.sentence('missingArgument', { name: 'connection' }));
  const { connections, installs } = product.stored.stores;
  const id = parseConnectionId(text);
  const isStored = id !== null && ((await connections.get(id)) ?? (await installs.get(id))) !== null;
  if (!isStored) throw new CommandError((words) => words.nothingInstalled);
  return id;
}
