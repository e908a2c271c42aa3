import { type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

type Headers = Readonly<Record<string, string>>;

/** What goes over the wire for a call, faulty or not. */
export interface Outcome {
  /** Null: the socket is reset, or nothing is ever answered. */
  readonly reply: {
    readonly status: number;
    /** JSON, or text as it is; undefined sends no body. */
    readonly body?: unknown;
    readonly headers?: Headers;
  } | null;
  readonly hang?: boolean;
  readonly delayMs?: number;
  readonly dripMs?: number;
  readonly cutAfter?: number;
}

/** Puts an outcome on the wire: whole, late, in drops, cut off, or not at all. */
export async function sendOutcome(response: ServerResponse, outcome: Outcome, headers: Headers): Promise<void> {
  if (outcome.delayMs !== undefined) await wait(outcome.delayMs);
  const { reply } = outcome;
  if (reply === null) {
    // a hanging call keeps its socket until the client gives up
    if (outcome.hang !== true) response.socket?.resetAndDestroy();
    return;
  }
  const text = reply.body === undefined ? '' : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
  const type: Headers = reply.body === undefined ? {} : { 'content-type': 'application/json;charset=utf-8' };
  const bytes = Buffer.from(text);
  const length: Headers = reply.status === 204 ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(reply.status, { ...type, ...length, ...headers, ...reply.headers });
  if (outcome.cutAfter !== undefined) {
    response.write(bytes.subarray(0, outcome.cutAfter), () => response.destroy());
    return;
  }
  if (outcome.dripMs !== undefined) await drip(response, bytes, outcome.dripMs);
  else response.end(bytes);
}

const drops = 10;

async function drip(response: ServerResponse, bytes: Buffer, totalMs: number): Promise<void> {
  const size = Math.ceil(bytes.length / drops);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await wait(totalMs / drops);
  }
  response.end();
}
