import { z } from 'zod';
import { type Call, type Reply } from '../http/call.ts';

const batch = z.looseObject({ inputs: z.array(z.looseObject({ id: z.string() })) });
const answer = z.looseObject({ results: z.array(z.unknown()).optional(), errors: z.array(z.unknown()).optional() });

/** Carries out a part of the batch and reports the rest as errors, in the way of the API version. Other calls pass unharmed. */
export function partialBatch(ids: readonly string[] | 'odd', call: Call, handle: (call: Call) => Reply): Reply {
  const body = batch.safeParse(call.body);
  if (!body.success) return handle(call);
  const fails =
    ids === 'odd' ? (_: string, at: number): boolean => at % 2 === 1 : (id: string): boolean => ids.includes(id);
  const failed = body.data.inputs.filter((input, at) => fails(input.id, at));
  const kept = body.data.inputs.filter((input) => !failed.includes(input));
  if (failed.length === 0) return handle(call);
  const reply = kept.length === 0 ? emptyBatch(call) : handle({ ...call, body: { ...body.data, inputs: kept } });
  const done = answer.safeParse(reply.body).data ?? {};
  const errors = [...(done.errors ?? []), ...failed.map((input) => failure(input.id))];
  return { status: call.version === '2026-09' ? 200 : 207, body: { ...done, errors, numErrors: errors.length } };
}

function emptyBatch(call: Call): Reply {
  const at = new Date(call.now).toISOString();
  return { status: 200, body: { status: 'COMPLETE', results: [], startedAt: at, completedAt: at } };
}

const failure = (id: string): object => ({
  status: 'error',
  category: 'INTERNAL_ERROR',
  message: `The record ${id} could not be processed`,
  context: { ids: [id] },
});
