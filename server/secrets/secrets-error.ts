export type SecretsErrorKind = 'unknown_key' | 'altered' | 'key_file';

/** What is wrong with the keys or with what they encrypted. Holds names of keys and files, never a key, a text or a token. */
export class SecretsError extends Error {
  readonly kind: SecretsErrorKind;
  /** The key or the file in question. */
  readonly what: string;

  constructor(kind: SecretsErrorKind, what: string, cause?: unknown) {
    super(`${kind}: ${what}`, cause === undefined ? undefined : { cause });
    this.name = 'SecretsError';
    this.kind = kind;
    this.what = what;
  }
}
