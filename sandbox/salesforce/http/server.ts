import { type IncomingMessage, type ServerResponse } from 'node:http';
import { sendOutcome } from '../../common/send-outcome.ts';
import { type RunningServer, serveOnLoopback } from '../../common/serve-on-loopback.ts';
import { type Control } from '../control/control.ts';
import { createAnswerer, type AnswererParts } from './answer-call.ts';

export interface ServerParts extends AnswererParts {
  readonly port: number;
  readonly control: Control;
}

const controlPrefix = '/__sandbox__/';

/** Listens on loopback only. */
export function startServer(parts: ServerParts): Promise<RunningServer> {
  const answer = createAnswerer(parts);
  return serveOnLoopback(parts.port, (request, body, response) =>
    serve(parts.control, answer, request, body, response),
  );
}

async function serve(
  control: Control,
  answer: ReturnType<typeof createAnswerer>,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  const method = request.method ?? 'GET';
  if (url.pathname.startsWith(controlPrefix)) {
    const reply = control(method, url.pathname.slice(controlPrefix.length), url.searchParams, body);
    return sendOutcome(response, { reply }, {});
  }
  await sendOutcome(response, answer({ method, url, headers: plainHeaders(request), body }), {});
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string | undefined> {
  const entries = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const);
  return Object.fromEntries(entries);
}
