import { type z } from 'zod';
import { invalid } from './api-problem.ts';
import { type Call } from './call.ts';

/**
 * The body by its schema. A field that the schema does not know is noted as a violation and dropped, as HubSpot ignores it;
 * anything else that does not fit is answered with 400.
 */
export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  const first = schema.safeParse(call.body);
  if (first.success) return first.data;
  const unknown = first.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (unknown.length === first.error.issues.length) {
    for (const issue of unknown) call.violation(`unknown field ${issue.keys.join(', ')} at /${issue.path.join('/')}`);
    const second = schema.safeParse(without(call.body, unknown));
    if (second.success) return second.data;
  }
  const [issue] = first.error.issues.filter((candidate) => candidate.code !== 'unrecognized_keys');
  throw invalid(`Invalid input JSON: ${issue?.message ?? 'unreadable'} at /${issue?.path.join('/') ?? ''}`);
}

interface UnknownKeys {
  readonly path: readonly PropertyKey[];
  readonly keys: readonly string[];
}

function without(body: unknown, unknown: readonly UnknownKeys[]): unknown {
  const copy: unknown = structuredClone(body);
  for (const { path, keys } of unknown) {
    let target: unknown = copy;
    for (const step of path) target = isRecord(target) ? target[String(step)] : undefined;
    if (isRecord(target)) for (const key of keys) Reflect.deleteProperty(target, key);
  }
  return copy;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
