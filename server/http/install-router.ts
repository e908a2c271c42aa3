import { type RequestHandler, type Response, Router } from 'express';
import type { Locale } from '../../src/accounts/connection.ts';
import type { CrmName } from '../../src/accounts/ids.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { failureCode } from '../../src/sync/failure-code.ts';
import { installWords } from '../../src/views/install-words.ts';
import type { InstallDoor } from './install-door.ts';
import { localeOfBrowser, sendPage } from './pages/page.ts';
import { finishInstall } from './routes/install-callback.ts';
import type { InstallRoute, PageAnswer } from './routes/install-route.ts';
import { startInstall } from './routes/install-start.ts';

/** /install and below: an administrator's browser begins here, is sent to the CRM, and comes back. Every answer is a page for a person or a redirect. */
export function createInstallRouter(door: InstallDoor): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/', (request, response) => {
    send(response, localeOfBrowser(request), { status: 200, page: { name: 'choose', crms: [...door.apps.keys()] } });
  });
  for (const [crm, app] of door.apps) {
    router.get(`/${crm}`, page(door, crm, startInstall(app)));
    router.get(`/${crm}/callback`, page(door, crm, finishInstall(door, app)));
  }
  return router;
}

const page =
  (door: InstallDoor, crm: CrmName, route: InstallRoute): RequestHandler =>
  async (...args) => {
    const [request, response] = args;
    const answer = await route(...args).catch((error: unknown) => failed(door, crm, error));
    if (answer !== null) send(response, localeOfBrowser(request), answer);
  };

const send = (response: Response, locale: Locale, { status, page: shown }: PageAnswer): void => {
  sendPage(response, status, locale, installWords(locale)(shown));
};

/** A code, never the error itself: what the CRM said may quote what it was sent. */
function failed({ logger }: InstallDoor, crm: CrmName, error: unknown): PageAnswer {
  logger.error({ crm, error: failureCode(error) }, 'installation failed');
  if (!(error instanceof CrmError)) return { status: 500, page: { name: 'failed' } };
  if (error.code === 'missing_scope')
    return { status: 403, page: { name: 'scopeMissing', scopes: String(error.details.scope) } };
  if (error.code === 'app_refused') return { status: 502, page: { name: 'appRefused' } };
  if (error.kind === 'invalid') return { status: 400, page: { name: 'loginUnknown' } };
  return { status: 503, page: { name: 'crmDown' } };
}
