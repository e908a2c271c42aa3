import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LoginSecrets } from '../../src/ports/installs.ts';

const drawnBytes = 32;

export const loginSecrets: LoginSecrets = {
  draw: () => randomBytes(drawnBytes).toString('base64url'),
  digest: (text) => createHash('sha256').update(text).digest('base64url'),
  isSame: (a, b) => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
