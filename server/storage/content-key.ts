import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 over the parts, as text: equal content, equal key. Parts are kept apart, null differs from ''. */
export const contentKey = (...parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
