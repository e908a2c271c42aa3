import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Control } from '../control/control.ts';
import { createAnswerer, type AnswererParts } from './answer-call.ts';
import { answerConsent, consentPath } from './consent.ts';
import { sendOutcome } from '../../common/send-outcome.ts';
import { type RunningServer, serveOnLoopback } from '../../common/serve-on-loopback.ts';

export interface ServerParts extends AnswererParts {
  readonly port: number;
  readonly control: Control;
}

const controlPrefix = '/__sandbox__/';

/** Listens on loopback only. */
export function startServer(parts: ServerParts): Promise<RunningServer> {
  const answer = createAnswerer(parts);
  return serveOnLoopback(parts.port, (request, body, response) => serve(parts, answer, request, body, response));
}

async function serve(
  { control, tokens }: Pick<ServerParts, 'control' | 'tokens'>,
  answer: ReturnType<typeof createAnswerer>,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  if (url.pathname.startsWith(controlPrefix)) {
    const reply = control(request.method ?? 'GET', url.pathname.slice(controlPrefix.length), url.searchParams, body);
    return sendOutcome(response, { reply }, {});
  }
  if (url.pathname === consentPath)
    return sendOutcome(response, { reply: answerConsent(tokens, url.searchParams) }, {});
  const { outcome, headers } = answer({ method: request.method ?? 'GET', url, headers: request.headers, body });
  await sendOutcome(response, outcome, headers);
}
