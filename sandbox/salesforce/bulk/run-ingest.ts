import { type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { UnreadableValue } from '../write/check-value.ts';
import { RowError } from '../write/row-error.ts';
import { deleteRow, insertRow, updateRow, type WriteContext } from '../write/write-row.ts';
import { type CsvTable } from './csv.ts';

export type IngestOperation = 'insert' | 'update' | 'delete';

export interface IngestResult {
  /** sf__Id, sf__Created, then the row as it came. */
  readonly successful: readonly (readonly string[])[];
  /** sf__Id, sf__Error, then the row. */
  readonly failed: readonly (readonly string[])[];
}

/** A name that the object has not: it fails the whole job, not its rows. Null when all are there. */
export function unknownColumn(org: Org, object: ObjectName, { columns }: CsvTable): string | null {
  return columns.find((column) => org.schema.field(object, column) === null) ?? null;
}

/** Writes the rows one by one. Empty cells leave a field as it is, #N/A clears it. */
export function runIngest(
  context: WriteContext,
  object: ObjectName,
  operation: IngestOperation,
  { columns, rows }: CsvTable,
): IngestResult {
  const successful: string[][] = [];
  const failed: string[][] = [];
  for (const row of rows) {
    const cells = columns.map((column, at) => [column, row[at] ?? ''] as const).filter(([, cell]) => cell !== '');
    const values = Object.fromEntries(cells.map(([column, cell]) => [column, cell === '#N/A' ? null : cell]));
    const id = cells.find(([column]) => column.toLowerCase() === 'id')?.[1] ?? '';
    const outcome = writeOne(context, object, operation, id, values);
    if ('error' in outcome) failed.push([id, outcome.error, ...row]);
    else successful.push([outcome.id, String(operation === 'insert'), ...row]);
  }
  return { successful, failed };
}

function writeOne(
  context: WriteContext,
  object: ObjectName,
  operation: IngestOperation,
  id: string,
  values: Readonly<Record<string, unknown>>,
): { readonly id: string } | { readonly error: string } {
  try {
    if (operation === 'insert') return { id: insertRow(context, object, values) };
    return { id: operation === 'delete' ? deleteRow(context, object, id) : updateRow(context, object, id, values) };
  } catch (error) {
    if (error instanceof RowError)
      return { error: `${error.statusCode}:${error.message}:${error.fields.join(' ')} --` };
    if (error instanceof UnreadableValue) return { error: `INVALID_TYPE_ON_FIELD_IN_RECORD:${error.message}: --` };
    throw error;
  }
}
