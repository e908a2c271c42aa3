import type { Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId, CrmName } from '../../src/accounts/ids.ts';
import type { Turn } from '../../src/common/turns.ts';
import { failureCode } from '../../src/sync/failure-code.ts';
import type { ConnectedProduct } from '../compose.ts';
import { installUrl } from '../config.ts';
import { type AppDependencies, createApp } from '../http/app.ts';
import { listen } from '../http/listen.ts';
import { addConnection, startWorker } from '../jobs/start-worker.ts';
import { createScheduleInstalls } from '../jobs/schedule-installs.ts';
import type { ConnectionWork } from '../jobs/work-on-connection.ts';
import { createWakeSoon } from '../jobs/wake-soon.ts';
import { sandboxApp, startRecordPage } from './record-page-process.ts';
import type { Session } from './session.ts';
import { stopSignal } from './stop-signal.ts';

const hourMs = 3_600_000;
/** How long an installation waits at most for its first job, or for its place in the schedule, that was lost with a process. */
const installsEveryMs = 5 * 60_000;
/** What runs when the process is asked to end has this long; then another process takes it up. Containers give 40 s (compose.yaml). */
const graceMs = 30_000;

/** Serves until somebody stops it: answers, works, or both, as ROLE says. Everything that is due is found in the database, so any number of processes share it. */
export async function keepServing(session: Session): Promise<void> {
  const { queue } = session.product;
  await queue.start();
  try {
    await serveOnPort(session);
  } finally {
    // also after an error: a queue that goes on would keep the process
    await queue.stop(graceMs);
  }
}

async function serveOnPort(session: Session): Promise<void> {
  const { config, product } = session;
  const state = { serving: false };
  const doors = config.role === 'worker' ? {} : openDoors(session);
  const app = createApp({
    checkDatabase: product.checkDatabase,
    isServing: () => state.serving,
    logger: product.logger,
    ...doors,
    ...metricsOf(session),
    ...(config.securityContact === null ? {} : { securityContact: config.securityContact }),
  });
  const server = await listen(app, config.port, config.host);
  try {
    await untilStopped(session, doors, `http://127.0.0.1:${server.port}`, state);
  } finally {
    await server.close();
  }
}

async function untilStopped(
  session: Session,
  doors: Doors,
  address: string,
  state: { serving: boolean },
): Promise<void> {
  const { config, product, terminal, sentences } = session;
  await subscribe(session, doors, address);
  const page = await pageOf(session, doors, address);
  const timers = config.role === 'web' ? [] : await startWork(session);
  // first the ear for signals: who reads that it serves may ask it to end at once
  const stopped = stopSignal();
  state.serving = true;
  terminal.print(`\n${sentences.cli.sentence('serving', { url: page?.url ?? address })}`);
  if (product.apps.size > 0) terminal.print(sentences.cli.sentence('installAt', { url: installUrl(config) }));
  await stopped;
  // load balancers look elsewhere while what runs comes to its end
  state.serving = false;
  terminal.print(sentences.cli.label('stopping'));
  for (const timer of timers) clearInterval(timer);
  await page?.stop();
}

type Doors = Pick<AppDependencies, 'hubspot' | 'install' | 'webhooks'> & {
  readonly app?: ReturnType<typeof sandboxApp>;
};

function openDoors(session: Session): Doors {
  const { config, product } = session;
  const app = session.portal === null ? config.hubspotApp : sandboxApp(session.portal.oauth.clientSecret);
  const install =
    product.apps.size > 0
      ? { install: { apps: product.apps, logger: product.logger, begin: (id: ConnectionId) => begin(session, id) } }
      : {};
  if (app === null || !session.crms.includes('hubspot')) return install;
  const access = session.ownCrms.includes('hubspot') ? session.ownPortal() : null;
  return {
    ...install,
    app,
    hubspot: product.door(access, app, product.turns),
    webhooks: product.webhooks(app, createWakeSoon(product.queue, product.logger)),
  };
}

/** The first sync of an installation takes minutes and is a job like any other. */
function begin({ product }: Session, id: ConnectionId): void {
  addConnection(product.queue, id).catch((error: unknown) => {
    product.logger.error({ connection: id, error: failureCode(error) }, 'first sync not begun');
  });
}

function metricsOf({ config, product }: Session): Pick<AppDependencies, 'metrics'> {
  return config.metricsToken === null ? {} : { metrics: { token: config.metricsToken, ...product.metrics } };
}

/** The sandbox portal announces its changes here, as HubSpot does to the address in the app's configuration. */
async function subscribe({ portal }: Session, { app }: Doors, address: string): Promise<void> {
  if (portal === null || app === undefined) return;
  const path = '/webhooks/hubspot';
  const body = JSON.stringify({ targetUrl: address + path, signedUrl: app.publicUrl + path });
  const answer = await fetch(`${portal.controlUrl}/webhooks`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`the sandbox portal takes no subscription: ${answer.status}`);
}

async function pageOf(session: Session, { app }: Doors, backend: string) {
  if (!session.isSandbox || app === undefined) return null;
  const { accessToken, baseUrl } = session.ownPortal();
  if (typeof accessToken !== 'string') return null;
  const org = session.crms.includes('salesforce') ? await session.startOrg() : null;
  return startRecordPage(session.folder, { accessToken, baseUrl, backend, app, org });
}

/** Returns what has to be cleared in the end. */
async function startWork(session: Session): Promise<readonly NodeJS.Timeout[]> {
  const { product } = session;
  const { stores } = product.stored;
  const scheduleInstalls = createScheduleInstalls({ queue: product.queue, stores });
  const purge = async () => {
    await product.purgeEnded();
    await product.forgetOld();
  };
  await work(session);
  return [
    await repeat(session, scheduleInstalls, installsEveryMs, 'installations not scheduled'),
    // what has ended or is old is deleted at its date
    await repeat(session, purge, hourMs, 'purge failed'),
  ];
}

/** Now, and again after each pause. What fails is tried again after the next one. */
async function repeat(
  { product: { logger } }: Session,
  task: () => Promise<void>,
  everyMs: number,
  failed: string,
): Promise<NodeJS.Timeout> {
  const attempt = () =>
    task().catch((error: unknown) => {
      logger.error({ error: failureCode(error) }, failed);
    });
  await attempt();
  return setInterval(() => void attempt(), everyMs);
}

async function work(session: Session): Promise<void> {
  const { product } = session;
  const { stores, clock } = product.stored;
  const own = new Map<ConnectionId, CrmName>();
  for (const crm of session.ownCrms) own.set(await (await session.openOwn(crm)).identifyCrm(), crm);
  const open = async (id: ConnectionId, turn: Turn): Promise<ConnectionWork | null> => {
    const connected = await openConnection(session, own, id, turn);
    if (connected !== null) return workOf(session, connected);
    // until it is installed again, which gives it a new place in the schedule
    await product.queue.unschedule(id);
    return null;
  };
  const { queue, turns, logger } = product;
  await startWorker({ queue, turns, logger, clock, stores, open });
  for (const id of own.keys()) await addConnection(queue, id);
}

/** Connections that neither the settings open nor an installation are left alone: another token's portal, an app that was taken away. */
async function openConnection(
  session: Session,
  own: ReadonlyMap<ConnectionId, CrmName>,
  id: ConnectionId,
  turn: Turn,
): Promise<ConnectedProduct | null> {
  const crm = own.get(id);
  if (crm !== undefined) return session.openOwn(crm, turn);
  return session.product.connectedInstall(id, turn);
}

function workOf(session: Session, connected: ConnectedProduct): ConnectionWork {
  const { product } = session;
  return {
    followChanges: connected.followChanges,
    isLarge: connected.isLarge,
    runSync: async (connection, kind) => {
      const locale = await localeOf(session, connection);
      await connected.runSync({ kind, dryRun: false, connection, locale });
      if (kind !== 'incremental') await product.maintain();
      session.endProgress();
    },
  };
}

const localeOf = async ({ product, locale }: Session, id: ConnectionId): Promise<Locale> =>
  (await product.stored.stores.connections.get(id))?.locale ?? locale;
