import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../src/ports/clock.ts';
import type { CrmInbound, Delivery } from '../../src/ports/inbox.ts';
import type { Logger } from '../../src/ports/logger.ts';
import type { Received } from '../../src/sync/receive-changes.ts';
import type { UnverifiedRequest } from './hubspot-door.ts';
import { bytesOf, readBody } from './middleware/read-body.ts';

/** What the webhook route needs: it verifies, translates and stores, and asks nobody else. */
export interface WebhookDoor {
  /** `now` in milliseconds. */
  readonly verify: (request: UnverifiedRequest, now: number) => { readonly verified: boolean };
  readonly inbound: CrmInbound;
  /** Resolves once the delivery is durable. */
  readonly receive: (delivery: Extract<Delivery, { readonly state: 'read' }>) => Promise<Received>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Where HubSpot announces changes. 200 = durable, or authentic and not for us; 400 = no delivery; 401 = not HubSpot; 413, 415 = a body we do not take;
 * 503 = could not be stored, and HubSpot sends it again. The work itself is done elsewhere: HubSpot waits five seconds at most.
 */
export function createWebhooksRouter(door: WebhookDoor): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.post('/hubspot', ...readBody, takeDelivery(door));
  router.use(onBodyError);
  return router;
}

const takeDelivery =
  ({ verify, inbound, receive, clock, logger }: WebhookDoor): RequestHandler =>
  async (request, response) => {
    const body = bytesOf(request.body);
    const { method, originalUrl: target, rawHeaders } = request;
    if (!verify({ method, target, rawHeaders, body }, clock.now().getTime()).verified) {
      response.status(401).json({ error: 'not_verified' });
      return;
    }
    const delivery = inbound(body);
    if (delivery.state === 'malformed') {
      logger.warn({ route: 'POST /webhooks/hubspot' }, 'delivery malformed');
      response.status(400).json({ error: 'malformed' });
      return;
    }
    try {
      const received = await receive(delivery);
      logger.info({ route: 'POST /webhooks/hubspot', ...received, ...delivery.ignored }, 'delivery stored');
      response.status(200).json({ stored: received.added });
    } catch (error) {
      logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'delivery not stored');
      response.status(503).json({ error: 'not_stored' });
    }
  };

const statusIn = z.object({ status: z.number().int().min(400).max(499) });

const onBodyError: ErrorRequestHandler = (error, _request, response, next) => {
  const status = statusIn.safeParse(error);
  if (status.success) response.status(status.data.status).json({ error: 'bad_body' });
  else next(error);
};
