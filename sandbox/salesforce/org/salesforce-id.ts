const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const bodyLength = 9;

/** The 18-character id of the n-th record under a key prefix: prefix, instance, number in base 62, checksum. */
export function salesforceId(keyPrefix: string, n: number): string {
  let body = '';
  for (let rest = n; body.length < bodyLength; rest = Math.floor(rest / 62)) body = (letters[rest % 62] ?? '0') + body;
  return withChecksum(`${keyPrefix}gK0${body}`);
}

/** 15 characters differ only by case for different records; the three further ones carry the case, five letters each. */
export function withChecksum(id: string): string {
  const part = (at: number): string => {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[at + i] ?? '')) bits |= 1 << i;
    return checksumLetters[bits] ?? '';
  };
  return `${id}${part(0)}${part(5)}${part(10)}`;
}

/** The 18-character form of an id given with 15 or 18 characters; null for what cannot be an id, a wrong checksum included. */
export function normalId(text: string): string | null {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(text)) return null;
  const whole = withChecksum(text.slice(0, 15));
  return text.length === 15 || text.toUpperCase() === whole.toUpperCase() ? whole : null;
}
