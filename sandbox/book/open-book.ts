import { readCrmCsvBook } from './crm-csv-book.ts';
import { generateBook } from './generate-book.ts';
import { type Book, type BookOptions, type Day } from './types.ts';

export type BookSource =
  | ({ readonly source: 'generated' } & BookOptions)
  | { readonly source: 'csv'; readonly folder: string; readonly asOf: Day };

/** The one door for whoever serves a base. Throws RangeError for options out of bounds, and what reading the files throws. */
export function openBook(from: BookSource): Book {
  if (from.source === 'csv') return readCrmCsvBook(from.folder, from.asOf);
  const { source: _source, ...options } = from;
  return generateBook(options);
}
