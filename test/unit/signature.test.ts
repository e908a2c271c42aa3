import { Signature } from '@hubspot/api-client';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createSignatureVerifier, type SignedRequest } from '../../src/hubspot/signature.ts';

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const base = 'https://health.example.com';
const now = 1_790_000_000_000;
const verify = createSignatureVerifier({ secret, publicUrls: [base, 'https://eu.example.com/app/'] });

interface Sent {
  readonly method?: string;
  readonly target?: string;
  readonly body?: string;
  readonly signature: string;
  readonly timestamp: string;
}
const request = ({ method = 'POST', target = '/hook', body = '', signature, timestamp }: Sent): SignedRequest => ({
  method,
  target,
  body: Buffer.from(body),
  rawHeaders: ['Host', 'internal', 'X-HubSpot-Signature-v3', signature, 'X-HubSpot-Request-Timestamp', timestamp],
});
/** Signed by HubSpot's own client, which knows no escapes: targets here have none. */
const signed = (method: string, target: string, body: string, timestamp = now, url = base): Sent => ({
  ...{ method, target, body, timestamp: String(timestamp) },
  signature: Signature.getSignature(method, 'v3', {
    ...{ signature: '', clientSecret: secret, requestBody: body, url: `${url}${target}`, timestamp },
  }),
});

describe('published values', () => {
  const published = createSignatureVerifier({ secret, publicUrls: ['https://www.example.com'] });
  it.each([
    [1693657560000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    [1700000300000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('are accepted: %d', (timestamp, signature) => {
    const body = "{'example_field':'example_value'}";
    const sent = request({ target: '/webhook_uri', body, signature, timestamp: String(timestamp) });
    expect(published(sent, timestamp)).toEqual({ verified: true });
    expect(published({ ...sent, method: 'PUT' }, timestamp)).toEqual({ verified: false, reason: 'wrong_signature' });
  });

  it('are decoded by the table of twelve escapes before they are compared', () => {
    const check = createSignatureVerifier({
      secret: 'autopilot-test-client-secret-0001',
      publicUrls: ['https://example.com'],
    });
    const at = 1790000004000;
    const target = '/api/hubspot/webhooks?src=hs%3Aapp%2Fv3&x=%28a%29';
    const sent = { target, body: '[]', timestamp: String(at) };
    const right = request({ ...sent, signature: 'G8ddQlikFQ0ScZOZn+MHQ0E3WCV7vOJTzKlvrkvbvuk=' });
    expect(check(right, at)).toEqual({ verified: true });
    expect(check({ ...right, target: target.replace('%3A', '%3a').replace('%2F', '%2f') }, at)).toEqual({
      verified: true,
    });
    expect(check({ ...right, target: `${target}&y=%20` }, at).verified).toBe(false);
  });

  it('of the first two versions are no signature', () => {
    const headers = ['X-HubSpot-Signature', '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de'];
    const old = { ...request(signed('POST', '/hook', '')), rawHeaders: headers };
    expect(verify(old, now)).toEqual({ verified: false, reason: 'no_signature' });
  });
});

describe('a request', () => {
  it('signed by the official client is accepted, for every configured address', () => {
    expect(verify(request(signed('GET', '/hubspot/book?portalId=1&userId=2', '')), now)).toEqual({ verified: true });
    const other = signed('POST', '/hook?a=b', '{"ä":"😀"}', now, 'https://eu.example.com/app');
    expect(verify(request(other), now)).toEqual({ verified: true });
  });

  it('is refused with any other body, address, method or secret', () => {
    const sent = signed('POST', '/hook?portalId=1', '{"a":1}');
    const others: readonly Partial<Sent>[] = [
      { body: '{"a": 1}' },
      { body: '' },
      { target: '/hook?portalId=2' },
      { target: '/hook?portalId=1&' },
      { target: '/hook/?portalId=1' },
      { target: '/HOOK?portalId=1' },
      { method: 'post' },
      { method: 'PATCH' },
      { timestamp: String(now + 1) },
    ];
    for (const other of others) {
      expect(verify(request({ ...sent, ...other }), now)).toEqual({ verified: false, reason: 'wrong_signature' });
    }
    const stranger = createSignatureVerifier({ secret: `${secret}!`, publicUrls: [base] });
    expect(stranger(request(sent), now).verified).toBe(false);
  });

  it.each([
    [300_000, true],
    [300_001, 'too_old'],
    [-300_000, true],
    [-300_001, 'from_the_future'],
  ])('that is %d ms old: %s', (age, expected) => {
    const verdict = verify(request(signed('POST', '/hook', '', now - age)), now);
    expect(verdict.verified ? true : verdict.reason).toBe(expected);
  });

  it.each([
    '',
    '1',
    '1790000000',
    '01790000000000',
    '17900000000.0',
    ' 1790000000000',
    '1790000000000 ',
    '179000000000e',
    '-179000000000',
  ])('with the timestamp %j is refused', (timestamp) => {
    const sent = { ...signed('POST', '/hook', ''), timestamp };
    expect(verify(request(sent), now)).toEqual({ verified: false, reason: 'bad_timestamp' });
  });

  it('with a repeated header or parameter is refused, however they are spelt', () => {
    const sent = request(signed('GET', '/hubspot/book?portalId=1', ''));
    for (const name of ['x-hubspot-signature-v3', 'X-HUBSPOT-REQUEST-TIMESTAMP']) {
      const twice = { ...sent, rawHeaders: [...sent.rawHeaders, name, sent.rawHeaders[3] ?? ''] };
      expect(verify(twice, now)).toEqual({ verified: false, reason: 'repeated_header' });
    }
    for (const target of ['/a?portalId=1&portalId=2', '/a?portalId=1&portal%49d=2', '/a?x&x=']) {
      expect(verify(request(signed('GET', target, '')), now)).toEqual({
        verified: false,
        reason: 'repeated_parameter',
      });
    }
  });

  it('without the headers is refused', () => {
    const sent = request(signed('POST', '/hook', ''));
    for (const rawHeaders of [[], sent.rawHeaders.slice(0, 4), sent.rawHeaders.slice(4)]) {
      expect(verify({ ...sent, rawHeaders }, now)).toEqual({ verified: false, reason: 'no_signature' });
    }
  });
});

describe('ten thousand changed signatures', () => {
  it('are all refused', () => {
    const sent = signed('POST', '/hubspot/accounts/1/score?portalId=1', '{}');
    const { signature } = sent;
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ ';
    const changed = fc.oneof(
      fc
        .tuple(fc.nat(signature.length - 1), fc.constantFrom(...letters))
        .map(([at, letter]) => signature.slice(0, at) + letter + signature.slice(at + 1)),
      fc.nat(signature.length).map((length) => signature.slice(0, length)),
      fc.string({ maxLength: 3 }).map((tail) => signature + tail),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    );
    fc.assert(
      fc.property(
        changed,
        (other) => other === signature || !verify(request({ ...sent, signature: other }), now).verified,
      ),
      { numRuns: 10_000, seed: 3 },
    );
  });

  it('never throws, whatever comes', () => {
    const anything = fc.record({
      method: fc.string(),
      target: fc.string({ unit: 'binary' }),
      rawHeaders: fc.array(
        fc.oneof(fc.string(), fc.constantFrom('x-hubspot-signature-v3', 'x-hubspot-request-timestamp', String(now))),
      ),
      body: fc.uint8Array(),
    });
    fc.assert(
      fc.property(anything, (one) => !verify(one, now).verified),
      { numRuns: 2000, seed: 4 },
    );
  });
});

describe('the verifier', () => {
  it('is not made without a secret or a public address', () => {
    expect(() => createSignatureVerifier({ secret: ' ', publicUrls: [base] })).toThrow(RangeError);
    expect(() => createSignatureVerifier({ secret, publicUrls: [] })).toThrow(RangeError);
  });

  it('compares in constant time', () => {
    const source = readFileSync(new URL('../../src/hubspot/signature.ts', import.meta.url), 'utf8');
    expect(source).toContain('timingSafeEqual(a, b)');
    expect(source).not.toMatch(/\b(expected|given|signature)\s*===\s*(expected|given|signature|sign)\b/);
  });
});
