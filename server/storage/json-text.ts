/** Escapes that JSON allows and PostgreSQL's text cannot hold: NUL, and halves of surrogate pairs (a text cut inside an emoji). */
const unfit = /\\u(0000|d[89a-f][0-9a-f]{2})/i;

/** JSON text that jsonb accepts. NUL characters are dropped, broken surrogates become U+FFFD: one odd character must not cost a whole batch. */
export const toJson = (value: unknown): string => {
  const text = JSON.stringify(value);
  return unfit.test(text)
    ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? fit(part) : part))
    : text;
};

/** The same for a plain text parameter. */
export const fit = (text: string): string => text.toWellFormed().replaceAll('\0', '');
