import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Stops taking connections, lets running requests end, closes idle ones. */
  close(): Promise<void>;
}

/** Proxies keep idle connections for 60 s (nginx, load balancers) and send the next request on one: whoever closes first decides whether that request is lost. Node's own 5 s would lose some. */
const keepAliveMs = 75_000;

/** Listens on loopback unless told otherwise: what is public stands behind the operator's own proxy. Rejects with the system's error (EADDRINUSE names a taken port). */
export async function listen(handler: RequestListener, port: number, host = '127.0.0.1'): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: keepAliveMs }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        // Kept-alive clients would hold close() for seconds.
        const idle = setInterval(() => {
          server.closeIdleConnections();
        }, 50);
        server.close((error) => {
          clearInterval(idle);
          if (error === undefined) resolve();
          else reject(error);
        });
      }),
  };
}
