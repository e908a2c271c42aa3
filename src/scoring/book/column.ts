/** One number of every account of a book, by row. NaN = not known. */
export type Column = Float64Array;

export function columnAt(columns: readonly Column[], index: number): Column {
  const column = columns[index];
  if (column === undefined) throw new RangeError(`There is no column ${index}`);
  return column;
}

export const at = (column: Column, row: number): number => column[row] ?? NaN;
