import type { SyncSummary } from '../../src/sync/run-sync.ts';
import { aloneInCrm } from './in-turn.ts';
import { printSync, summariesJson } from './print-sync.ts';
import type { CommonOptions, Session } from './session.ts';
import type { Target } from './targets.ts';

export interface SyncCommand extends CommonOptions {
  readonly full: boolean;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly json: boolean;
}

/** One sync of each connected CRM, or of the connection that was named, one after the other: of what changed, or of everything. */
export async function sync(session: Session, options: SyncCommand): Promise<void> {
  const summaries: SyncSummary[] = [];
  try {
    for (const open of await session.targets()) summaries.push(await syncOne(session, open, options));
  } finally {
    // also where a later one fails: those before it have happened
    if (options.json && summaries.length > 0) session.terminal.print(JSON.stringify(summariesJson(summaries)));
  }
}

async function syncOne(session: Session, open: Target, options: SyncCommand): Promise<SyncSummary> {
  const { terminal, product, sentences } = session;
  const { full, dryRun, resume, json, locale } = options;
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
  return summary;
}
