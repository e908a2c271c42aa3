import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { actingAs } from '../../src/common/acting-as.ts';
import { CrmError, type CrmErrorKind } from '../../src/ports/crm.ts';
import { actionWords } from '../../src/views/action-words.ts';
import type { HubSpotDoor } from './hubspot-door.ts';
import { bytesOf, jsonOf, readBody } from './middleware/read-body.ts';
import { localeOf, verifiedConnection, verifyHubSpot } from './middleware/verify-hubspot.ts';
import { createSegments } from './routes/create-segments.ts';
import { createTask } from './routes/create-task.ts';
import { disconnect } from './routes/disconnect.ts';
import { overrideTier } from './routes/override-tier.ts';
import { previewWriteBack } from './routes/preview-write-back.ts';
import { readAccount } from './routes/read-account.ts';
import { readBook } from './routes/read-book.ts';
import { readRenewal } from './routes/read-renewal.ts';
import { readSettings } from './routes/read-settings.ts';
import { resumeWriteBack } from './routes/resume-write-back.ts';
import { type Call, type MakeRoute, refuse, type Reply, type Route } from './routes/route.ts';
import { saveMapping } from './routes/save-mapping.ts';
import { savePreferences } from './routes/save-preferences.ts';
import { scoreAccount } from './routes/score-account.ts';
import { startSync } from './routes/start-sync.ts';
import { undoRun } from './routes/undo-run.ts';

const makeRoutes: readonly MakeRoute[] = [
  readAccount,
  scoreAccount,
  createTask,
  readRenewal,
  overrideTier,
  readBook,
  createSegments,
  readSettings,
  saveMapping,
  savePreferences,
  previewWriteBack,
  startSync,
  undoRun,
  resumeWriteBack,
  disconnect,
];

/** Everything below /hubspot: what cards and pages ask through hubspot.fetch. */
export function createHubSpotRouter(door: HubSpotDoor): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(...readBody, verifyHubSpot(door));
  for (const make of makeRoutes) {
    const route = make(door);
    router[route.method](route.path, answer(door, route));
  }
  router.use((request, response) => {
    send(response, refuse(localeOf(request.query.locale), 'not_found'));
  });
  router.use(onBodyError);
  return router;
}

const answer =
  (door: HubSpotDoor, route: Route): RequestHandler =>
  async (request, response) => {
    const began = performance.now();
    const locale = localeOf(request.query.locale);
    const connection = verifiedConnection(response);
    const reply = await answerTo(route, { connection, locale }, request).catch((error: unknown) =>
      failed(error, locale, door, route),
    );
    // neither path nor query: the query holds the e-mail address of whoever asks
    const line = { connection, route: `${route.method} ${route.path}`, status: reply.status };
    door.logger.info({ ...line, ms: Math.round(performance.now() - began) }, 'answered');
    send(response, reply);
  };

/** Async, so that what a route throws before its first wait is a rejection too. */
const answerTo = async (
  route: Route,
  verified: Pick<Call, 'connection' | 'locale'>,
  request: Parameters<RequestHandler>[0],
): Promise<Reply> => actingAs(userOf(request), () => route.handle({ ...verified, ...partsOf(request) }));

/** HubSpot signs who asks, by the id of the user. */
const userOf = ({ query }: Parameters<RequestHandler>[0]): string => {
  const { userId } = query;
  return typeof userId === 'string' && /^\d{1,15}$/.test(userId) ? `hubspot-user:${userId}` : 'hubspot';
};

const texts = z.record(z.string(), z.string());

function partsOf(request: Parameters<RequestHandler>[0]): Pick<Call, 'params' | 'query' | 'body'> {
  const { query, params } = request;
  return { params: texts.parse(params), query: texts.parse(query), body: jsonOf(bytesOf(request.body)) };
}

/** 5xx makes HubSpot send the request once more, which every action stands. 401 and 403 would tell the reader that they have no access. */
const crmStatus: Readonly<Record<CrmErrorKind, number>> = {
  auth: 502,
  rate_limited: 503,
  unavailable: 503,
  not_found: 404,
  invalid: 422,
  conflict: 409,
};

function failed(error: unknown, locale: Call['locale'], { logger }: HubSpotDoor, route: Route): Reply {
  if (error instanceof z.ZodError) return refuse(locale, 'bad_request');
  if (error instanceof CrmError) {
    return {
      status: crmStatus[error.kind],
      body: { error: error.code, sentence: actionWords(locale).crmError(error) },
    };
  }
  logger.error({ route: route.path, error: error instanceof Error ? error.name : 'unknown' }, 'request failed');
  return refuse(locale, 'internal');
}

const statusIn = z.object({ status: z.number().int().min(400).max(499) });

/** A body that is too large, compressed or cut off: refused before anybody is asked who sent it. */
const onBodyError: ErrorRequestHandler = (error, request, response, next) => {
  const status = statusIn.safeParse(error);
  if (!status.success) {
    next(error);
    return;
  }
  const { body } = refuse(localeOf(request.query.locale), 'bad_request');
  send(response, { status: status.data.status, body });
};

const send = (response: Parameters<RequestHandler>[1], { status, body }: Reply): void => {
  // cards ask again whenever they open; an answer from a cache would show yesterday's health
  response.status(status).set('Cache-Control', 'no-store').json(body);
};
