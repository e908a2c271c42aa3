import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Relay {
  readonly url: string;
  /** The most calls that were under way at the same moment. */
  most(): number;
  close(): Promise<void>;
}

/** Hands calls on to another server and counts how many of those whose path holds `path` are under way at once. */
export async function startRelay(target: string, path: string): Promise<Relay> {
  let [now, most] = [0, 0];
  const server = createServer((request, response) => {
    const counts = request.url?.includes(path) === true;
    if (counts) most = Math.max(most, (now += 1));
    const hand = async () => {
      const { method = 'GET', headers } = request;
      const body = await buffer(request);
      const passed = Object.entries(headers).filter(([name]) => /^(authorization|content-type|accept)$/.test(name));
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method,
        headers: Object.fromEntries(passed.map(([name, value]) => [name, String(value)])),
        ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      });
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
      response.end(await answer.text());
    };
    // what the other side cuts off is cut off here
    void hand()
      .catch(() => response.destroy())
      .finally(() => {
        if (counts) now -= 1;
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
