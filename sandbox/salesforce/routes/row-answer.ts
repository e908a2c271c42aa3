import { ApiError } from '../http/api-error.ts';
import { type Call } from '../http/call.ts';
import { UnreadableValue } from '../write/check-value.ts';
import { RowError } from '../write/row-error.ts';
import { UnknownColumn, type WriteContext } from '../write/write-row.ts';
import { type RouteContext } from './route-context.ts';

export const writeContext = ({ org, rules }: RouteContext, { now }: Call): WriteContext => ({
  org,
  rules,
  at: now,
  by: 'api',
  commit: (mutation) => org.commit(mutation),
});

/** The outcome of one row within a collection. */
export interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly RowFault[];
}
export interface RowFault {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
}

/** Runs one row of many: its refusal is its own result. What makes the body unreadable fails the whole request. */
export function rowResult(run: () => string): RowResult {
  try {
    return { id: run(), success: true, errors: [] };
  } catch (error) {
    if (error instanceof RowError) return failedRow(error.statusCode, error.message, error.fields);
    throw bodyRefusal(error);
  }
}

export const failedRow = (statusCode: string, message: string, fields: readonly string[] = []): RowResult => ({
  success: false,
  errors: [{ statusCode, message, fields }],
});

/** Runs the only row of a request: its refusal is the request's. */
export function rowRefusal<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RowError) throw new ApiError(400, error.statusCode, error.message, error.fields);
    throw bodyRefusal(error);
  }
}

function bodyRefusal(error: unknown): unknown {
  if (error instanceof UnknownColumn) return new ApiError(400, 'INVALID_FIELD', error.message);
  return error instanceof UnreadableValue ? new ApiError(400, 'JSON_PARSER_ERROR', error.message) : error;
}
