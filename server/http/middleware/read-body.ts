import express, { type RequestHandler } from 'express';

/** The charset may be named, and is UTF-8 then. */
const jsonInUtf8 = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

/** Another type or charset would be read as JSON in UTF-8 all the same, and so mean something else here than to whoever checked it on the way. */
const refuseOtherTypes: RequestHandler = ({ headers }, _response, next) => {
  const { 'content-type': type, 'content-length': length = '0', 'transfer-encoding': chunked } = headers;
  const hasBody = chunked !== undefined || length !== '0';
  const isOurs = !hasBody || type === undefined || jsonInUtf8.test(type);
  next(isOurs ? undefined : Object.assign(new TypeError('not JSON in UTF-8'), { status: 415 }));
};

/**
 * The body as bytes, at most 1 MB: signatures are over bytes, and nothing is parsed before they are verified. Compressed bodies are refused (415): HubSpot
 * sends none, and a small one may unpack into a large one.
 */
export const readBody: readonly RequestHandler[] = [
  refuseOtherTypes,
  express.raw({ type: () => true, limit: '1mb', inflate: false }),
];

/** The bytes that `readBody` left; empty without a body. */
export const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array());

/** JSON in UTF-8; null without a body, undefined for anything else. */
export function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
