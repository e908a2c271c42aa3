import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Control } from '../control/control.ts';
import { createAnswerer, type AnswererParts } from './answer-call.ts';
import { answerConsent, consentPath } from './consent.ts';
import { sendOutcome } from '../../common/send-outcome.ts';

export interface ServerParts extends AnswererParts {
  readonly port: number;
  readonly control: Control;
}

export interface RunningServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const controlPrefix = '/__sandbox__/';

/** Listens on loopback only. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const answer = createAnswerer(parts);
  const server = createServer((request, response) => {
    serve(parts, answer, request, response).catch((error: unknown) => {
      // a defect of the sandbox must never look like a fault of HubSpot's
      console.error(error);
      response.destroy();
    });
  });
  // the official client keeps connections open: none may end just as a request is on its way
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  { control, tokens }: Pick<ServerParts, 'control' | 'tokens'>,
  answer: ReturnType<typeof createAnswerer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readText(request);
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

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
