import { readOrMakeKeyFile, replaceKeyFile } from './key-file.ts';
import { keyIdOf, seal, unseal } from './seal.ts';
import { SecretsError } from './secrets-error.ts';
import { newTokenKey, type TokenKey, type TokenKeys } from './token-keys.ts';

/** Encrypts what opens a customer's CRM, and remembers nothing of it. */
export interface Secrets {
  /** `context` names the row and the column: a sealed text opens there and nowhere else. */
  seal(text: string, context: string): string;
  /** Throws SecretsError `unknown_key` or `altered`. */
  open(sealed: string, context: string): string;
  /** Whether the key in use has sealed it. */
  isCurrent(sealed: string): boolean;
}

/** Keys in a file can be exchanged while processes run. */
export interface RotatableSecrets extends Secrets {
  /**
   * A new key from now on; `reseal` moves what is stored over to it and leaves nothing out. The key before it stays: a text may be on its way that was sealed
   * with it a moment ago. Keys older than that are let go.
   */
  rotate(reseal: () => Promise<number>): Promise<number>;
}

/** Fixed keys, the first one in use: those of TOKEN_KEYS. */
export const secretsOf = (keys: TokenKeys): Secrets => secretsFrom(() => keys, keys);

/** Keys of a file, made at the first use. A sealed text with a key that is not known yet makes it read the file again: another process has rotated. */
export function secretsOfFile(path: string): RotatableSecrets {
  const reload = () => readOrMakeKeyFile(path);
  const secrets = secretsFrom(reload, null);
  return {
    ...secrets,
    rotate: async (reseal) => {
      secrets.forget();
      // What is older than the key in use moves over first: after that only the newest two have anything left to open.
      const moved = await reseal();
      const [current] = reload();
      replaceKeyFile(path, [newTokenKey(), current]);
      secrets.forget();
      return Math.max(moved, await reseal());
    },
  };
}

function secretsFrom(load: () => TokenKeys, first: TokenKeys | null): Secrets & { forget(): void } {
  let known = first;
  const keys = (): TokenKeys => (known ??= load());
  const find = (id: string) => keys().find((key) => key.id === id);
  const keyFor = (id: string): TokenKey => {
    const found = find(id);
    if (found !== undefined) return found;
    known = load();
    const again = find(id);
    if (again === undefined) throw new SecretsError('unknown_key', id);
    return again;
  };
  return {
    seal: (text, context) => {
      // Whoever sealed with the key of yesterday would leave a text behind that the next rotation makes unreadable.
      known = load();
      return seal(known[0], text, context);
    },
    open: (sealed, context) => unseal(keyFor(keyIdOf(sealed)), sealed, context),
    isCurrent: (sealed) => keyIdOf(sealed) === keys()[0].id,
    forget: () => {
      known = null;
    },
  };
}
