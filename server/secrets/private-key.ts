import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** Why a file is no private key to sign with. */
export type PrivateKeyFault = 'missing' | 'unreadable' | 'encrypted' | 'no_key' | 'not_rsa' | 'too_short';

export class PrivateKeyError extends Error {
  readonly path: string;
  readonly fault: PrivateKeyFault;
  constructor(path: string, fault: PrivateKeyFault) {
    super(`no private key: ${fault}`);
    this.name = 'PrivateKeyError';
    this.path = path;
    this.fault = fault;
  }
}

/** RS256 asks for as many (RFC 7518, 3.3), and so does Salesforce. */
const leastBits = 2048;

/** An RSA private key from a PEM file, PKCS #8 or PKCS #1 (as older openssl makes it), without a passphrase. Throws PrivateKeyError. */
export function readPrivateKey(path: string): KeyObject {
  const pem = textOf(path);
  const fail = (fault: PrivateKeyFault): never => {
    throw new PrivateKeyError(path, fault);
  };
  // PKCS #8 says so in its first line, PKCS #1 in a header of the key
  if (/^(-----BEGIN |Proc-Type: 4,)ENCRYPTED/m.test(pem)) return fail('encrypted');
  const key = parsed(pem) ?? fail('no_key');
  if (key.asymmetricKeyType !== 'rsa') return fail('not_rsa');
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits ? fail('too_short') : key;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new PrivateKeyError(path, existsSync(path) ? 'unreadable' : 'missing');
  }
}

/** Null for a certificate, a public key, or anything else. */
function parsed(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}
