import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type SalesforcePages } from '../salesforce/salesforce-pages.ts';
import { serveSalesforce } from '../salesforce/serve-salesforce.ts';
import { type PageFiles } from './build-page.ts';
import { type CrmDoor } from './crm-door.ts';
import { type Extension } from './extensions.ts';
import { cardRequest, fetchLimits, type CardAnswer, type CardRequest, type SignedUser } from './hubspot-fetch.ts';
import { isOwnPage } from './own-page.ts';
import { type Setup } from './read-setup.ts';

export interface PageParts {
  readonly files: PageFiles;
  readonly setup: Setup;
  readonly extensions: readonly Extension[];
  readonly crm: CrmDoor;
  readonly hubspotFetch: (request: CardRequest, user: SignedUser) => Promise<CardAnswer>;
  readonly salesforce: SalesforcePages;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

const shell = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>CRM</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head><body><div id="root"></div><script src="/page.js"></script></body></html>`;

/** Only files of this server, so that a card can reach nothing but what the host hands to it. */
const policy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** Answers one request of the browser. */
export async function servePage(parts: PageParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isOwnPage(request) && /^\/salesforce(\/|\?|$)/.test(request.url ?? ''))
    return serveSalesforce(parts.salesforce, request, response);
  const { status, type, body } = await answer(parts, request);
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

async function answer(parts: PageParts, request: IncomingMessage): Promise<Answer> {
  if (!isOwnPage(request)) return json(403, { message: 'This page is for the browser on the same machine only.' });
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const file = parts.files.get(path);
  if (file !== undefined) return { status: 200, type: file.type, body: file.bytes };
  if (path === '/page/setup') return json(200, parts.setup);
  if (path.startsWith('/page/bundles/')) return bundle(parts, path.slice('/page/bundles/'.length, -'.js'.length));
  if (path.startsWith('/page/crm/')) return crmAnswer(parts, request);
  if (path === '/page/fetch' && request.method === 'POST') return cardAnswer(parts, request);
  if (path.startsWith('/page/')) return json(404, { message: 'No such address.' });
  return { status: 200, type: 'text/html', body: shell };
}

async function bundle({ extensions }: PageParts, id: string): Promise<Answer> {
  const path = extensions.find((extension) => extension.id === id)?.bundle ?? null;
  if (path === null) return json(404, { message: `There is no built file for ${id}.` });
  return { status: 200, type: 'text/javascript', body: await readFile(path) };
}

async function crmAnswer({ crm }: PageParts, request: IncomingMessage): Promise<Answer> {
  const path = (request.url ?? '').slice('/page/crm'.length);
  const { status, body } = await crm.ask(request.method ?? 'GET', path, await textOf(request));
  return { status, type: 'application/json', body };
}

const signedRequest = z.strictObject({ userId: z.number(), request: cardRequest });

/** The answer's own status and body travel inside, so that a failing backend is not mistaken for a failing page. */
async function cardAnswer({ hubspotFetch, setup }: PageParts, request: IncomingMessage): Promise<Answer> {
  const parsed = signedRequest.safeParse(parseJson(await textOf(request)));
  if (!parsed.success) return json(400, { message: z.prettifyError(parsed.error) });
  const user = setup.users.find(({ id }) => id === parsed.data.userId);
  if (user === undefined) return json(400, { message: 'No such user.' });
  return json(200, await hubspotFetch(parsed.data.request, user));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Far above what a card may send, so that HubSpot's own refusal of a large body is seen; only a runaway is cut off. */
const longest = 16 * fetchLimits.bytes;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longest) throw new Error('The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
