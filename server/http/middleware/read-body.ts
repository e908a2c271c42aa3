import express, { type RequestHandler } from 'express';

/**
 * The body as bytes, at most 1 MB: signatures are over bytes, and nothing is parsed before they are verified. Compressed bodies are refused (415): HubSpot
 * sends none, and a small one may unpack into a large one.
 */
export const readBody: RequestHandler = express.raw({ type: () => true, limit: '1mb', inflate: false });

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
