import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { SecretsError } from './secrets-error.ts';
import { formatTokenKeys, newTokenKey, parseTokenKeys, type TokenKeys } from './token-keys.ts';

/** Only its owner may read it. */
const ownerOnly = 0o600;

/**
 * The keys in the file; made with one key where there is none yet. Of processes that start at once one makes it and all read the same. Throws SecretsError
 * `key_file` when it cannot be read or written, or holds something else.
 */
export function readOrMakeKeyFile(path: string): TokenKeys {
  try {
    return parsed(path, readFileSync(path, 'utf8'));
  } catch (error) {
    if (!isMissing(error)) throw asSecretsError(path, error);
    makeKeyFile(path);
    return parsed(path, readFileSync(path, 'utf8'));
  }
}

/** Replaces the file as a whole: a reader finds the old keys or the new ones, never half of them. Throws SecretsError `key_file`. */
export function replaceKeyFile(path: string, keys: TokenKeys): void {
  withDraft(path, keys, (draft) => {
    renameSync(draft, path);
  });
}

/** A link, unlike a rename, fails where the file is there already. */
function makeKeyFile(path: string): void {
  withDraft(path, [newTokenKey()], (draft) => {
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  });
}

function withDraft(path: string, keys: TokenKeys, place: (draft: string) => void): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(draft, `${formatTokenKeys(keys)}\n`, { mode: ownerOnly, flag: 'wx', flush: true });
    place(draft);
  } catch (error) {
    throw asSecretsError(path, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

function parsed(path: string, text: string): TokenKeys {
  const keys = parseTokenKeys(text);
  if (keys === null) throw new SecretsError('key_file', path);
  return keys;
}

const isCode = (error: unknown, code: string): boolean =>
  types.isNativeError(error) && 'code' in error && error.code === code;
const isMissing = (error: unknown): boolean => isCode(error, 'ENOENT');
const asSecretsError = (path: string, error: unknown): SecretsError =>
  error instanceof SecretsError ? error : new SecretsError('key_file', path, error);
