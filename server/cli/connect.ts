import { aloneInCrm } from './in-turn.ts';
import type { CommonOptions, Session } from './session.ts';
import { printMapping } from './map.ts';

/** Looks at the portal, saves the connection and creates our properties; what is already there stays. */
export async function connect(session: Session, { locale }: CommonOptions): Promise<void> {
  const { terminal, sentences } = session;
  const connected = await session.openConnected();
  const begin = () => connected.connectCrm({ dryRun: false, locale });
  const { connection, proposal, provision } = await aloneInCrm(session, connected, begin);
  terminal.print(terminal.bold(sentences.cli.sentence('connected', { name: connection.name })));
  terminal.print(sentences.cli.sentence('created', { count: provision.created.length }));
  printMapping(session, connection, proposal);
}
