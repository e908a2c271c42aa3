export type CsvCell = string | number | boolean | null;

/** What a spreadsheet takes for the beginning of a formula, full-width forms included; the apostrophe itself, so that what is added can be told from what was there. */
const trigger = /^[=+\-@\t\r\n\0'＝＋－＠]/u;
const pureNumber = /^-?\d+(\.\d+)?$/;

/**
 * Rows as RFC 4180 text, CRLF at the end of each. Text is always quoted, so that no list separator of a country cuts a cell in two, and gets an apostrophe
 * in front where a spreadsheet would calculate it. Null is an empty cell.
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');

/** Excel reads a file as UTF-8 when it begins with this. */
export const byteOrderMark = '\uFEFF';

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = trigger.test(cell) && !pureNumber.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
