import type { Locale } from '../../accounts/connection.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LoginSecrets, LoginStore } from '../../ports/installs.ts';
import type { OAuthClient } from '../../ports/oauth.ts';

export interface StartInstallDependencies {
  readonly oauth: OAuthClient;
  readonly logins: LoginStore;
  readonly secrets: LoginSecrets;
  readonly clock: Clock;
}

/** Ten minutes to read what the app wants, and to find an administrator. */
export const loginLifeMs = 10 * 60_000;

/** Begins an installation: where to send the browser, and what to leave in it. */
export const createStartInstall =
  ({ oauth, logins, secrets, clock }: StartInstallDependencies) =>
  async (locale: Locale): Promise<{ readonly url: string; readonly browser: string }> => {
    const [state, browser, verifier] = [secrets.draw(), secrets.draw(), secrets.draw() + secrets.draw()];
    const now = clock.now();
    const login = {
      crm: oauth.crm,
      browser: secrets.digest(browser),
      verifier,
      locale,
      expiresAt: new Date(now.getTime() + loginLifeMs).toISOString(),
    };
    await logins.save(secrets.digest(state), login, now.toISOString());
    return { url: oauth.authorizeUrl({ state, challenge: secrets.digest(verifier) }), browser };
  };
