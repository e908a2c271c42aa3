import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { createLogger } from '../../server/observability/log.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { createSignatureVerifier } from '../../src/hubspot/signature.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { parseScorecard } from '../../src/scorecards/parse-scorecard.ts';
import { createScreenActions } from '../../src/sync/actions/screen-actions.ts';
import { createReadDataQuality } from '../../src/sync/data-quality.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { createReadAccountHealth } from '../../src/views/read-account-health.ts';
import { createReadNextStep } from '../../src/views/read-next-step.ts';
import { createReadRenewalBook } from '../../src/views/read-renewal-book.ts';
import { createReadSettings } from '../../src/views/read-settings.ts';
import { type SandboxHubSpot } from '../helpers/sandbox-program.ts';
import { type Received, type StubAnswer } from '../helpers/stub-backend.ts';

export const clientSecret = 'client-secret-of-the-browser-tests';
/** What the profile of the production build names as BACKEND_URL: requests are signed for it. */
const publicUrl = 'https://renewal-health.example.com';

export interface RealBackend {
  /** Passes a request on as it came, signature and all. */
  readonly forward: (request: Received) => Promise<StubAnswer>;
  readonly close: () => Promise<void>;
}

/** The product's own HTTP server over a finished database and the sandbox CRM: real routes, real signature check, real write-back. */
export async function startRealBackend(dataFolder: string, hubspot: SandboxHubSpot): Promise<RealBackend> {
  const database = await openDatabase({ folder: join(dataFolder, 'database') });
  const stores = createStores(database.db);
  const clock = { now: () => new Date() };
  const logger = createLogger('silent');
  const parts = {
    ...{ stores, clock, logger, presenter: createHubSpotPresenter(), sources: [] },
    firstScorecard: await shippedScorecard(),
  };
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    hubspot: {
      verify: createSignatureVerifier({ secret: clientSecret, publicUrls: [publicUrl] }),
      ...{ appId: '3401122', clock, logger, stores, turns: createTurns() },
      readAccountHealth: createReadAccountHealth({ screens: stores.screens, clock }),
      readRenewalBook: createReadRenewalBook({ stores, clock }),
      readSettings: createReadSettings({
        ...{ stores, clock, proposeMapping },
        readDataQuality: createReadDataQuality({ stores }),
      }),
      readNextStep: createReadNextStep({ screens: stores.screens }),
      actions: () => {
        const access = { accessToken: hubspot.accessToken, baseUrl: hubspot.url };
        return createScreenActions({ ...parts, gateway: createHubSpotGateway({ ...access, clock, logger }) });
      },
    },
  });
  const server = await listen(app, 0);
  return {
    forward: async ({ method, target, headers, body }) => {
      const passed = ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp', 'content-type'].flatMap((name) =>
        typeof headers[name] === 'string' ? [[name, headers[name]] as const] : [],
      );
      const response = await fetch(`http://127.0.0.1:${server.port}${target}`, {
        method,
        headers: Object.fromEntries(passed),
        ...(body === '' ? {} : { body }),
      });
      return { status: response.status, json: await response.json() };
    },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

async function shippedScorecard() {
  const name = 'default-1.yaml';
  const folder = join(import.meta.dirname, '../../src/scorecards');
  const parsed = parseScorecard(await readFile(join(folder, name), 'utf8'), name);
  if (!parsed.ok) throw new Error(`The shipped scorecard ${name} does not parse`);
  return parsed;
}
