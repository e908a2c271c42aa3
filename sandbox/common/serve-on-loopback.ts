import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface RunningServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export type Serve = (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>;

/** Listens on loopback only. `port` 0 takes a free one; rejects with the system's error when it is taken. */
export async function serveOnLoopback(port: number, serve: Serve): Promise<RunningServer> {
  const server = createServer((request, response) => {
    readText(request)
      .then((body) => serve(request, body, response))
      .catch((error: unknown) => {
        // a defect of the sandbox must never look like a fault of the CRM it stands for
        console.error(error);
        response.destroy();
      });
  });
  // clients keep connections open: none may end just as a request is on its way
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
