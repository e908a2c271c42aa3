import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { createTurns, inTurn, type Turns } from '../../src/common/turns.ts';
import { failureCode } from '../../src/sync/failure-code.ts';
import { createApp } from '../http/app.ts';
import { listen } from '../http/listen.ts';
import type { ScheduledJob } from '../jobs/due-job.ts';
import { startSchedule } from '../jobs/schedule.ts';
import { installedAccess, installUrl, type Session } from './session.ts';
import { stopSignal } from './stop-signal.ts';

const hourMs = 3_600_000;

/** Serves an app that customers install by themselves: each connection has its own schedule, from the first sync after its installation until it ends. */
export async function serveInstalled(session: Session): Promise<void> {
  const { product, config, terminal, sentences } = session;
  const { hubspotApp } = config;
  let serving = true;
  const turns = createTurns();
  const schedules = createSchedules(session, turns);
  const http = createApp({
    checkDatabase: product.checkDatabase,
    isServing: () => serving,
    ...(hubspotApp === null
      ? {}
      : { hubspot: product.door((id) => installedAccess(config, product, id), hubspotApp, turns) }),
    install: { apps: product.apps, logger: product.logger, begin: schedules.begin },
  });
  const server = await listen(http, config.port);
  await schedules.resume();
  await purge(session);
  const purging = setInterval(() => void purge(session), hourMs);
  terminal.print(sentences.cli.sentence('serving', { url: `http://127.0.0.1:${server.port}` }));
  terminal.print(sentences.cli.sentence('installAt', { url: installUrl(config) }));
  await stopSignal();
  serving = false;
  terminal.print(sentences.cli.label('stopping'));
  clearInterval(purging);
  await server.close();
  await schedules.stop();
}

function createSchedules(session: Session, turns: Turns) {
  const { product } = session;
  const { stores } = product.stored;
  const running = new Map<ConnectionId, { stop(): Promise<void> }>();
  const first = new Set<Promise<void>>();

  const watch = ({ id, timeZone, locale }: Connection): void => {
    if (running.has(id)) return;
    const schedule = startSchedule({
      clock: product.stored.clock,
      logger: product.logger,
      timeZone,
      lastRuns: () => stores.runs.lastDone(id),
      run: async (job) => {
        if ((await stores.installs.get(id))?.ended === null)
          await inTurn(turns, id, () => runSync(session, id, job, locale));
      },
    });
    running.set(id, schedule);
  };
  const begin = async (id: ConnectionId, locale: Locale): Promise<void> => {
    await inTurn(turns, id, () => runSync(session, id, 'full', locale));
    const connection = await stores.connections.get(id);
    if (connection !== null) watch(connection);
  };

  return {
    /** Connections of an earlier life of the process. */
    resume: async () => {
      for (const { connection: id, ended } of await stores.installs.list()) {
        const connection = ended === null ? await stores.connections.get(id) : null;
        if (connection !== null) watch(connection);
      }
    },
    begin: (id: ConnectionId, locale: Locale): void => {
      const work = begin(id, locale)
        .catch((error: unknown) => {
          product.logger.error({ connection: id, error: failureCode(error) }, 'first sync failed');
        })
        .finally(() => first.delete(work));
      first.add(work);
    },
    stop: async () => {
      await Promise.all([...first, ...[...running.values()].map((schedule) => schedule.stop())]);
    },
  };
}

async function runSync(session: Session, id: ConnectionId, kind: ScheduledJob, locale: Locale): Promise<void> {
  const { product, config } = session;
  const connected = product.connected(installedAccess(config, product, id));
  await connected.runSync({ kind, dryRun: false, connection: id, locale });
  await product.maintain();
  session.endProgress();
}

/** A purge that fails is tried again an hour later. */
async function purge({ product }: Session): Promise<void> {
  await product.purgeEnded().catch((error: unknown) => {
    product.logger.error({ error: failureCode(error) }, 'purge failed');
  });
}
