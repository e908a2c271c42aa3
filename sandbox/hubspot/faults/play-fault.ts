import { randomUUID } from 'node:crypto';
import { type Outcome } from '../../common/send-outcome.ts';
import { type Call, type Reply } from '../http/call.ts';
import { rateLimitReply } from '../http/rate-limits.ts';
import { type Fault } from './fault.ts';
import { pageFault } from './page-fault.ts';
import { partialBatch } from './partial-batch.ts';

export interface FaultStage {
  /** Does the call's real work. Throws the route's refusal. */
  readonly handle: (call: Call) => Reply;
  /** Runs something when this many further calls came. */
  readonly later: (calls: number, run: () => void) => void;
}

export function playFault(fault: Fault, call: Call, { handle, later }: FaultStage): Outcome {
  switch (fault.kind) {
    case 'reset':
      return { reply: null };
    case 'hang':
      return { reply: null, hang: true };
    case 'apply_then':
      handle(call);
      if (fault.then === 'server_error') return { reply: serverError() };
      return { reply: null, hang: fault.then === 'hang' };
    case 'late_apply':
      later(fault.calls, () => void handle(call));
      return { reply: serverError() };
    case 'delay':
      return { reply: handle(call), delayMs: fault.ms };
    case 'drip':
      return { reply: handle(call), dripMs: fault.ms };
    case 'cut':
      return { reply: handle(call), cutAfter: fault.bytes };
    case 'partial':
      return { reply: partialBatch(fault.ids, call, handle) };
    case 'page':
      return { reply: pageFault(fault.as, call, handle) };
    default:
      return { reply: plainAnswer(fault) };
  }
}

type PlainFault = Exclude<
  Fault,
  { readonly kind: 'reset' | 'hang' | 'apply_then' | 'late_apply' | 'delay' | 'drip' | 'cut' | 'partial' | 'page' }
>;

function plainAnswer(fault: PlainFault): Reply {
  switch (fault.kind) {
    case 'status':
      return {
        status: fault.status,
        ...(fault.body === undefined ? {} : { body: fault.body }),
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      };
    case 'rate_limit':
      return rateLimitReply(fault.policy, fault.retryAfter ?? null);
    case 'locked':
      return {
        status: 423,
        body: problem('LOCKED', 'The resource is locked, wait at least 2 seconds before the next call.'),
      };
    case 'migration': {
      const headers = fault.retryAfter === undefined ? {} : { headers: { 'retry-after': String(fault.retryAfter) } };
      return {
        status: 477,
        body: problem('MIGRATION_IN_PROGRESS', 'This account is being migrated between data centres.'),
        ...headers,
      };
    }
    case 'server_error':
      return serverError();
    case 'bad_gateway':
      return {
        status: 502,
        body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n',
        headers: { 'content-type': 'text/html' },
      };
    case 'unavailable':
      return { status: 503 };
  }
}

const serverError = (): Reply => ({ status: 500, body: problem('INTERNAL_ERROR', 'internal error') });

const problem = (category: string, message: string): object => ({
  status: 'error',
  message,
  correlationId: randomUUID(),
  category,
});
