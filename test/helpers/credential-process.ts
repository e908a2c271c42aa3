/**
 * A process of the server's kind, for tests that need several: it shares a database and a key file with the others. `calls` asks HubSpot with tokens that have
 * expired, all at once; `load` reads and renews credentials until it is told to stop. It says 'ready', begins with a line on stdin, and prints what it saw.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { composeInstall } from '../../server/compose-install.ts';
import { loginSecrets } from '../../server/secrets/login-secrets.ts';
import { secretsOfFile } from '../../server/secrets/secrets.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { createLoginStore } from '../../server/storage/login-store.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { createHubSpotOAuth } from '../../src/hubspot/oauth.ts';

export interface CredentialProcess {
  readonly mode: 'calls' | 'load';
  readonly databaseUrl: string;
  readonly keyFile: string;
  readonly leaseMs: number;
  readonly callers: number;
  readonly hubspot: {
    readonly url: string;
    readonly portalId: number;
    readonly clientId: string;
    readonly clientSecret: string;
  };
}
export interface CallsSeen {
  readonly answered: number;
  readonly failed: readonly string[];
  /** Digest of the access token it ended with. */
  readonly token: string;
}
export interface LoadSeen {
  readonly reads: number;
  readonly renewals: number;
  readonly failed: readonly string[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
export const digestOf = digest;

async function run(setup: CredentialProcess): Promise<CallsSeen | LoadSeen> {
  const { databaseUrl, keyFile, leaseMs, hubspot } = setup;
  const database = await openDatabase({ url: databaseUrl });
  const secrets = secretsOfFile(keyFile);
  const clock = { now: () => new Date() };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const credentials = createCredentialStore({ db: database.db, secrets, leaseMs });
  const connection = connectionId('hubspot', String(hubspot.portalId));
  const { url: baseUrl, clientId, clientSecret } = hubspot;
  const { tokens } = composeInstall({
    oauth: createHubSpotOAuth({ clientId, clientSecret, redirectUri: 'https://x.example/', baseUrl, clock }),
    logins: createLoginStore(database.db, secrets),
    installs: createStores(database.db).installs,
    secrets: loginSecrets,
    turns: createTurns(),
    ...{ credentials, clock, logger: silent },
  });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');

  const callAll = async (): Promise<CallsSeen> => {
    const failed: string[] = [];
    const ask = async () => {
      const gateway = createHubSpotGateway({ accessToken: tokens(connection), baseUrl, clock, logger: silent });
      await gateway.identify();
    };
    const all = await Promise.allSettled(Array.from({ length: setup.callers }, ask));
    for (const each of all) if (each.status === 'rejected') failed.push(String(each.reason));
    const token = digest((await tokens(connection).current()).accessToken);
    return { answered: all.length - failed.length, failed, token };
  };
  const load = async (): Promise<LoadSeen> => {
    const failed: string[] = [];
    let [stopped, reads, renewals] = [false, 0, 0];
    process.stdin.once('data', () => {
      stopped = true;
    });
    while (!stopped) {
      try {
        const stored = await credentials.read(connection);
        if (stored?.accessToken.startsWith('access ') !== true) throw new Error('something else was stored');
        reads += 1;
        if (reads % 5 !== 0) continue;
        const next = { ...stored, accessToken: `access ${process.pid} ${reads}` };
        await credentials.renew(connection, stored.accessToken, () => Promise.resolve(next));
        renewals += 1;
      } catch (error) {
        failed.push(String(error));
      }
    }
    return { reads, renewals, failed };
  };

  const seen = await (setup.mode === 'calls' ? callAll() : load());
  await database.close();
  return seen;
}

if (process.argv[1] === import.meta.filename) {
  const setup = JSON.parse(process.env.SETUP ?? '{}') as CredentialProcess;
  process.stdout.write(`${JSON.stringify(await run(setup))}\n`);
  process.stdin.destroy();
}
