export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A plain text table: columns as wide as their widest cell, two spaces between, numbers to the right. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...rows.map((row) => width(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].join('\n');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}/u;
const invisible = /^[\p{Cf}\p{Mn}]+$/u;

/** Columns a text takes on a terminal: colour codes and direction marks take none, East Asian characters and emoji two. */
export function width(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text.replaceAll(colour, ''))) {
    columns += invisible.test(segment) ? 0 : wide.test(segment) ? 2 : 1;
  }
  return columns;
}
const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function pad(text: string, to: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'right' ? space + text : text + space;
}

/** Breaks a sentence at spaces so that no line is longer than `columns`; following lines begin with `indent`. */
export function wrap(text: string, columns: number, indent: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const next = current === '' ? word : `${current} ${word}`;
    if (current !== '' && width(indent) + width(next) > columns) {
      lines.push(current);
      current = word;
    } else current = next;
  }
  lines.push(current);
  return lines.join(`\n${indent}`);
}
