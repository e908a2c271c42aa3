import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as it came over the wire. */
export interface ReceivedSpan {
  readonly name: string;
  readonly trace: string;
  readonly id: string;
  /** Empty at the root of a trace. */
  readonly parent: string;
  readonly links: readonly string[];
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
}
export interface Collector {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Everything that was sent, as it was sent. */
  readonly bytes: Buffer;
  readonly headers: readonly IncomingHttpHeaders[];
  stop(): Promise<void>;
}

/** Takes OTLP over HTTP on loopback as a collector does; one that `hangs` reads everything and never answers. */
export async function startCollector({ hangs }: { readonly hangs: boolean }): Promise<Collector> {
  const bodies: Buffer[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (request.url !== '/v1/traces') throw new Error(`not the address of traces: ${String(request.url)}`);
      bodies.push(body);
      headers.push(request.headers);
      if (!hangs) response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get spans() {
      return bodies.flatMap(spansIn);
    },
    get bytes() {
      return Buffer.concat(bodies);
    },
    headers,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The numbers are those of opentelemetry/proto/trace/v1/trace.proto. */
function spansIn(request: Buffer): readonly ReceivedSpan[] {
  return messages(request, 1).flatMap((resourceSpans) => {
    const resource = attributesIn(messages(resourceSpans, 1)[0] ?? Buffer.alloc(0), 1);
    const spans = messages(resourceSpans, 2).flatMap((scopeSpans) => messages(scopeSpans, 2));
    return spans.map((span) => ({
      name: text(span, 5),
      trace: hex(span, 1),
      id: hex(span, 2),
      parent: hex(span, 4),
      links: messages(span, 13).map((link) => `${hex(link, 1)}-${hex(link, 2)}`),
      failed: messages(span, 15).some((status) => numbers(status, 3)[0] === 2n),
      attributes: attributesIn(span, 9),
      resource,
    }));
  });
}

const attributesIn = (message: Buffer, field: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(messages(message, field).map((pair) => [text(pair, 1), valueIn(messages(pair, 2)[0])]));

function valueIn(value: Buffer = Buffer.alloc(0)): unknown {
  const [[field, content] = []] = fieldsOf(value);
  if (field === 1) return String(content);
  if (field === 2) return content === 1n;
  return field === 3 ? Number(content) : undefined;
}

const messages = (message: Buffer, field: number): readonly Buffer[] =>
  fieldsOf(message).flatMap(([number, content]) => (number === field && Buffer.isBuffer(content) ? [content] : []));
const numbers = (message: Buffer, field: number): readonly bigint[] =>
  fieldsOf(message).flatMap(([number, content]) => (number === field && typeof content === 'bigint' ? [content] : []));
const text = (message: Buffer, field: number): string => messages(message, field)[0]?.toString() ?? '';
const hex = (message: Buffer, field: number): string => messages(message, field)[0]?.toString('hex') ?? '';

/** Protocol Buffers: pairs of field number and content. */
function fieldsOf(message: Buffer): readonly (readonly [number, bigint | Buffer])[] {
  const fields: (readonly [number, bigint | Buffer])[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(message.readUInt8(at++));
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return value;
    }
  };
  const take = (length: number): Buffer => message.subarray(at, (at += length));
  while (at < message.length) {
    const tag = Number(varint());
    const [field, wire] = [tag >> 3, tag & 7];
    if (wire === 0) fields.push([field, varint()]);
    else fields.push([field, take(wire === 1 ? 8 : wire === 5 ? 4 : Number(varint()))]);
  }
  return fields;
}
