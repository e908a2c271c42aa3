import { types } from 'node:util';
import { StorageError, type StorageErrorKind } from './storage-error.ts';

/** SQLSTATE codes (PostgreSQL manual, appendix A) and Node's socket errors that mean something to a person. */
const kinds: Readonly<Record<string, StorageErrorKind>> = {
  '53100': 'full',
  '53300': 'unreachable', // too many connections
  XX001: 'corrupt',
  XX002: 'corrupt',
  '58P01': 'corrupt', // a file of the database is missing
  '40001': 'conflict',
  '40P01': 'conflict',
  '55P03': 'conflict', // waited for a lock as long as we want to
  '3D000': 'unreachable', // no such database
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  ENOENT: 'unreachable', // a socket path
};

/**
 * What the driver threw, as StorageError where a person can act on it; everything else (a broken statement, a violated key) is a defect of ours and
 * stays what it is. The driver's message may quote values, so it goes into `cause`, never into the details.
 */
export const fromPostgresError = (error: unknown): unknown => {
  if (error instanceof StorageError || !types.isNativeError(error)) return error;
  if (error.cause instanceof StorageError) return error.cause;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = kinds[code] ?? (/^(08|28)/.test(code) ? 'unreachable' : undefined);
  if (kind !== undefined) return new StorageError(kind, { found: code }, error);
  // `pg` gives no code when its connection ends or does not come up in time.
  const lost = code === '' && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);
  return lost ? new StorageError('unreachable', {}, error) : error;
};
