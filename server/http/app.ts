import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from '../../src/ports/logger.ts';
import type { HubSpotDoor } from './hubspot-door.ts';
import { createHubSpotRouter } from './hubspot-router.ts';
import type { InstallDoor } from './install-door.ts';
import { createInstallRouter } from './install-router.ts';
import { countAnswers, type HttpMetrics, readMetrics } from './metrics-route.ts';
import { traceRequest } from './middleware/trace-request.ts';
import { createWebhooksRouter, type WebhookDoor } from './webhooks-router.ts';

export interface AppDependencies {
  /** Resolves when the database answers; rejects otherwise. */
  readonly checkDatabase: () => Promise<void>;
  /** False while the process is ending: load balancers then look elsewhere. */
  readonly isServing: () => boolean;
  /** The routes of HubSpot's cards and pages; absent where no app is configured. */
  readonly hubspot?: HubSpotDoor;
  /** Installing the app; absent where no app with a client id is configured. */
  readonly install?: InstallDoor;
  /** Where CRMs announce changes; absent where no app is configured. */
  readonly webhooks?: WebhookDoor;
  /** Whom to tell of a vulnerability; absent where nobody is named. */
  readonly securityContact?: string;
  /** What an operator watches; absent where no token for it is configured. */
  readonly metrics?: HttpMetrics;
  /** Hears of errors that no door foresaw. */
  readonly logger?: Logger;
}

/** The health endpoints, which name no tenant and no customer, and the doors whose requests are verified. */
export function createApp({
  checkDatabase,
  isServing,
  hubspot,
  install,
  webhooks,
  metrics,
  securityContact,
  logger,
}: AppDependencies): Express {
  const app = express();
  // a path has one spelling: rules of a proxy in front would miss the others
  app.enable('case sensitive routing');
  app.use(helmet());
  if (metrics !== undefined) app.use(countAnswers(metrics)).get('/metrics', readMetrics(metrics));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = isServing() && (await answers(checkDatabase));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not_ready' });
  });
  if (securityContact !== undefined)
    app.get('/.well-known/security.txt', (_request, response) => {
      response.type('text/plain').send(securityText(securityContact, new Date()));
    });
  app.use(traceRequest);
  if (webhooks !== undefined) app.use('/webhooks', createWebhooksRouter(webhooks));
  if (hubspot !== undefined) app.use('/hubspot', createHubSpotRouter(hubspot));
  if (install !== undefined) app.use('/install', createInstallRouter(install));
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  app.use(onUnforeseen(logger));
  return app;
}

/** Express's own page would show the error with its stack, and print it: either may quote a customer, a token or an inner address. */
const onUnforeseen =
  (logger: Logger | undefined): ErrorRequestHandler =>
  (error, _request, response, next) => {
    logger?.error({ error: error instanceof Error ? error.name : 'unknown' }, 'request failed');
    if (response.headersSent) next(error);
    else response.status(500).json({ error: 'internal' });
  };

async function answers(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}

/** RFC 9116. What it says holds for a year from when it is read: it is made anew each time. */
const securityText = (contact: string, now: Date): string => {
  const expires = new Date(now);
  expires.setUTCFullYear(now.getUTCFullYear() + 1);
  return `Contact: ${contact}\nExpires: ${expires.toISOString()}\nPreferred-Languages: en, de\n`;
};
