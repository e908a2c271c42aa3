import { createVerify } from 'node:crypto';
import { z } from 'zod';
import { type ConnectedApp } from './connected-app.ts';
import { OAuthError } from './oauth-error.ts';

const header = z.object({ alg: z.literal('RS256') });
const claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
});
/** An assertion lives for three minutes; Salesforce allows for clocks that are a little off. */
const longestMs = 300_000;

/** Checks an RS256 assertion against the uploaded certificate. Throws OAuthError in Salesforce's words. `audiences`: addresses that the login answers to. */
export function verifyAssertion(assertion: string, app: ConnectedApp, audiences: readonly string[], now: number): void {
  const [head = '', payload = '', signature = ''] = assertion.split('.');
  const known = header.safeParse(decoded(head));
  const found = claims.safeParse(decoded(payload));
  if (!known.success || !found.success) throw new OAuthError('invalid_grant', 'invalid assertion');
  const { iss, sub, aud, exp } = found.data;
  if (iss !== app.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  if (app.publicKey === null) throw new OAuthError('invalid_client', 'invalid client credentials');
  const verify = createVerify('RSA-SHA256').update(`${head}.${payload}`);
  if (!verify.verify(app.publicKey, signature, 'base64url')) throw new OAuthError('invalid_grant', 'invalid assertion');
  if (![aud].flat().some((audience) => audiences.includes(audience.replace(/\/$/, ''))))
    throw new OAuthError('invalid_grant', 'audience is invalid');
  if (exp * 1000 <= now || exp * 1000 > now + longestMs) throw new OAuthError('invalid_grant', 'expired assertion');
  if (sub !== app.username) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
