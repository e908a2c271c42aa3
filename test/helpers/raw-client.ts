import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';

export type RawHeaders = Readonly<Record<string, string | string[]>>;
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends method, target, header lines and bytes as they are given, over connections that stay open: fetch() would mend or refuse half of them. */
export function createRawClient(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const send = (method: string, path: string, body: string | Buffer, headers: RawHeaders = {}): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const length = body.length === 0 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const options = { host: '127.0.0.1', port, agent, method, path, headers: { ...length, ...headers } };
      const request = httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response;
          resolve({
            status: statusCode,
            text: Buffer.concat(chunks).toString(),
            type: answered['content-type'] ?? '',
            headers: answered,
          });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  return {
    send,
    close: () => {
      agent.destroy();
    },
  };
}
