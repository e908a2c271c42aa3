import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';

const table = z.array(z.array(z.string()));

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Throws for what is no CSV; rows of another length than the header are refused too. */
export function readCsv(text: string, delimiter: string): CsvTable {
  try {
    const [columns = [], ...rows] = table.parse(parse(text, { bom: true, delimiter, skip_empty_lines: true }));
    return { columns, rows };
  } catch (error) {
    throw new ApiError(400, 'INVALIDBATCH', `InvalidBatch : ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

/** As Salesforce writes it: every cell quoted, null as an empty one. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\n`;
  return line(columns) + rows.map(line).join('');
}

function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}
