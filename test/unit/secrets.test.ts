import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, seal, unseal } from '../../server/secrets/seal.ts';
import { secretsOf, secretsOfFile } from '../../server/secrets/secrets.ts';
import { formatTokenKeys, newTokenKey, parseTokenKeys } from '../../server/secrets/token-keys.ts';

const key = newTokenKey();
const text = 'CJ-token-äß-€';
const context = 'hubspot:1 access_token';

describe('a sealed text', () => {
  const sealed = seal(key, text, context);

  it('names its form and its key, and opens where it was sealed', () => {
    expect(sealed).toMatch(new RegExp(`^v1\\.${key.id}\\.[\\w-]+$`));
    expect(keyIdOf(sealed)).toBe(key.id);
    expect(unseal(key, sealed, context)).toBe(text);
    expect(unseal(key, seal(key, '', context), context)).toBe('');
  });

  it('is never the same twice', () => {
    const all = Array.from({ length: 200 }, () => seal(key, text, context));
    expect(new Set(all.map((one) => one.slice(0, 30))).size).toBe(200);
  });

  it('does not open elsewhere, nor with another key of the same name', () => {
    const altered = expect.objectContaining({ name: 'SecretsError', kind: 'altered' }) as Error;
    expect(() => unseal(key, sealed, 'hubspot:2 access_token')).toThrow(altered);
    expect(() => unseal(key, sealed, 'hubspot:1 refresh_token')).toThrow(altered);
    expect(() => unseal({ ...newTokenKey(), id: key.id }, sealed, context)).toThrow(altered);
  });

  it('does not open with any of its bits turned', () => {
    const bytes = Buffer.from(sealed.split('.')[2] ?? '', 'base64url');
    const opened = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return () => unseal(key, `v1.${key.id}.${turned.toString('base64url')}`, context);
    }).filter((open) => {
      try {
        return open() !== '';
      } catch {
        return false;
      }
    });
    expect(opened).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['the text itself', text],
    ['another form', sealed.replace('v1.', 'v2.')],
    ['a part more', `${sealed}.x`],
    ['no bytes', `v1.${key.id}.`],
    ['too few bytes', `v1.${key.id}.AAAA`],
    ['a second spelling', `${sealed}A`],
    ['a shortened tag', `v1.${key.id}.${Buffer.alloc(27).toString('base64url')}`],
  ])('is not %s', (_, other) => {
    expect(() => unseal(key, other, context)).toThrow(
      expect.objectContaining({ name: 'SecretsError', kind: 'altered' }) as Error,
    );
  });

  it('opens within a set of keys, whichever sealed it; the first one seals', () => {
    const [one, two] = [newTokenKey(), newTokenKey()];
    const both = secretsOf([two, one]);
    expect(both.open(seal(one, text, context), context)).toBe(text);
    expect([both.isCurrent(seal(one, text, context)), both.isCurrent(both.seal(text, context))]).toEqual([false, true]);
    expect(() => both.open(sealed, context)).toThrow(
      expect.objectContaining({ kind: 'unknown_key', what: key.id }) as Error,
    );
  });

  it('says in no error what it holds', () => {
    const errors = [() => secretsOf([newTokenKey()]).open(sealed, context), () => unseal(key, sealed, 'elsewhere')].map(
      (open) => {
        try {
          return open();
        } catch (error) {
          return `${String(error)} ${JSON.stringify(error)}`;
        }
      },
    );
    for (const error of errors) {
      expect(error).not.toContain(text);
      expect(error).not.toContain(key.key.toString('base64'));
      expect(error).not.toContain(sealed);
    }
  });
});

describe('keys in a setting', () => {
  it('read as they are written', () => {
    const keys = [newTokenKey(), newTokenKey()];
    expect(parseTokenKeys(formatTokenKeys(keys))).toEqual(keys);
    expect(parseTokenKeys(` ${formatTokenKeys(keys).replace(',', ' , ')}\n`)).toEqual(keys);
  });

  const base64 = key.key.toString('base64');
  it.each([
    '',
    'k1',
    `k1:${base64.slice(4)}`,
    `k1:${base64}=`,
    `k 1:${base64}`,
    `k1:${base64},k1:${base64}`,
    `${base64}`,
  ])('are refused when they are not keys: %#', (wrong) => {
    expect(parseTokenKeys(wrong)).toBeNull();
  });
});

describe('keys in a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'renewal-health-keys-'));
    file = join(folder, 'data', 'secret.key');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are made at the first use, for their owner alone, and are the same ever after', () => {
    const sealed = secretsOfFile(file).seal(text, context);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parseTokenKeys(readFileSync(file, 'utf8'))).toHaveLength(1);
    expect(secretsOfFile(file).open(sealed, context)).toBe(text);
  });

  it('are exchanged while others run: they read the file again when they meet a key they do not know', async () => {
    const running = secretsOfFile(file);
    let stored = running.seal(text, context);
    const rotating = secretsOfFile(file);
    const reseal = () => {
      if (rotating.isCurrent(stored)) return Promise.resolve(0);
      stored = rotating.seal(rotating.open(stored, context), context);
      return Promise.resolve(1);
    };
    expect(await rotating.rotate(reseal)).toBe(1);
    expect(running.open(stored, context)).toBe(text);
    expect(running.isCurrent(stored)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keep the key before the newest for whoever has not noticed, and let older ones go', async () => {
    const slow = secretsOfFile(file);
    const first = slow.seal(text, context);
    const nothing = () => Promise.resolve(0);
    await secretsOfFile(file).rotate(nothing);
    const late = slow.seal(text, context);
    expect(secretsOfFile(file).open(late, context)).toBe(text);
    await secretsOfFile(file).rotate(nothing);
    expect(parseTokenKeys(readFileSync(file, 'utf8'))).toHaveLength(2);
    expect(() => secretsOfFile(file).open(first, context)).toThrow(
      expect.objectContaining({ kind: 'unknown_key' }) as Error,
    );
  });

  it('are an error that names the file and nothing in it when it holds something else', () => {
    secretsOfFile(file).seal(text, context);
    writeFileSync(file, 'password');
    expect(() => secretsOfFile(file).seal(text, context)).toThrow(
      expect.objectContaining({ kind: 'key_file', what: file, message: `key_file: ${file}` }) as Error,
    );
  });
});
