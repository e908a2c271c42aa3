import { createHmac } from 'node:crypto';

/**
 * Request signature, version 3, as HubSpot publishes it: base64(HMAC-SHA256(client secret, method + URI + body + timestamp)). Written from that page alone and
 * not shared with the product: two readings of one rule check each other.
 */
export interface Signed {
  readonly 'X-HubSpot-Signature-v3': string;
  readonly 'X-HubSpot-Request-Timestamp': string;
}

/** The only escapes that are decoded before signing. */
const decoded: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** `uri` is the full URL with its query; `body` is what goes over the wire, empty without one; `now` in milliseconds. */
export function signRequest(secret: string, method: string, uri: string, body: string, now: number): Signed {
  const plain = uri.replace(/%[0-9a-f]{2}/gi, (escape) => decoded[escape.toUpperCase()] ?? escape);
  const signature = createHmac('sha256', secret).update(`${method}${plain}${body}${now}`, 'utf8').digest('base64');
  return { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(now) };
}
