import { z } from 'zod';
import { planOf } from '../../common/fault-plan.ts';

/** What can go wrong on a call, as the control endpoint takes it. */
const kind = <K extends string>(name: K): { kind: z.ZodLiteral<K> } => ({ kind: z.literal(name) });
const seconds = z.number().min(0);

export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...kind('status'),
    status: z.number().int(),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({
    ...kind('rate_limit'),
    policy: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']),
    retryAfter: seconds.optional(),
  }),
  /** 423: the same record is written too fast. */
  z.strictObject(kind('locked')),
  /** 477: the account is moving between data centres. */
  z.strictObject({ ...kind('migration'), retryAfter: seconds.optional() }),
  z.strictObject(kind('server_error')),
  /** 502 with an HTML body, from the gateway. */
  z.strictObject(kind('bad_gateway')),
  /** 503 with neither body nor content type. */
  z.strictObject(kind('unavailable')),
  z.strictObject(kind('reset')),
  z.strictObject(kind('hang')),
  /** The call does its work, then its answer is lost. */
  z.strictObject({ ...kind('apply_then'), then: z.enum(['server_error', 'reset', 'hang']) }),
  /** Answers 500 now and does its work only when this many further calls came. */
  z.strictObject({ ...kind('late_apply'), calls: z.number().int().min(1) }),
  z.strictObject({ ...kind('delay'), ms: z.number().min(0) }),
  /** The answer comes in ten pieces over this time. */
  z.strictObject({ ...kind('drip'), ms: z.number().min(0) }),
  /** The socket closes after this many bytes of the body. */
  z.strictObject({ ...kind('cut'), bytes: z.number().int().min(0) }),
  /** Some inputs of a batch fail: those ids, or every second one. */
  z.strictObject({ ...kind('partial'), ids: z.union([z.array(z.string()).min(1), z.literal('odd')]) }),
  /** A page with fewer results than there are, without any, or with the cursor it was asked with. */
  z.strictObject({ ...kind('page'), as: z.enum(['short', 'empty', 'repeat']) }),
]);
export type Fault = z.infer<typeof faultSchema>;

export const faultPlanSchema = planOf(faultSchema);
