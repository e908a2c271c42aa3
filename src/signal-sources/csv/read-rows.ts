import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import type { RejectedRow } from '../../ports/signal-source.ts';

export type Row =
  | { readonly ok: true; readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly rejected: RejectedRow };

/** The rows of a .csv (header line), .jsonl (an object a line) or .json (one array) file, with the line each begins on. */
export function readRows(path: string): AsyncIterable<Row> {
  if (path.endsWith('.csv')) return readCsv(path);
  return path.endsWith('.jsonl') ? readJsonLines(path) : readJson(path);
}

async function* readCsv(path: string): AsyncIterable<Row> {
  const parser = createReadStream(path).pipe(
    parse({
      columns: true,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
    }),
  );
  for await (const item of parser as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    yield { ok: true, line: item.info.lines, values: item.record };
  }
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
    return notParsable(file, line, JSON.stringify(value));
  return { ok: true, line, values: value as Readonly<Record<string, unknown>> };
}

function notParsable(file: string, line: number, text: string): Row {
  return { ok: false, rejected: { file, line, column: null, code: 'not_parsable', value: text.slice(0, 80) } };
}
