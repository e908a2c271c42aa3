import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Stops taking connections, lets running requests end, closes idle ones. */
  close(): Promise<void>;
}

/** Listens on loopback unless told otherwise: what is public stands behind the operator's own proxy. Rejects with the system's error (EADDRINUSE names a taken port). */
export async function listen(handler: RequestListener, port: number, host = '127.0.0.1'): Promise<Listening> {
  const server = createServer(handler);
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
