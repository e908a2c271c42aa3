import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { connectionId, type ConnectionId } from '../../../src/accounts/ids.ts';
import type { Locale } from '../../../src/accounts/connection.ts';
import type { HubSpotDoor } from '../hubspot-door.ts';
import { refuse } from '../routes/route.ts';
import { bytesOf } from './read-body.ts';

/** What HubSpot appends to every request of a card, and signs. Whatever else a request says about who asks is not believed. */
const identity = z.object({ portalId: z.string().regex(/^\d{1,15}$/), appId: z.string().optional() });

interface VerifiedLocals {
  readonly connection: ConnectionId;
}

/**
 * Lets HubSpot's own requests through and names their tenant: the signed portalId. Every failure reads the same from outside: 401 and one body. Nothing is
 * looked up before this.
 */
export const verifyHubSpot =
  ({ verify, appId, clock }: Pick<HubSpotDoor, 'verify' | 'appId' | 'clock'>): RequestHandler =>
  (request, response, next) => {
    const { method, originalUrl: target, rawHeaders } = request;
    const verdict = verify({ method, target, rawHeaders, body: bytesOf(request.body) }, clock.now().getTime());
    const signed = identity.safeParse(request.query);
    const isOurs = signed.success && (appId === null || signed.data.appId === appId);
    if (!verdict.verified || !isOurs) {
      const { status, body } = refuse(localeOf(request.query.locale), 'not_verified');
      response.status(status).json(body);
      return;
    }
    Object.assign(response.locals, {
      connection: connectionId('hubspot', signed.data.portalId),
    } satisfies VerifiedLocals);
    next();
  };

/** The tenant of a verified request. */
export const verifiedConnection = ({ locals }: Response): ConnectionId => (locals as VerifiedLocals).connection;

/** Every language that is not ours reads English. */
export const localeOf = (value: unknown): Locale => (value === 'de' ? 'de' : 'en');
