import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Locale } from '../../../src/accounts/connection.ts';
import { style } from './style.ts';

/** A page of few words: texts only, nothing in it is markup. */
export interface Page {
  readonly tone: 'good' | 'bad' | 'plain';
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Names that people compare letter by letter. */
  readonly list: readonly string[];
  /** Ours: a path, never an address that came with the request. */
  readonly links: readonly { readonly path: string; readonly text: string }[];
}

const styleHash = createHash('sha256').update(style).digest('base64');
/** No script, no image, no frame, no other address: there is nothing to load. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The address of the page holds what the CRM sent along: it goes to no cache and to no other site. */
export function sendPage(response: Response, status: number, locale: Locale, page: Page): void {
  response
    .status(status)
    .set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .type('html')
    .send(render(locale, page));
}

/** German for browsers that prefer it, English for all others. */
export const localeOfBrowser = (request: Request): Locale =>
  request.acceptsLanguages('en', 'de') === 'de' ? 'de' : 'en';

function render(locale: Locale, { tone, title, paragraphs, list, links }: Page): string {
  const body = [
    `<h1 class="${tone}">${escaped(title)}</h1>`,
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    ...(list.length === 0 ? [] : [`<ul>${list.map((name) => `<li><code>${escaped(name)}</code></li>`).join('')}</ul>`]),
    ...links.map(({ path, text }) => `<p><a href="${escaped(path)}">${escaped(text)}</a></p>`),
  ];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Renewal Health</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="product">Renewal Health</p>
${body.join('\n')}
</main>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
