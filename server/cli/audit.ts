import { CommandError } from './command-error.ts';
import type { Session } from './session.ts';

/** Prints the audit log, one JSON line an entry, and whether its chains are whole. Fails when an entry was changed or taken out. */
export async function audit({ product, terminal, sentences }: Session): Promise<void> {
  const log = product.stored.stores.audit;
  const entries = await log.entries();
  for (const entry of entries) terminal.print(JSON.stringify(entry));
  const [fault] = await log.verify();
  if (fault !== undefined) {
    const { subject: connection, position } = fault;
    throw new CommandError(({ cli }) => cli.sentence('auditBroken', { connection, position }));
  }
  terminal.print(sentences.cli.sentence('auditWhole', { count: entries.length }));
}
