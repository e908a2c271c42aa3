/** Longer names and values are cut: a sentence must stay readable and fit the CRM's text properties. */
const longest = 80;

/** Control characters and the bidi controls: left open, they would turn the rest of the sentence around. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const isolateStart = '\u2068';
const isolateEnd = '\u2069';

/** Begins where a word begins: a long word without an @ would be read again from each of its letters. */
const email = /(?<![^\s"'<>(),;:])[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/gu;

/** Values quoted for people who look after the data: an address in them is nobody's business here, and the record or row is named anyway. */
export const withoutEmail = (text: string): string => text.replace(email, '…@…');

/**
 * Text that somebody else wrote (a name, a field value), made safe to stand inside a sentence: one line, at most `limit` characters (default 80), and set apart by
 * isolate marks when it runs from right to left. Only then: the marks are invisible, but list filters compare them and some terminals draw them.
 */
export function foreignText(text: string, limit = longest): string {
  const characters = [...text.replace(controls, ' ').replace(/\s+/gu, ' ').trim()];
  const short = characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
  return rightToLeft.test(short) ? isolateStart + short + isolateEnd : short;
}
