import type { SyncSummary } from '../../src/sync/run-sync.ts';
import { aloneInCrm } from './in-turn.ts';
import { printSync, summariesJson } from './print-sync.ts';
import type { CommonOptions, Session } from './session.ts';

export interface SyncCommand extends CommonOptions {
  readonly full: boolean;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly json: boolean;
}

/** One sync of each connected CRM, or of the connection that was named, one after the other: of what changed, or of everything. */
export async function sync(session: Session, { full, dryRun, resume, json, locale }: SyncCommand): Promise<void> {
  const { terminal, product, sentences } = session;
  const summaries: SyncSummary[] = [];
  for (const open of await session.targets()) {
    const connected = await open();
    const summary = await aloneInCrm(session, connected, async (id) => {
      if (resume) await product.stored.resumeWriteBack(id);
      if (resume && !json) terminal.print(sentences.cli.label('writeBackResumed'));
      const kind = full ? 'full' : 'incremental';
      // a dry run decides nothing
      if (!dryRun) await product.stored.stores.audit.append({ subject: id, action: 'sync_started', object: kind });
      return connected.runSync({ kind, dryRun, connection: id, locale });
    });
    if (full) await product.maintain();
    session.endProgress();
    if (!json) await printSync(session, summary);
    summaries.push(summary);
  }
  if (json) terminal.print(JSON.stringify(summariesJson(summaries)));
}
