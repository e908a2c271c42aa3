import type { ConnectionId } from '../../src/accounts/ids.ts';
import type { SyncSummary } from '../../src/sync/run-sync.ts';
import { installableCrms } from '../config.ts';
import { listen } from '../http/listen.ts';
import { aloneInCrm, isBusy } from './in-turn.ts';
import { keepServing } from './keep-serving.ts';
import { printSync, summariesJson } from './print-sync.ts';
import type { CommonOptions, Session } from './session.ts';

export interface ServeOptions extends CommonOptions {
  /** Runs the job and ends. */
  readonly once: boolean;
  readonly json: boolean;
}

/** The main job: a full sync, its result on the terminal, then serving until somebody stops it. */
export async function serve(session: Session, { once, json, locale }: ServeOptions): Promise<void> {
  const { terminal, sentences, product } = session;
  if (!once && (installableCrms(session.config).length > 0 || session.config.role !== 'all')) {
    await keepServing(session);
    return;
  }
  // a taken port is said before anything is read or written
  if (!once) await (await listen(() => undefined, session.config.port, session.config.host)).close();
  if (session.isSandbox && !json) terminal.print(terminal.dim(sentences.cli.label('sandboxInUse')));
  const summaries: SyncSummary[] = [];
  // One after the other: both take all the machine has while they score.
  for (const open of await session.targets()) {
    const connected = await open();
    const full = (id: ConnectionId) => connected.runSync({ kind: 'full', dryRun: false, connection: id, locale });
    const summary = await aloneInCrm(session, connected, full).catch((error: unknown) => {
      // the other process does the same; this one serves meanwhile
      if (once || !isBusy(error)) throw error;
      return null;
    });
    if (summary === null) continue;
    session.endProgress();
    if (!json) await printSync(session, summary);
    summaries.push(summary);
  }
  await product.maintain();
  if (json) terminal.print(JSON.stringify(summariesJson(summaries)));
  if (!once) await keepServing(session);
}
