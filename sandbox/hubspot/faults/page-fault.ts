import { z } from 'zod';
import { type Call, type Reply } from '../http/call.ts';

const page = z.looseObject({
  results: z.array(z.unknown()),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }) }).optional(),
});
const searchBody = z.looseObject({ after: z.union([z.string(), z.number()]).optional() });

/**
 * Pages as a collection under change gives them. A short page holds one record, an empty one none; both lead on to the records they
 * left out, so a reader that follows the cursor loses nothing. `repeat` gives the cursor that the page was asked with.
 */
export function pageFault(as: 'short' | 'empty' | 'repeat', call: Call, handle: (call: Call) => Reply): Reply {
  if (as === 'short') return handle(withLimitOne(call));
  const reply = handle(call);
  const found = page.safeParse(reply.body);
  if (!found.success || found.data.paging === undefined) return reply;
  const asked = cursorOf(call);
  const empty = as === 'empty';
  // the same place by another text: an empty page must not look like a cursor that stands still
  const after = empty ? `${asked}.0` : asked;
  return { ...reply, body: { ...found.data, results: empty ? [] : found.data.results, paging: { next: { after } } } };
}

function cursorOf({ query, body }: Call): string {
  return query.get('after') ?? String(searchBody.safeParse(body).data?.after ?? '0');
}

function withLimitOne(call: Call): Call {
  const query = new URLSearchParams(call.query);
  query.set('limit', '1');
  const body = searchBody.safeParse(call.body);
  return { ...call, query, ...(body.success ? { body: { ...body.data, limit: 1 } } : {}) };
}
