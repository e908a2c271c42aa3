import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StubAnswer {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  /** Ends the connection without an answer. */
  readonly hangUp?: boolean;
}

/** What an app's backend may do, by the test's own function; every request is kept. */
export interface StubBackend {
  readonly url: string;
  readonly received: Received[];
  answer: (request: Received) => StubAnswer | Promise<StubAnswer>;
  readonly close: () => Promise<void>;
}

export async function startStubBackend(): Promise<StubBackend> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const target = request.url ?? '';
      const { pathname, searchParams } = new URL(target, 'http://stub');
      const one: Received = {
        method: request.method ?? '',
        path: pathname,
        query: searchParams,
        target,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(one);
      void Promise.resolve(stub.answer(one)).then(({ status = 200, json, text, hangUp }) => {
        if (hangUp === true) return response.destroy();
        response.writeHead(status, { 'content-type': json === undefined ? 'text/plain' : 'application/json' });
        return response.end(json === undefined ? (text ?? '') : JSON.stringify(json));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: StubBackend = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: () => ({ text: 'fine' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return stub;
}
