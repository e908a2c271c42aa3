import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

export type ExportProblem =
  | { readonly problem: 'file_missing'; readonly file: string }
  | { readonly problem: 'column_missing'; readonly file: string; readonly column: string }
  /** `reason` names the column, or what is wrong with the line as CSV. */
  | { readonly problem: 'bad_row'; readonly file: string; readonly line: number; readonly reason: string };

/** An export that cannot be read; `problem` says where to look. */
export class ExportError extends Error {
  readonly problem: ExportProblem;
  constructor(problem: ExportProblem) {
    super(JSON.stringify(problem));
    this.name = 'ExportError';
    this.problem = problem;
  }
}

const withLine = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }));

/** The rows of one file of an export, each of the given shape. Throws ExportError naming the first thing wrong. */
export function readExportRows<T>(folder: string, name: string, row: z.ZodObject & z.ZodType<T>): T[] {
  const file = join(folder, name);
  if (!existsSync(file)) throw new ExportError({ problem: 'file_missing', file });
  const rows = withLine.parse(parseCsv(file));
  const columns = rows[0]?.record ?? {};
  const column = rows.length === 0 ? undefined : Object.keys(row.shape).find((wanted) => !(wanted in columns));
  if (column !== undefined) throw new ExportError({ problem: 'column_missing', file, column });
  return rows.map(({ record, info }) => {
    const parsed = row.safeParse(record);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    throw new ExportError({ problem: 'bad_row', file, line: info.lines, reason });
  });
}

function parseCsv(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true, info: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw new ExportError({ problem: 'bad_row', file, line, reason: error.code });
  }
}
