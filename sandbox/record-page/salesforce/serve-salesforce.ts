import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type SalesforcePages } from './salesforce-pages.ts';

/** Only files of this server. Styles apart: the engine of the components adds them to the page itself, as Salesforce allows. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Three fields of people are all that is sent here. */
const longest = 10_000;

export async function serveSalesforce(
  pages: SalesforcePages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, type, body } = await pages({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    body: () => textOf(request),
  });
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    .end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > longest) throw new Error('The request is too large');
  }
  return text;
}
