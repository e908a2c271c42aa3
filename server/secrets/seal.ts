import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SecretsError } from './secrets-error.ts';
import type { TokenKey } from './token-keys.ts';

/** AES-256-GCM with a random nonce of 12 bytes and a tag of 16: NIST SP 800-38D. */
const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const form = /^v1\.([\w-]{1,32})\.([\w-]+)$/;

/** `v1.<key id>.<base64url of nonce, tag, ciphertext>`. `context` is authenticated with it: moved to another row or column it does not open. */
export function seal({ id, key }: TokenKey, text: string, context: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v1.${id}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The name of the key that a sealed text needs. Throws SecretsError `altered` when it is no sealed text. */
export function keyIdOf(sealed: string): string {
  return partsOf(sealed).id;
}

/** Throws SecretsError `altered` when text, tag, nonce or context are not those it was sealed with. */
export function unseal({ id, key }: TokenKey, sealed: string, context: string): string {
  const { bytes } = partsOf(sealed);
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch (error) {
    throw new SecretsError('altered', id, error);
  }
}

function partsOf(sealed: string): { readonly id: string; readonly bytes: Buffer } {
  const [, id, data] = form.exec(sealed) ?? [];
  const bytes = Buffer.from(data ?? '', 'base64url');
  // a second spelling of the same bytes would be a second sealed text that opens
  if (id === undefined || bytes.length < ivBytes + tagBytes || bytes.toString('base64url') !== data)
    throw new SecretsError('altered', 'not a sealed text');
  return { id, bytes };
}
