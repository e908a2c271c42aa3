import { loginLifeMs } from '../../../src/sync/install/start-install.ts';
import type { InstallApp } from '../install-door.ts';
import { localeOfBrowser } from '../pages/page.ts';
import type { InstallRoute } from './install-route.ts';

/** `__Host-`: no other host and no plain http can set it. Lax: it comes along when the CRM sends the browser back. */
export const loginCookie = '__Host-renewal-health-login';
export const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

export const startInstall =
  (app: InstallApp): InstallRoute =>
  async (request, response) => {
    const { url, browser } = await app.start(localeOfBrowser(request));
    response.set('Cache-Control', 'no-store').cookie(loginCookie, browser, { ...cookieOptions, maxAge: loginLifeMs });
    response.redirect(303, url);
    return null;
  };
