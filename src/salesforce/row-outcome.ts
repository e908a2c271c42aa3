import type { HealthWrite, WriteOutcome } from '../ports/crm.ts';

/** What Salesforce says of one row it did not write. */
export interface RowError {
  /** Such as UNABLE_TO_LOCK_ROW. */
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
}

const gone = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'NOT_FOUND', 'MALFORMED_ID']);

/** Somebody else held the record, or its account, for more than ten seconds: the same row is taken a moment later. */
export const isLocked = ({ code }: RowError): boolean => code === 'UNABLE_TO_LOCK_ROW';

/** Longest reason that is shown to people. */
const reasonLength = 300;

export const written = ({ type, id }: HealthWrite): WriteOutcome => ({ type, id, state: 'written', newId: null });
export const unknown = ({ type, id }: HealthWrite, reason: string): WriteOutcome => ({
  ...{ type, id, state: 'unknown', reason },
});

/** A record that was merged away counts as gone: its survivor is read as a change of its own. */
export function failed({ type, id }: HealthWrite, { code, message, fields }: RowError): WriteOutcome {
  if (gone.has(code)) return { type, id, state: 'gone' };
  const where = fields.length === 0 ? '' : ` (${fields.join(', ')})`;
  return { type, id, state: 'refused', reason: `${code}: ${message}${where}`.slice(0, reasonLength) };
}
