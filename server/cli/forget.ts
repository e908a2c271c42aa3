import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** Deletes a person from everything stored of a connection and prints a receipt. `text` is the record id of a contact or an e-mail address it had. */
export async function forget(session: Session, text: string): Promise<void> {
  const { product, terminal, sentences } = session;
  const { stores, clock } = product.stored;
  const { id: connection } = await session.connection();
  const ids = await stores.records.findContacts(connection, text);
  if (ids.length === 0) throw new CommandError(({ cli }) => cli.sentence('personUnknown', { name: text }));
  const at = clock.now().toISOString();
  await stores.records.erase(connection, 'contact', ids, at);
  terminal.print(sentences.cli.sentence('forgotten', { ids: ids.join(', '), at, connection }));
}
