import type { Connection } from '../../src/accounts/connection.ts';
import type { SyncSummary } from '../../src/sync/run-sync.ts';
import { createApp } from '../http/app.ts';
import { listen } from '../http/listen.ts';
import type { ScheduledJob } from '../jobs/due-job.ts';
import { createTurns, inTurn } from '../../src/common/turns.ts';
import { sandboxApp, startRecordPage } from './record-page-process.ts';
import { startSchedule } from '../jobs/schedule.ts';
import { isInstallable } from '../config.ts';
import { printSync, summariesJson } from './print-sync.ts';
import { serveInstalled } from './serve-installed.ts';
import type { CommonOptions, Session } from './session.ts';
import { stopSignal } from './stop-signal.ts';

export interface ServeOptions extends CommonOptions {
  /** Runs the job and ends. */
  readonly once: boolean;
  readonly json: boolean;
}

/** The main job: a full sync, its result on the terminal, then serving until somebody stops it. */
export async function serve(session: Session, { once, json, locale }: ServeOptions): Promise<void> {
  const { terminal, sentences, product } = session;
  if (isInstallable(session.config) && !once) {
    await serveInstalled(session);
    return;
  }
  if (session.isSandbox && !json) terminal.print(terminal.dim(sentences.cli.label('sandboxInUse')));
  const summaries: SyncSummary[] = [];
  // One after the other: both take all the machine has while they score.
  for (const crm of session.crms) {
    const connected = await session.openConnected(crm);
    const summary = await connected.runSync({ kind: 'full', dryRun: false, connection: null, locale });
    session.endProgress();
    if (!json) await printSync(session, summary);
    summaries.push(summary);
  }
  await product.maintain();
  if (json) terminal.print(JSON.stringify(summariesJson(summaries)));
  if (!once) await keepServing(session, summaries);
}

async function keepServing(session: Session, summaries: readonly SyncSummary[]): Promise<void> {
  const { product, config, terminal, sentences } = session;
  let serving = true;
  const turns = createTurns();
  const app = session.isSandbox ? sandboxApp() : config.hubspotApp;
  const access = session.crms.includes('hubspot') ? await session.openCrm() : null;
  const http = createApp({
    checkDatabase: product.checkDatabase,
    isServing: () => serving,
    ...(app === null || access === null ? {} : { hubspot: product.door(() => access, app, turns) }),
  });
  const server = await listen(http, config.port);
  const backend = `http://127.0.0.1:${server.port}`;
  const page =
    session.isSandbox && app !== null && typeof access?.accessToken === 'string'
      ? await startRecordPage(session.folder, { ...access, accessToken: access.accessToken, backend, app })
      : null;
  terminal.print(`\n${sentences.cli.sentence('serving', { url: page?.url ?? backend })}`);
  const schedules = summaries.map(({ connection }) =>
    startSchedule({
      clock: product.stored.clock,
      logger: product.logger,
      timeZone: connection.timeZone,
      lastRuns: () => product.stored.stores.runs.lastDone(connection.id),
      // While somebody on a card or page is at work on this connection, the schedule lets it be and looks again.
      run: async (job) => {
        await inTurn(turns, connection.id, () => runJob(session, connection, job));
      },
    }),
  );
  await stopSignal();
  serving = false;
  terminal.print(sentences.cli.label('stopping'));
  await page?.stop();
  await Promise.all(schedules.map((schedule) => schedule.stop()));
  await server.close();
}

async function runJob(session: Session, { id, crm, locale }: Connection, job: ScheduledJob): Promise<void> {
  const connected = await session.openConnected(crm);
  await connected.runSync({ kind: job, dryRun: false, connection: id, locale });
  await session.product.maintain();
  session.endProgress();
}
