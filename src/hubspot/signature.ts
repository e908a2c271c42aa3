import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came in, before anything parsed it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly target: string;
  /** Names and values in turn, as Node's `rawHeaders`: only there can a repeated header be seen. */
  readonly rawHeaders: readonly string[];
  /** The bytes of the body; empty without one. */
  readonly body: Uint8Array;
}
export type Verdict =
  | { readonly verified: true }
  | {
      readonly verified: false;
      readonly reason:
        | 'no_signature'
        | 'repeated_header'
        | 'repeated_parameter'
        | 'bad_timestamp'
        | 'too_old'
        | 'from_the_future'
        | 'wrong_signature';
    };

export interface SignatureSettings {
  /** The app's client secret. */
  readonly secret: string;
  /** Public base URLs under which HubSpot calls this server, such as https://health.example.com: what it signed is rebuilt from these, never from Host. */
  readonly publicUrls: readonly string[];
}

/** HubSpot's page on request validation: five minutes, by us in both directions. */
const toleranceMs = 300_000;
const signatureHeader = 'x-hubspot-signature-v3';
const timestampHeader = 'x-hubspot-request-timestamp';

/**
 * Verifies HubSpot's request signature, version 3: base64(HMAC-SHA256(secret, method + URI + body + timestamp)). `now` in milliseconds. Never throws: a
 * verdict says why not. The official client's own check is not used: it accepts any future timestamp, compares in variable time and knows no escapes.
 * Making it throws RangeError without a secret or a public URL.
 */
export function createSignatureVerifier({ secret, publicUrls }: SignatureSettings) {
  if (secret.trim() === '') throw new RangeError('A client secret is needed to verify requests');
  if (publicUrls.length === 0) throw new RangeError('A public URL is needed to verify requests');
  const bases = publicUrls.map((url) => url.replace(/(?<!\/)\/+$/, ''));
  return (request: SignedRequest, now: number): Verdict => {
    const signatures = headersOf(request, signatureHeader);
    const timestamps = headersOf(request, timestampHeader);
    const [signature] = signatures;
    const [timestamp] = timestamps;
    if (signatures.length > 1 || timestamps.length > 1) return refused('repeated_header');
    if (signature === undefined || timestamp === undefined) return refused('no_signature');
    if (repeatsParameter(request.target)) return refused('repeated_parameter');
    const untimely = checkTime(timestamp, now);
    if (untimely !== null) return untimely;
    // every base is tried, so that the time taken does not tell which one matched
    const matches = bases.map((base) => isSame(sign(secret, base, request, timestamp), signature));
    return matches.includes(true) ? { verified: true } : refused('wrong_signature');
  };
}

type Reason = Extract<Verdict, { readonly verified: false }>['reason'];
const refused = (reason: Reason): Verdict => ({ verified: false, reason });

function headersOf({ rawHeaders }: SignedRequest, name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/** Two values of one name are read differently by different parsers; HubSpot's own requests have none. */
function repeatsParameter(target: string): boolean {
  const start = target.indexOf('?');
  if (start < 0) return false;
  const names = [...new URLSearchParams(target.slice(start + 1)).keys()];
  return new Set(names).size !== names.length;
}

function checkTime(timestamp: string, now: number): Verdict | null {
  if (!/^\d{13}$/.test(timestamp)) return refused('bad_timestamp');
  const age = now - Number(timestamp);
  if (age > toleranceMs) return refused('too_old');
  return age < -toleranceMs ? refused('from_the_future') : null;
}

function sign(secret: string, base: string, { method, target, body }: SignedRequest, timestamp: string): string {
  return createHmac('sha256', secret)
    .update(`${method}${decoded(base + target)}`, 'utf8')
    .update(body)
    .update(timestamp, 'utf8')
    .digest('base64');
}

/** The only escapes that HubSpot decodes before it signs; %20, %26, %3D and all others stay. */
const decodedEscapes: Readonly<Record<string, string>> = {
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
const decoded = (uri: string): string =>
  uri.replace(/%[0-9a-f]{2}/gi, (escape) => decodedEscapes[escape.toUpperCase()] ?? escape);

/** In constant time. Compared as text, so that a second spelling of the same base64 is none. */
function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected, 'utf8'), Buffer.from(given, 'utf8')];
  return a.length === b.length && timingSafeEqual(a, b);
}
