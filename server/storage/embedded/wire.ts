/** What a driver's byte stream asks for: the opening handshake, one round of messages that ends in an answer, or good-bye. */
export type Request =
  | { readonly kind: 'ssl' }
  | { readonly kind: 'startup' }
  | { readonly kind: 'unit'; readonly bytes: Buffer }
  | { readonly kind: 'terminate' };

/** Codes that stand in the place of a protocol version in the first message (PostgreSQL protocol, "SSLRequest", "CancelRequest"). */
const sslRequest = 80877103;
const cancelRequest = 80877102;

/** Query, Sync and Flush: after these the server answers, so the driver waits. */
const endsUnit = new Set(['Q', 'S', 'H'].map((type) => type.charCodeAt(0)));
const terminate = 'X'.charCodeAt(0);

/** Cuts the bytes of one connection into requests. Chunks may end anywhere: an unfinished message waits for its rest. */
export const createRequestCutter = (): ((chunk: Buffer) => readonly Request[]) => {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  let unit: Buffer[] = [];

  const takeMessage = (headerLength: number): Buffer | null => {
    if (rest.length < headerLength + 4) return null;
    const length = headerLength + rest.readInt32BE(headerLength);
    if (rest.length < length) return null;
    const message = rest.subarray(0, length);
    rest = rest.subarray(length);
    return message;
  };

  const takeOpening = (): Request | 'nothing' | null => {
    const message = takeMessage(0);
    if (message === null) return null;
    const code = message.length < 8 ? 0 : message.readInt32BE(4);
    if (code === sslRequest) return { kind: 'ssl' };
    if (code === cancelRequest) return 'nothing';
    started = true;
    return { kind: 'startup' };
  };

  const takeRequest = (): Request | 'nothing' | null => {
    const message = takeMessage(1);
    if (message === null) return null;
    if (message[0] === terminate) return { kind: 'terminate' };
    unit.push(message);
    if (!endsUnit.has(message[0] ?? 0)) return 'nothing';
    const bytes = unit.length === 1 ? message : Buffer.concat(unit);
    unit = [];
    return { kind: 'unit', bytes };
  };

  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const requests: Request[] = [];
    for (;;) {
      const taken = started ? takeRequest() : takeOpening();
      if (taken === null) return requests;
      if (taken !== 'nothing') requests.push(taken);
    }
  };
};

const parameterStatus = (name: string, value: string): Buffer => {
  const body = Buffer.from(`${name}\0${value}\0`);
  const head = Buffer.alloc(5);
  head.write('S');
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
};

/** The server's side of the handshake. No password: the two ends are threads of one process. */
export const welcome = (serverVersion: string): Buffer =>
  Buffer.concat([
    Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]),
    parameterStatus('server_version', serverVersion),
    parameterStatus('client_encoding', 'UTF8'),
    parameterStatus('standard_conforming_strings', 'on'),
    parameterStatus('integer_datetimes', 'on'),
    parameterStatus('DateStyle', 'ISO, MDY'),
    parameterStatus('TimeZone', 'UTC'),
    Buffer.from([0x5a, 0, 0, 0, 5, 0x49]),
  ]);

export const refuseSsl = Buffer.from('N');

/** How the session stands after an answer: free for anybody, or inside somebody's transaction or unfinished round. */
export type SessionState = 'idle' | 'held';

/** Reads ReadyForQuery ('Z', length 5, status) off the last bytes of an answer; only status 'I' frees the session. */
export const sessionState = (tail: Uint8Array): SessionState => {
  const ready = tail.subarray(-6);
  const isReady = ready.length === 6 && ready[0] === 0x5a && ready[4] === 5;
  return isReady && ready[5] === 0x49 ? 'idle' : 'held';
};
