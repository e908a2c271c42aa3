/** Control characters, and marks that reverse or hide text: a company name must not be able to turn a sentence around or break a line of a report. */
const unwanted = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** The text on one line, trimmed; '' for nothing. Zero-width joiners stay: scripts and emoji need them. */
export const cleanText = (text: string): string => text.replace(unwanted, ' ').replace(/\s+/g, ' ').trim();

/** At most `length` characters as people count them: no emoji or accent is cut in two. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  let cut = '';
  for (const { segment } of graphemes.segment(text)) {
    if (cut.length + segment.length > length) break;
    cut += segment;
  }
  return cut;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
