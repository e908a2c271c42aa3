import { once } from 'node:events';
import { createServer } from 'node:net';
import { createRequestCutter, refuseSsl, welcome } from '../../server/storage/embedded/wire.ts';

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
};
const int = (bytes: 2 | 4, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
};
/** Name, no table, type, size, format text. */
const column = (name: string, oid: number): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0`), int(4, 0), int(2, 0), int(4, oid), int(2, -1), int(4, -1), int(2, 0)]);
const field = (text: string): Buffer => Buffer.concat([int(4, Buffer.byteLength(text)), Buffer.from(text)]);

/** Speaks just enough of the protocol to say which version it is: every question is answered with it. */
export const oldServer = async (version: string): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const number = `${version.split('.')[0] ?? ''}000${version.split('.')[1] ?? '0'}`;
  const answer = Buffer.concat([
    message('T', Buffer.concat([int(2, 2), column('version', 25), column('number', 23)])),
    message('D', Buffer.concat([int(2, 2), field(version), field(number)])),
    message('C', Buffer.from('SELECT 1\0')),
    message('Z', Buffer.from('I')),
  ]);
  const server = createServer((socket) => {
    const cut = createRequestCutter();
    socket.on('data', (chunk) => {
      for (const request of cut(chunk)) {
        if (request.kind === 'ssl') socket.write(refuseSsl);
        if (request.kind === 'startup') socket.write(welcome(version));
        if (request.kind === 'unit') socket.write(answer);
        if (request.kind === 'terminate') socket.end();
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
};
