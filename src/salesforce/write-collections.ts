import { z } from 'zod';
import { chunk } from '../common/batch.ts';
import type { HealthWrite } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import type { RowError } from './row-outcome.ts';
import { toRecord } from './row-values.ts';
import type { Transport } from './transport.ts';

const text = z.string().catch('');
/** jsforce's types say errorCode, the API says statusCode: either. */
const rowError = z
  .object({ statusCode: text, errorCode: text, message: text, fields: z.array(z.string()).catch([]) })
  .transform(({ statusCode, errorCode, message, fields }) => ({ code: statusCode || errorCode, message, fields }));
const rowResults = z.array(z.object({ success: z.boolean(), errors: z.array(rowError).catch([]) }));

/** How rows ended: null = written. A row that is not among them was not answered. */
export type RowResults = ReadonlyMap<string, RowError | null>;

const noReason: RowError = { code: 'UNKNOWN', message: '', fields: [] };

/** Writes rows in calls of 200, one after the other: rows of one account in two calls at a time would lock each other out. One bad row does not cost the others. */
export async function writeCollections(
  transport: Transport,
  writes: readonly HealthWrite[],
  onAnswer: (results: RowResults) => void,
): Promise<void> {
  for (const part of chunk(writes, sizes.collection)) {
    const body = { allOrNone: false, records: part.map(toRecord) };
    const results = await transport.call({ kind: 'write', method: 'PATCH', path: api.collections(), body }, rowResults);
    // results stand in the order of the rows; a missing one is not answered
    const answered = part.slice(0, results.length).map(({ id }, index) => {
      const result = results[index];
      return [id, result?.success === true ? null : (result?.errors[0] ?? noReason)] as const;
    });
    onAnswer(new Map(answered));
  }
}
