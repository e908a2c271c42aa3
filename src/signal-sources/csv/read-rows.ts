import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { types } from 'node:util';
import { type CsvError, parse } from 'csv-parse';
import type { RejectedRow } from '../../ports/signal-source.ts';

export type Row =
  | { readonly ok: true; readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly rejected: RejectedRow };

/** A signal file or folder that the system does not let us read; `code` is the system's, such as EACCES. */
export class UnreadableFileError extends Error {
  readonly file: string;
  readonly code: string;
  constructor(file: string, code: string) {
    super(`${file} cannot be read: ${code}`);
    this.name = 'UnreadableFileError';
    this.file = file;
    this.code = code;
  }
}

/** The operating system's code, such as EACCES; null for every other error. */
export const systemCode = (error: unknown): string | null =>
  types.isNativeError(error) && 'syscall' in error && 'code' in error ? String(error.code) : null;

/** The rows of a .csv (header line), .jsonl (an object a line) or .json (one array) file, with the line each begins on. Throws UnreadableFileError. */
export async function* readRows(path: string): AsyncIterable<Row> {
  const read = path.endsWith('.csv') ? readCsv : path.endsWith('.jsonl') ? readJsonLines : readJson;
  try {
    yield* read(path);
  } catch (error) {
    const code = systemCode(error);
    throw code === null ? error : new UnreadableFileError(path, code);
  }
}

async function* readCsv(path: string): AsyncIterable<Row> {
  const broken: (CsvError | undefined)[] = [];
  let line = 1;
  const input = createReadStream(path);
  const parser = input.pipe(
    parse({
      columns: (header: readonly string[]) => header.map((name) => name.trim()),
      bom: true,
      // Values are trimmed by their column. Trimmed here on the right too, one stray quotation mark would lose every row after it.
      ltrim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        broken.push(error);
        return undefined;
      },
    }),
  );
  // pipe() hands no error on
  input.on('error', (error) => parser.destroy(error));
  for await (const item of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    for (const error of broken.splice(0)) yield brokenRow(path, error, line);
    line = item.info.lines;
    yield { ok: true, line, values: item.record };
  }
  for (const error of broken) yield brokenRow(path, error, line);
}

/** A quotation mark in the wrong place. One that is never closed swallows every line after it: named is the one after the last good row. */
function brokenRow(file: string, error: CsvError | undefined, lastGood: number): Row {
  const isOpen = error === undefined || error.code === 'CSV_QUOTE_NOT_CLOSED';
  return notParsable(file, isOpen ? lastGood + 1 : Number(error.lines), error?.code ?? '');
}

async function* readJsonLines(path: string): AsyncIterable<Row> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield parseRow(path, line, text);
  }
}

function parseRow(file: string, line: number, text: string): Row {
  try {
    return toRow(file, line, JSON.parse(text) as unknown);
  } catch {
    return notParsable(file, line, text);
  }
}

async function* readJson(path: string): AsyncIterable<Row> {
  const text = await readFile(path, 'utf8');
  const parsed = parseArray(text);
  if (parsed === null) yield notParsable(path, 1, text);
  // A JSON array has no lines worth naming: the position in the array stands in.
  else for (const [index, item] of parsed.entries()) yield toRow(path, index + 1, item);
}

function parseArray(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function toRow(file: string, line: number, value: unknown): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    // written out, a list in a list in a list would end the stack
    return notParsable(file, line, Array.isArray(value) ? '[' : String(value));
  return { ok: true, line, values: value as Readonly<Record<string, unknown>> };
}

function notParsable(file: string, line: number, text: string): Row {
  return { ok: false, rejected: { file, line, column: null, code: 'not_parsable', value: text.slice(0, 80) } };
}
