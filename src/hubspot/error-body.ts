import { z } from 'zod';

const context = z.record(z.string(), z.array(z.string()).catch([])).catch({});
const detail = z
  .object({ message: z.string().catch(''), code: z.string().catch(''), context })
  .catch({ message: '', code: '', context: {} });

/** HubSpot's error shape: every field may be missing, also inside a batch answer. */
const errorBody = z.object({
  message: z.string().catch(''),
  category: z.string().catch(''),
  policyName: z.string().catch(''),
  correlationId: z.string().catch(''),
  errors: z.array(detail).catch([]),
  context,
});
export type ErrorBody = z.infer<typeof errorBody>;

/** Never throws: an HTML page, an empty body or a list reads as an error without any detail. */
export function parseErrorBody(text: string): ErrorBody {
  return readErrorBody(parseJson(text) ?? {});
}

export function readErrorBody(body: unknown): ErrorBody {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data : errorBody.parse({});
}

/** Undefined for anything that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every value that an error names under a key of its contexts, such as `ids`, `objectWriteTraceId`, `propertyName`. */
export function named(body: ErrorBody, key: string): readonly string[] {
  return [body.context, ...body.errors.map((error) => error.context)].flatMap((found) => found[key] ?? []);
}

/** Longest reason that is shown to people. */
const reasonLength = 300;

/** What HubSpot says is wrong, in its own words: the details first, they name the property. */
export function reasonOf(body: ErrorBody): string {
  const details = body.errors.map(({ message }) => message).filter((message) => message !== '');
  const text = [...new Set(details)].join('; ') || body.message || body.category;
  return text.slice(0, reasonLength);
}
