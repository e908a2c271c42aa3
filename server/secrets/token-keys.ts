import { randomBytes } from 'node:crypto';

/** A key of AES-256 with the name that everything it encrypted carries. */
export interface TokenKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The first one is in use. */
export type TokenKeys = readonly [TokenKey, ...TokenKey[]];

const keyBytes = 32;
/** 32 bytes are 43 digits of base64 and one filler. */
const oneKey = /^([\w-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/** Reads "k2:base64,k1:base64": the first encrypts, all decrypt. Null where that is not what it is, or where two keys share a name. */
export function parseTokenKeys(text: string): TokenKeys | null {
  const keys: TokenKey[] = [];
  for (const part of text.trim().split(',')) {
    const [, id, base64] = oneKey.exec(part.trim()) ?? [];
    if (id === undefined || base64 === undefined || keys.some((other) => other.id === id)) return null;
    keys.push({ id, key: Buffer.from(base64, 'base64') });
  }
  const [first, ...others] = keys;
  return first === undefined ? null : [first, ...others];
}

export const formatTokenKeys = (keys: readonly TokenKey[]): string =>
  keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');

/** The name is drawn too: two machines that each made a first key must not call them the same. */
export const newTokenKey = (): TokenKey => ({
  id: `k${randomBytes(4).toString('hex')}`,
  key: randomBytes(keyBytes),
});
