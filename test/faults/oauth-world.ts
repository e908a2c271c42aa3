import { composeInstall } from '../../server/compose-install.ts';
import { composeDoor } from '../../server/compose.ts';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { loginSecrets } from '../../server/secrets/login-secrets.ts';
import { secretsOf } from '../../server/secrets/secrets.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { createLoginStore } from '../../server/storage/login-store.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { SandboxOptions } from '../../sandbox/hubspot/options.ts';
import { startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { createHubSpotOAuth } from '../../src/hubspot/oauth.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { createPurgeEnded } from '../../src/sync/install/purge-ended.ts';
import { createReadDataQuality } from '../../src/sync/data-quality.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { createReadSettings } from '../../src/views/read-settings.ts';
import { createRunSync } from '../../src/sync/run-sync.ts';
import { inForce } from '../fixtures/account-case.ts';
import type { DatabaseForTest } from '../helpers/chosen-database.ts';

export const publicUrl = 'https://health.example.com';
const hurried = { now: () => performance.now(), sleep: () => Promise.resolve() };

export interface BrowserAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** HubSpot, our server, and a clock that both follow. */
export async function openOAuthWorld(
  { database }: DatabaseForTest,
  options: SandboxOptions & { readonly clientSecret?: string } = {},
) {
  const { clientSecret, ...sandboxOptions } = options;
  const sandbox = await startHubSpotSandbox({ plan: 'marketplace', limits: false, ...sandboxOptions });
  const stores = createStores(database.db);
  const secrets = secretsOf([newTokenKey()]);
  const logged: string[] = [];
  const log = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  const logger = { info: log, warn: log, error: log };
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const { clientId } = sandbox.oauth;
  const credentials = createCredentialStore({ db: database.db, secrets });
  const oauth = createHubSpotOAuth({
    ...{ clientId, clientSecret: clientSecret ?? sandbox.oauth.clientSecret, baseUrl: sandbox.url, clock },
    redirectUri: `${publicUrl}/install/hubspot/callback`,
    timeoutMs: 5_000,
  });
  const logins = createLoginStore(database.db, secrets);
  const { installs } = stores;
  const turns = createTurns();
  const common = { installs, turns, clock, logger };
  const installed = composeInstall({ ...common, oauth, logins, credentials, secrets: loginSecrets });
  const connection = connectionId('hubspot', String(sandbox.portalId));
  const begun: string[] = [];
  const parts = {
    ...{
      stores,
      presenter: createHubSpotPresenter(),
      sources: () => Promise.resolve([]),
      firstScorecard: inForce,
      clock,
      logger,
    },
    progress: { step: () => undefined },
  };
  const gateway = (tokens = installed.tokens(connection)) =>
    createHubSpotGateway({ accessToken: tokens, baseUrl: sandbox.url, clock, logger, timers: hurried });
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    // signatures have tests of their own
    hubspot: composeDoor(parts, {
      ...{ verify: () => ({ verified: true }), appId: null, turns, disconnect: installed.disconnect },
      gatewayOf: () => gateway(),
    }),
    install: { apps: new Map([['hubspot', installed]]), logger, begin: (id) => void begun.push(id) },
  });
  const server = await listen(app, 0);

  const control = async <T = unknown>(method: 'GET' | 'POST' | 'DELETE', call: string, body?: unknown): Promise<T> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${sandbox.controlUrl}/${call}`, { method, ...sent });
    if (!answer.ok) throw new Error(`${method} ${call}: ${answer.status}`);
    return (await answer.json()) as T;
  };
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<BrowserAnswer> => {
    const url = path.startsWith(publicUrl) ? path.slice(publicUrl.length) : path;
    const response = await fetch(`http://127.0.0.1:${server.port}${url}`, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  /** Begins an installation and lets HubSpot's administrator agree: the address that the browser comes back to, and what it holds. */
  const agree = async () => {
    const started = await get('/install/hubspot');
    const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const consent = await fetch(started.headers.get('location') ?? '', { redirect: 'manual' });
    return { back: consent.headers.get('location') ?? '', cookie, started };
  };
  const install = async (headers: Readonly<Record<string, string>> = {}) => {
    const { back, cookie } = await agree();
    return get(back, { cookie, ...headers });
  };

  return {
    ...{ sandbox, database, stores, credentials, logins, installed, connection, logged, begun, clock, secrets, turns },
    ...{ control, get, agree, install, gateway },
    calls: async (): Promise<Readonly<Record<string, number>>> =>
      (await control<{ byRoute: Record<string, number> }>('GET', 'calls')).byRoute,
    plan: (route: string, fault: object, times?: number) =>
      control('POST', 'faults', [{ match: { route }, fault, ...(times === undefined ? {} : { times }) }]),
    /** As the app inside HubSpot asks: a verified request of this portal. */
    post: async (path: string) => {
      const query = `portalId=${sandbox.portalId}&locale=en`;
      const request = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
      const response = await fetch(`http://127.0.0.1:${server.port}${path}?${query}`, request);
      return { status: response.status, body: await response.json() };
    },
    /** Time passes here and at HubSpot. */
    wait: async (ms: number) => {
      aheadMs += ms;
      await control('POST', 'clock', { advanceMs: ms });
    },
    sync: (kind: 'full' | 'incremental' = 'full') =>
      createRunSync({ ...parts, gateway: gateway() })({
        kind,
        dryRun: false,
        connection: null,
        locale: 'en',
      }),
    settings: () =>
      createReadSettings({ stores, clock, proposeMapping, readDataQuality: createReadDataQuality({ stores }) })(
        connection,
        'en',
      ),
    purge: createPurgeEnded(common),
    close: async () => {
      await server.close();
      await sandbox.close();
    },
  };
}
export type OAuthWorld = Awaited<ReturnType<typeof openOAuthWorld>>;
