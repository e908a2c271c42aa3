import { bookArgument } from '../book/book-argument.ts';
import { ExportError } from '../book/crm-csv-rows.ts';
import { openBook } from '../book/open-book.ts';
import { type Book } from '../book/types.ts';

/** What the programs of all CRMs have in common: their options, and how they complain. */
export function oneOf<T extends string>(name: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((candidate) => candidate === given);
  if (found === undefined) throw new Error(`--${name} is one of ${allowed.join(', ')}, not ${given}`);
  return found;
}

/** The customer base of `--book` or `--csv`; null without either. Throws ExportError. */
export function chosenBook(book: string | undefined, csv: string | undefined): Book | null {
  if (csv !== undefined) return openBook({ source: 'csv', folder: csv, asOf: bookArgument(book ?? '').asOf });
  // usage reaches the product by signal files: no CRM shows it
  return book === undefined ? null : openBook({ source: 'generated', ...bookArgument(book), usage: false });
}

/** One line of JSON on standard error, for whoever started this process; nobody needs a stack to mend a file or to free a port. */
export const giveUp =
  (port: string) =>
  (error: unknown): never => {
    console.error(JSON.stringify(complaintOf(error, port)));
    process.exit(1);
  };

function complaintOf(error: unknown, port: string): object {
  if (error instanceof ExportError) return error.problem;
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (taken) return { problem: 'port_taken', port: Number(port) };
  return { problem: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
