import { type IncomingMessage } from 'node:http';

/** The page acts as any user it is asked to: another site in the same browser must not be able to ask. */
export function isOwnPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const host = headers.host ?? '';
  const isLocal = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  return isLocal && (headers.origin === undefined || headers.origin === `http://${host}`);
}
