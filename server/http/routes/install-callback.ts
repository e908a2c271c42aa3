import type { Request } from 'express';
import { z } from 'zod';
import type { InstallResult } from '../../../src/sync/install/finish-install.ts';
import type { InstallApp, InstallDoor } from '../install-door.ts';
import { localeOfBrowser } from '../pages/page.ts';
import type { InstallRoute, PageAnswer } from './install-route.ts';
import { cookieOptions, loginCookie } from './install-start.ts';

/** 256 bits in base64url: what is not of this form is not looked up. */
const drawn = z.string().regex(/^[\w-]{43}$/);
/** Each once: a repeated parameter is a list and does not pass. Whatever else the CRM appends is not believed and not read. */
const answer = z.union([
  z.object({ state: drawn, code: z.string().min(1).max(2000), error: z.undefined().optional() }),
  z.object({ state: drawn, error: z.string().max(200), code: z.undefined().optional() }),
]);

export const finishInstall =
  (door: InstallDoor, app: InstallApp): InstallRoute =>
  async (request, response) => {
    const parsed = answer.safeParse(request.query);
    if (!parsed.success) return { status: 400, page: { name: 'loginUnknown' } };
    response.clearCookie(loginCookie, cookieOptions);
    const { state, code = null } = parsed.data;
    const result = await app.finish({ state, code, browser: browserOf(request) });
    if (result.state === 'installed') door.begin(result.connection, localeOfBrowser(request));
    return pageOf(result);
  };

function browserOf({ headers }: Request): string | null {
  const named = `${loginCookie}=`;
  const cookies = (headers.cookie ?? '').split('; ').filter((cookie) => cookie.startsWith(named));
  const value = drawn.safeParse(cookies[0]?.slice(named.length));
  return cookies.length === 1 && value.success ? value.data : null;
}

const refusals = {
  login_unknown: { status: 400, page: { name: 'loginUnknown' } },
  other_browser: { status: 400, page: { name: 'otherBrowser' } },
  denied: { status: 400, page: { name: 'denied' } },
  busy: { status: 503, page: { name: 'busy' } },
} as const;

function pageOf(result: InstallResult): PageAnswer {
  if (result.state === 'refused') return refusals[result.why];
  const { connection, resumed, missingScopes } = result;
  const account = connection.slice(connection.indexOf(':') + 1);
  return { status: 200, page: { name: resumed ? 'installedAgain' : 'installed', account, missingScopes } };
}
