import { alone } from './in-turn.ts';
import type { Session } from './session.ts';

/** Imports the signal files of a folder; rows that cannot be read are listed and the others kept. */
export async function collect(session: Session, folder: string): Promise<void> {
  const { terminal, sentences, product } = session;
  const { cli } = sentences;
  const { id } = await session.connection();
  const report = await alone(session, id, async () => {
    const all = { added: 0, unresolved: 0, rejected: 0 };
    for (const source of await product.signalSources(folder)) {
      const one = await product.stored.collectSignals(id, source);
      all.added += one.added;
      all.unresolved += one.unresolved;
      all.rejected += one.rejected;
    }
    return all;
  });
  session.endProgress();
  terminal.print(cli.sentence('signalsAdded', { count: report.added }));
  if (report.unresolved > 0) terminal.print(cli.sentence('keysUnknown', { count: report.unresolved }));
  terminal.print(cli.sentence('rowsRejected', { count: report.rejected }));
  if (report.rejected === 0) return;
  const rejected = await product.stored.stores.signals.rejected(id);
  for (const row of rejected.slice(0, shown)) terminal.print(`  ${sentences.rejectedRow(row)}`);
  if (rejected.length > shown) terminal.print(cli.sentence('moreLines', { count: rejected.length - shown }));
}

const shown = 20;
