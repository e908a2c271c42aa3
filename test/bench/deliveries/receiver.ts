import { type IncomingMessage, type RequestListener } from 'node:http';
import { fastify, type FastifyReply } from 'fastify';
import { createApp } from '../../../server/http/app.ts';
import { listen } from '../../../server/http/listen.ts';
import type { WebhookDoor } from '../../../server/http/webhooks-router.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import { createStores } from '../../../server/storage/stores.ts';
import { connectionId } from '../../../src/accounts/ids.ts';
import { createHubSpotInbound } from '../../../src/hubspot/inbound.ts';
import { createSignatureVerifier } from '../../../src/hubspot/signature.ts';
import { createReceiveChanges } from '../../../src/sync/receive-changes.ts';
import { sampleConnection } from '../../fixtures/store-samples.ts';
import { appId, path, portals, publicUrl, secret } from './delivery.ts';

/**
 * `receiver.ts <kind> <database url>`: takes deliveries in a process of its own and prints the port as a line of JSON. All kinds verify, translate and insert
 * by the product's own functions; what differs is the server in front. Ends on SIGTERM.
 */
export type ReceiverKind = 'product' | 'fastify' | 'bare';

const [kind, url = ''] = process.argv.slice(2);
const database = await openDatabase({ url });
const stores = createStores(database.db);
for (const portal of portals) await stores.connections.add(sampleConnection(connectionId('hubspot', String(portal))));
const clock = { now: () => new Date() };
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const door: WebhookDoor = {
  verify: createSignatureVerifier({ secret, publicUrls: [publicUrl] }),
  inbound: createHubSpotInbound({ appId }),
  // Nobody works here: what a job costs is another benchmark.
  receive: createReceiveChanges({ stores, clock, wake: () => undefined }),
  ...{ clock, logger },
};

/** What the product's route does, without its words for every way to fail. */
async function take(request: IncomingMessage, body: Uint8Array): Promise<{ readonly status: number; stored: number }> {
  const { method = '', url: target = '', rawHeaders } = request;
  if (!door.verify({ method, target, rawHeaders, body }, Date.now()).verified) return { status: 401, stored: 0 };
  const delivery = door.inbound(body);
  if (delivery.state === 'malformed') return { status: 400, stored: 0 };
  return { status: 200, stored: (await door.receive(delivery)).added };
}

const bareListener: RequestListener = (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    void take(request, Buffer.concat(parts)).then(({ status, stored }) => {
      const body = JSON.stringify({ stored });
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
};

function fastifyListener(): RequestListener {
  const app = fastify();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.post(path, async ({ raw, body }, reply): Promise<FastifyReply> => {
    const { status, stored } = await take(raw, body instanceof Uint8Array ? body : new Uint8Array());
    return reply.code(status).send({ stored });
  });
  const ready = app.ready();
  return (request, response) => void ready.then(() => app.routing(request, response));
}

const productListener = (): RequestListener =>
  createApp({ checkDatabase: () => Promise.resolve(), isServing: () => true, webhooks: door });

const listener = kind === 'product' ? productListener() : kind === 'fastify' ? fastifyListener() : bareListener;
const server = await listen(listener, 0);
console.log(JSON.stringify({ port: server.port }));

process.once('SIGTERM', () => {
  void server
    .close()
    .then(() => database.close())
    .then(() => process.exit(0));
});
