import { z } from 'zod';
import { planOf } from '../../common/fault-plan.ts';

/** What can go wrong on a call, as the control endpoint takes it. */
const kind = <K extends string>(name: K): { kind: z.ZodLiteral<K> } => ({ kind: z.literal(name) });

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...kind('status'),
    status: z.number().int(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  /** 403 of either meaning: the day's calls are spent, or too many long calls run at once. */
  z.strictObject({ ...kind('request_limit'), limit: z.enum(['daily', 'concurrent']) }),
  /** 401 although the token is good. */
  z.strictObject(kind('invalid_session')),
  z.strictObject(kind('server_error')),
  /** 503 with Salesforce's JSON. */
  z.strictObject(kind('unavailable')),
  /** 502 with an HTML body, from a proxy on the way or in maintenance. */
  z.strictObject(kind('html')),
  z.strictObject(kind('reset')),
  z.strictObject(kind('hang')),
  /** The call does its work, then its answer is lost. */
  z.strictObject({ ...kind('apply_then'), then: z.enum(['server_error', 'reset', 'hang']) }),
  z.strictObject({ ...kind('delay'), ms: z.number().min(0) }),
  /** The socket closes after this many bytes of the body. */
  z.strictObject({ ...kind('cut'), bytes: z.number().int().min(0) }),
]);
export type Fault = z.infer<typeof faultSchema>;
export const faultPlanSchema = planOf(faultSchema);
