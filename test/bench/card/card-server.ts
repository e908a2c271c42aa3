import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeDoor } from '../../../server/compose.ts';
import { createApp } from '../../../server/http/app.ts';
import { listen } from '../../../server/http/listen.ts';
import { createTurns } from '../../../src/common/turns.ts';
import { createSignatureVerifier } from '../../../src/hubspot/signature.ts';
import { createHubSpotPresenter } from '../../../src/hubspot/to-hubspot.ts';
import { shipped } from '../../fixtures/account-case.ts';
import { openSyncBase } from '../sync-base.ts';

/**
 * The product's own server in a process of its own, over an embedded database that a full sync of a sandbox portal has filled; beside it, in the same
 * process, a bare listener that answers a constant. Prints one line of JSON when both listen; ends on SIGTERM.
 */
export interface CardServer {
  readonly card: number;
  /** `GET /<bytes>` answers that many bytes; `/begin` and `/end` frame what is counted, `/end` answers Counts. */
  readonly bare: number;
  readonly secret: string;
  readonly publicUrl: string;
  readonly portalId: string;
  readonly appId: string;
  readonly accounts: readonly string[];
}
export interface Counts {
  readonly statements: number;
  readonly crmCalls: number;
  readonly cpuMicros: number;
}

const [secret, publicUrl, appId] = ['client-secret-of-the-bench', 'https://health.example.com', '4242'];
const workload = { companies: 500, deals: 750, contacts: 2500, tickets: 2000, activityPercent: 10 } as const;
const clock = { now: () => new Date() };
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

const base = await openSyncBase(workload, 'unbounded');
const { connection } = await base.product.runSync({ kind: 'full', dryRun: false, connection: null, locale: 'en' });
const { stores } = base.product;
const parts = {
  ...{ stores, clock, logger, sources: () => Promise.resolve([]), presenter: createHubSpotPresenter() },
  firstScorecard: shipped('default-1.yaml'),
  progress: { step: () => undefined },
};
const app = createApp({
  checkDatabase: () => Promise.resolve(),
  isServing: () => true,
  hubspot: composeDoor(parts, {
    verify: createSignatureVerifier({ secret, publicUrls: [publicUrl] }),
    ...{ appId, turns: createTurns() },
    gatewayOf: () => {
      throw new Error('opening a card asks no CRM');
    },
  }),
});

const constants = new Map<string, Buffer>();
const bare = createServer((request, response) => {
  const path = (request.url ?? '').slice(1);
  if (path === 'begin' || path === 'end') void count(path, response);
  else reply(response, constants.get(path) ?? constantOf(path));
});
function constantOf(bytes: string): Buffer {
  const constant = Buffer.from(JSON.stringify('x'.repeat(Number(bytes) - 2)));
  constants.set(bytes, constant);
  return constant;
}
const reply = (response: ServerResponse, body: Buffer): void =>
  void response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);

let stop = (): void => undefined;
let counted: Promise<Counts> | null = null;
async function count(path: 'begin' | 'end', response: ServerResponse): Promise<void> {
  if (path === 'begin') {
    // The portal forgets its calls first; only then is it said that counting has begun.
    await new Promise<void>((begun) => {
      counted = countWhile(() => new Promise<void>((resolve) => ((stop = resolve), begun())));
    });
  } else stop();
  reply(response, Buffer.from(JSON.stringify(path === 'begin' ? null : await counted)));
}

async function countWhile(work: () => Promise<void>): Promise<Counts> {
  let cpuMicros = 0;
  const { statements, calls } = await base.counting(async () => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    cpuMicros = user + system;
  });
  return { statements: statements.length, crmCalls: calls.total, cpuMicros };
}

await new Promise<void>((listening) => bare.listen(0, '127.0.0.1', listening));
const server = await listen(app, 0);
const accounts: string[] = [];
for await (const page of stores.records.liveIds(connection.id, 'account')) accounts.push(...page);
const ready: CardServer = {
  ...{ card: server.port, bare: (bare.address() as AddressInfo).port, secret, publicUrl, appId },
  portalId: connection.id.replace('hubspot:', ''),
  accounts,
};
console.log(JSON.stringify(ready));

process.once('SIGTERM', () => {
  bare.close();
  bare.closeAllConnections();
  void Promise.all([server.close(), base.close()]).then(() => process.exit(0));
});
