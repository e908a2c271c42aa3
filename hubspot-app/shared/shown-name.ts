const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * A name on one line, at most `longest` characters, because a pasted paragraph must not push a table off the screen; set apart by isolate marks when it runs
 * from right to left. `otherwise` stands for an empty one.
 */
export function shownName(name: string, otherwise: string, longest = 80): string {
  const characters = [...name.replace(/\s+/gu, ' ').trim()];
  if (characters.length === 0) return otherwise;
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : characters.join('');
  const marked = short.startsWith('\u2068');
  return rightToLeft.test(short) && !marked ? `\u2068${short}\u2069` : short;
}
