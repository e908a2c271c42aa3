import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { type Call } from '../http/call.ts';

/** The body as JSON of a shape; throws JSON_PARSER_ERROR. */
export function readJson<T>(schema: z.ZodType<T>, { body }: Call): T {
  const parsed = schema.safeParse(parsedBody(body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ApiError(
    400,
    'JSON_PARSER_ERROR',
    `${issue?.message ?? 'unreadable'} at [/${issue?.path.join('/') ?? ''}]`,
  );
}

function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'Unexpected character at [line:1, column:1]');
  }
}

export const looseRecord = z.record(z.string(), z.unknown());
